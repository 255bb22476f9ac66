//! Submissions and what becomes of them.

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

/// Something that somebody asks of a service order.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Who asks.
    pub actor: Actor,
    /// Under which key, so that asking again does nothing twice.
    pub request: IdempotentRequest,
    /// The version of the order that they saw; none: whatever it is.
    pub expected_version: Option<u32>,
    /// What they ask for.
    pub what: Intent,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub enum Intent {
    /// That an order begins.
    Apply(Box<Apply>),
    /// That a command is obeyed.
    Command {
        /// By which order.
        number: ServiceOrderNumber,
        /// Which one.
        command: Box<Command>,
    },
    /// That the system does what is due.
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

/// Within what a caller's own numbers are unique: what the caller acts for.
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

/// What became of an order by a submission that was done: all that its view is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The order after it.
    pub order: ServiceOrder,
    /// What is left of its line.
    pub line: LineBalance,
    /// When it was done.
    pub at: Timestamp,
    /// Whether the order began by it.
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

/// Why a submission was not done. It is kept under the submission's key like any other answer: the same request gets it
/// again, whatever has changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Rejected {
    /// The rules refuse it.
    #[error(transparent)]
    ByRule(Refusal),
    /// There is no such order.
    #[error("no such order")]
    NotFound,
    /// It is another tenant's, who is told the same as of one that is not there.
    #[error("another tenant's order")]
    Foreign,
    /// The order is not any more what the caller saw.
    #[error("the order is at version {current}")]
    VersionConflict {
        /// Its version.
        current: u32,
        /// What happened since.
        since: Vec<LogLine>,
    },
}

/// What a submission is answered with.
pub type SubmitResult = Result<Accepted, SubmitError>;

/// Why a submission has no answer of its own.
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
