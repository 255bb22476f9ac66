//! Presence: colleagues who are at the same order see each other (R-LST-4).

use serde::{Deserialize, Serialize};

use crate::{
    form::record,
    values::{number::ServiceOrderNumber, time::Timestamp},
};

record! {
    /// A page's sign of life: somebody has an order open.
    pub struct AtOrder {
        /// Whether they have begun to fill in a form.
        working: required bool,
    }
}

/// A colleague who has the same order open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// Their name, as colleagues read it.
    pub name: String,
    /// Whether they have begun to fill in a form.
    pub working: bool,
    /// Since when they have it open.
    pub since: Timestamp,
}

/// Who else has an order open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Others {
    /// Who came first stands first. Nobody sees themselves.
    pub others: Vec<Colleague>,
}

/// Who else has an order open now: the live stream tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Gathered {
    /// The number of the service order.
    pub number: ServiceOrderNumber,
    /// Who came first stands first. Nobody sees themselves.
    pub others: Vec<Colleague>,
}
