//! Drafts: what somebody has typed into a command's form and not sent yet (R-INS-5).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    form::{FieldError, Reader, record},
    service_order::CommandType,
    values::time::Timestamp,
};

/// The longest draft, in bytes of its JSON.
pub const MAX_DRAFT_BYTES: usize = 32 * 1024;

record! {
    /// What has been typed, as typed: nothing of it needs to make sense yet.
    pub struct DraftFields {
        /// The form's fields: a JSON object.
        fields: required Value,
    }
    check check_typed
}

fn check_typed(typed: &DraftFields, reader: &mut Reader<'_>) {
    if !typed.fields.is_object() {
        reader.fault("fields", FieldError::wrong_type("object"));
    }
}

/// A draft of a command to an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Draft {
    /// The command whose form is half filled in.
    pub command: CommandType,
    /// What has been typed so far, by the names of the command's fields.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Map<String, Value>,
    /// When the draft was last kept.
    pub updated_at: Timestamp,
}

/// Somebody's drafts of an order's commands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Drafts {
    /// One a command at most, the latest first.
    pub items: Vec<Draft>,
}
