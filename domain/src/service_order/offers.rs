//! Offers: every command, with "allowed" or its refusal. Buttons, the API's `allowed_commands` and keyboard help come from it.

use serde::{Deserialize, Serialize};

use super::{CommandType, Refusal, ServiceOrder, Situation, decide::allow};
use crate::people::party::Actor;

/// A command, with its refusal where it can't be given now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Offer {
    /// The command that is offered or not.
    #[serde(rename = "type")]
    pub command: CommandType,
    /// Whether it can be given now.
    pub allowed: bool,
    /// Why it can't be given; none where it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Refusal>,
}

/// Every command of the workflow, as an actor may give it to an order now.
pub fn offers(order: &ServiceOrder, actor: &Actor, situation: &Situation<'_>) -> Vec<Offer> {
    CommandType::ALL
        .iter()
        .map(|&command| {
            let reason = allow(order, actor, command, situation).err();
            Offer {
                command,
                allowed: reason.is_none(),
                reason,
            }
        })
        .collect()
}
