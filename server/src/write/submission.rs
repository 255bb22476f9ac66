//! Submissions and their results: of any kind of aggregate that the write path writes.

pub mod written;

use aftercare_domain::{
    aggregate::Aggregate,
    people::{party::Actor, rule::Rule},
    service_order::{Refusal, ServiceOrder, view::LogLine},
};
use serde::{Deserialize, Serialize};

use self::written::Written;
use crate::{
    db::DbError,
    write::idempotency::{IdempotentRequest, KeyReused},
};

/// A request to begin an aggregate, or to change it.
#[derive(Debug, Clone)]
pub struct Submission<A: Written = ServiceOrder> {
    /// Who asks.
    pub actor: Actor,
    /// Its idempotency key and fingerprint.
    pub request: IdempotentRequest,
    /// The version that the caller expects the aggregate to have; none: any.
    pub expected_version: Option<u32>,
    /// What is to be done.
    pub what: Intent<A>,
}

impl<A: Written> Submission<A> {
    /// What nobody asks for: a deadline has come, or another system reports something. By which rule the system acts then, the
    /// aggregate says.
    pub fn of_system(what: Intent<A>) -> Self {
        Self {
            actor: Actor::system(Rule::Overdue),
            request: IdempotentRequest::default(),
            expected_version: None,
            what,
        }
    }
}

/// What a submission is to do.
#[derive(Debug, Clone)]
pub enum Intent<A: Written = ServiceOrder> {
    /// Begin an aggregate.
    Begin(A::Beginning),
    /// Give a command.
    Command {
        /// To which aggregate.
        id: A::Id,
        /// Which one.
        command: Box<A::Command>,
    },
    /// Do what is due at the deadline, as the system.
    Elapse {
        /// About which aggregate.
        id: A::Id,
    },
    /// Take note of what another system reports.
    Report {
        /// Of which aggregate.
        id: A::Id,
        /// What it reports.
        report: A::Report,
    },
}

impl<A: Written> Intent<A> {
    /// The id of the aggregate that it is about; none where it begins one.
    pub(super) const fn id(&self) -> Option<&A::Id> {
        match self {
            Self::Begin(_) => None,
            Self::Command { id, .. } | Self::Elapse { id } | Self::Report { id, .. } => Some(id),
        }
    }
}

/// Why a submission was refused. The refusal of a service order's is kept under the idempotency key like any other answer: the
/// same request gets it again, whatever has changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Rejected<R = Refusal, L = LogLine> {
    /// The rules refuse it.
    #[error(transparent)]
    ByRule(R),
    /// There is no such aggregate.
    #[error("there is none with this id")]
    NotFound,
    /// It is another tenant's; the caller gets the same answer as for one that does not exist.
    #[error("it is another tenant's")]
    Foreign,
    /// It has changed since the version that the caller expects.
    #[error("it is at version {current}")]
    VersionConflict {
        /// Its version.
        current: u32,
        /// What happened since.
        since: Vec<L>,
    },
}

/// Why a submission of a kind was refused.
pub type RejectedOf<A> = Rejected<<A as Aggregate>::Refusal, <A as Written>::Line>;

/// The answer to a submission.
pub type SubmitResult<A = ServiceOrder> =
    Result<<A as Written>::Accepted, SubmitError<<A as Aggregate>::Refusal, <A as Written>::Line>>;

/// Why a submission was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError<R = Refusal, L = LogLine> {
    /// It was refused.
    #[error(transparent)]
    Refused(#[from] Rejected<R, L>),
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
