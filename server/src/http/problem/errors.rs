//! What services and the write path did not do, as problems.

use std::convert::Infallible;

use serde::Serialize;

use super::{Code, Problem};
use crate::{
    db::DbError,
    service::{self, audit::personal_searches::SearchRefusal},
    write::{
        idempotency::KeyReused,
        submission::{Rejected, SubmitError},
    },
};

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        // The boundary: the failure is logged here, once.
        if error.is_unavailable() {
            tracing::warn!(%error, "the database is unavailable");
            Self::unavailable()
        } else {
            tracing::error!(%error, "the database failed");
            Self::new(Code::Internal)
        }
    }
}

impl From<KeyReused> for Problem {
    fn from(_: KeyReused) -> Self {
        Self::new(Code::IdempotencyKeyReused)
    }
}

impl<R: Into<Self>> From<service::Error<R>> for Problem {
    fn from(error: service::Error<R>) -> Self {
        match error {
            service::Error::Invalid(violations) => Self::invalid(&violations),
            service::Error::NotFound => Self::not_found(),
            service::Error::Forbidden => Self::new(Code::Forbidden),
            service::Error::Refused(refusal) => refusal.into(),
            service::Error::KeyReused(reused) => reused.into(),
            service::Error::Db(error) => error.into(),
            service::Error::Failed(error) => {
                tracing::error!(%error, "a service failed");
                Self::new(Code::Internal)
            }
        }
    }
}

impl From<Infallible> for Problem {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl<R: Into<Self>, L: Serialize> From<Rejected<R, L>> for Problem {
    fn from(refused: Rejected<R, L>) -> Self {
        match refused {
            Rejected::ByRule(refusal) => refusal.into(),
            Rejected::NotFound | Rejected::Foreign => Self::not_found(),
            Rejected::VersionConflict { current, since } => Self::new(Code::VersionConflict)
                .param("current_version", current)
                .member("since", serde_json::to_value(since).unwrap_or_default()),
        }
    }
}

impl<R: Into<Self>, L: Serialize> From<SubmitError<R, L>> for Problem {
    fn from(error: SubmitError<R, L>) -> Self {
        match error {
            SubmitError::Refused(refused) => refused.into(),
            SubmitError::KeyReused(reused) => reused.into(),
            SubmitError::Unavailable => Self::unavailable(),
            SubmitError::Db(error) => error.into(),
        }
    }
}

impl From<SearchRefusal> for Problem {
    fn from(refusal: SearchRefusal) -> Self {
        match refusal {
            SearchRefusal::Narrowed(_) => Self::new(Code::SearchNarrowed),
            SearchRefusal::TooMany {
                of_side,
                most,
                seconds_left,
            } => Self::new(if of_side {
                Code::SideSearchesUsed
            } else {
                Code::SearchesUsed
            })
            .param("limit", most)
            .retry_after(seconds_left),
        }
    }
}
