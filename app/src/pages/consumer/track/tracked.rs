//! All that the page of a service order shows.

use aftercare_domain::{
    refund::RefundView,
    service_order::{
        CommandType,
        offers::Offer,
        view::{LogLine, OrderView},
    },
};
use futures::join;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    api::{Api, ApiError},
    form::{model::FormBuilder, submission::FormSubmission, without_script::RejectedForm},
    request::query::QueryString,
};

/// A service order, with what happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackedOrder {
    /// The service order.
    pub order: OrderView,
    /// What happened so far.
    pub log: Vec<LogLine>,
    /// The refunds.
    pub refunds: Vec<RefundView>,
}

impl TrackedOrder {
    /// Whether a command can be given now.
    pub fn offer(&self, command: CommandType) -> Option<&Offer> {
        self.order
            .allowed_commands
            .iter()
            .find(|offer| offer.command == command)
    }

    /// The form of a command that the consumer can give here, as it came back to the page if it did.
    pub fn form(&self, command: CommandType, rejected: Option<&RejectedForm>) -> FormBuilder {
        self.form_with(command, rejected, Value::Null)
    }

    /// The same, filled with what is known where it did not come back.
    pub fn form_with(
        &self,
        command: CommandType,
        rejected: Option<&RejectedForm>,
        known: Value,
    ) -> FormBuilder {
        let submission = FormSubmission::Command {
            number: self.order.number.to_string(),
            command,
            expected_version: self.order.version,
        };
        FormBuilder::new(submission, rejected, known)
    }
}

/// Asks for a service order.
pub async fn load(api: &Api, number: &str) -> Result<TrackedOrder, ApiError> {
    let (order, log) = join!(api.service_order(number), api.service_order_log(number));
    let (order, log) = (order?, log?);
    let refunds = if order.refund.refunded.fen() > 0 {
        let own = QueryString::new().with("service_order", number);
        api.refunds(&own).await?.items
    } else {
        Vec::new()
    };
    Ok(TrackedOrder {
        order,
        log,
        refunds,
    })
}
