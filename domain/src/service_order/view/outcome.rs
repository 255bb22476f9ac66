//! What a command would do, or did.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{LogLine, OrderView};
use crate::service_order::effect::Effect;

/// What a command would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preview {
    /// The order as it would be.
    pub order: OrderView,
    /// The lines that its log would get.
    pub events: Vec<LogLine>,
    /// What would follow, in the order in which it would happen.
    pub effects: Vec<Effect>,
}

/// The result of one command of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchResult {
    /// The number of the service order, as it was sent.
    pub number: String,
    /// The status that the command alone would have been answered with.
    pub status: u16,
    /// The service order after the command; left out where it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderView>,
    /// The problem, where it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::form::schema::problem))]
    pub problem: Option<Value>,
}
