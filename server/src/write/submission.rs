//! Submissions and their results.

use aftercare_domain::{
    order::line::LineBalance,
    people::party::{Actor, Authority},
    policy::Policy,
    service_order::{
        Apply, Command, Facts, Refusal, ServiceOrder, Situation,
        view::{LogLine, OrderView, order},
    },
    values::{number::ServiceOrderNumber, time::Timestamp},
};
use serde::{Deserialize, Serialize};

use crate::{
    db::{DbError, service_orders::ExternalKey},
    write::idempotency::{IdempotentRequest, KeyReused},
};

/// A request to change a service order.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Who asks.
    pub actor: Actor,
    /// Its idempotency key and fingerprint.
    pub request: IdempotentRequest,
    /// The version that the caller expects the order to have; none: any.
    pub expected_version: Option<u32>,
    /// What is to be done.
    pub what: Intent,
}

/// What a submission is to do.
#[derive(Debug, Clone)]
pub enum Intent {
    /// Begin an order.
    Apply(Box<Apply>),
    /// Give a command.
    Command {
        /// By which order.
        number: ServiceOrderNumber,
        /// Which one.
        command: Box<Command>,
    },
    /// Do what is due at the deadline, as the system.
    Elapse {
        /// About which order.
        number: ServiceOrderNumber,
    },
}

impl Submission {
    /// The key by which the caller's own number of an application is unique: what the caller acts for, so that a
    /// merchant's new token gets the same order as its old one.
    pub(super) fn external_key(&self) -> Option<ExternalKey> {
        let Intent::Apply(apply) = &self.what else {
            return None;
        };
        let id = apply.external_id.clone()?;
        let scope = external_scope(&self.actor);
        Some(ExternalKey { scope, id })
    }
}

/// The scope in which a caller's own numbers are unique: what the caller acts for.
pub(crate) fn external_scope(actor: &Actor) -> String {
    match actor.authority() {
        Authority::Consumer(consumer, None) => format!("consumer:{consumer}"),
        // A blank is in no consumer's id.
        Authority::Consumer(consumer, Some(order)) => format!("consumer:{consumer} {order}"),
        Authority::Merchant(merchant, _) => format!("merchant:{merchant}"),
        Authority::Store(channels) => {
            let names: Vec<&str> = channels.iter().map(|channel| channel.name()).collect();
            format!("store:{}", names.join("+"))
        }
        Authority::Operator | Authority::ReturnCentre | Authority::System => "platform".to_owned(),
    }
}

/// The result of an accepted submission, with all that a view of the order needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The order after it.
    pub order: ServiceOrder,
    /// What is left of its line.
    pub line: LineBalance,
    /// When it was done.
    pub at: Timestamp,
    /// Whether the submission began the order.
    pub begun: bool,
}

impl Accepted {
    /// The order as it is shown to an actor.
    pub fn view(&self, actor: &Actor, policy: &Policy) -> OrderView {
        let facts = Facts::of_line(self.line);
        let situation = Situation {
            now: self.at,
            policy,
            facts: &facts,
        };
        order(&self.order, actor, &situation)
    }
}

/// Why a submission was refused. The refusal is kept under the idempotency key like any other answer: the same request
/// gets it again, whatever has changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Rejected {
    /// The rules refuse it.
    #[error(transparent)]
    ByRule(Refusal),
    /// There is no such order.
    #[error("no such order")]
    NotFound,
    /// It is another tenant's; the caller gets the same answer as for an order that does not exist.
    #[error("another tenant's order")]
    Foreign,
    /// The order has changed since the version that the caller expects.
    #[error("the order is at version {current}")]
    VersionConflict {
        /// Its version.
        current: u32,
        /// What happened since.
        since: Vec<LogLine>,
    },
}

/// The answer to a submission.
pub type SubmitResult = Result<Accepted, SubmitError>;

/// Why a submission was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// It was refused.
    #[error(transparent)]
    Refused(#[from] Rejected),
    /// Its key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// Nothing can be written at this moment; nothing was changed. It was logged for all that waited.
    #[error("nothing can be written at this moment")]
    Unavailable,
    /// The database failed at it.
    #[error(transparent)]
    Db(#[from] DbError),
}
