//! Why something was not done: what is the same in every service, and what one of them refuses besides.

use std::convert::Infallible;

use aftercare_domain::form::Violation;

use crate::{
    db::DbError,
    write::{idempotency::KeyReused, submission::Rejected},
};

/// Something of ours that failed and is not the database.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What one service refuses by rules of its own.
pub trait ServiceRefusal: std::error::Error + Send + Sync + 'static {}

impl ServiceRefusal for Rejected {}

/// Why a service did not do what it was asked for. `R` is what it refuses besides what any of them may.
#[derive(Debug, thiserror::Error)]
pub enum Error<R = Infallible> {
    /// Fields are wrong.
    #[error("fields are wrong")]
    Invalid(Vec<Violation>),
    /// There is no such thing, or it is another tenant's: the two are not told apart.
    #[error("there is no such thing")]
    NotFound,
    /// It is not for who asks.
    #[error("it is not for who asks")]
    Forbidden,
    /// The service refuses it.
    #[error(transparent)]
    Refused(R),
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Something else of ours failed.
    #[error(transparent)]
    Failed(Failure),
}

impl<R> Error<R> {
    /// The same, with the refusal as one of another service that asked this one.
    pub fn map<S>(self, refusal: impl FnOnce(R) -> S) -> Error<S> {
        match self {
            Self::Refused(refused) => Error::Refused(refusal(refused)),
            Self::Invalid(violations) => Error::Invalid(violations),
            Self::NotFound => Error::NotFound,
            Self::Forbidden => Error::Forbidden,
            Self::KeyReused(reused) => Error::KeyReused(reused),
            Self::Db(error) => Error::Db(error),
            Self::Failed(fault) => Error::Failed(fault),
        }
    }
}

impl<R: ServiceRefusal> From<R> for Error<R> {
    fn from(refusal: R) -> Self {
        Self::Refused(refusal)
    }
}

impl<R> From<Violation> for Error<R> {
    fn from(violation: Violation) -> Self {
        Self::Invalid(vec![violation])
    }
}

impl<R> From<Vec<Violation>> for Error<R> {
    fn from(violations: Vec<Violation>) -> Self {
        Self::Invalid(violations)
    }
}
