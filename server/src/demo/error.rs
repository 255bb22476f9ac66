//! What can go wrong while the demo marketplace is made or kept.

use aftercare_domain::{
    form::FieldError, order::TellingRefusal, refund::RefundRefusal, service_order::Refusal,
};

use crate::{db::DbError, runtime::passwords::HashingFailed};

/// Why there is no demo marketplace.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A value of the demo is none that the domain accepts.
    #[error("a value of the demo is wrong: {0:?}")]
    Value(FieldError),
    /// A list of the demo is empty.
    #[error("there is nothing to choose from")]
    NothingToChoose,
    /// Somebody of the demo did what the rules refuse.
    #[error("{act} was refused: {refusal}")]
    Refused {
        /// What they did.
        act: String,
        /// Why not.
        refusal: Refusal,
    },
    /// A journey does not get to where it was meant to stand.
    #[error("no journey stands at {0} now")]
    AimMissed(String),
    /// A day has no service order numbers left.
    #[error("a day has no service order numbers left")]
    NumbersUsedUp,
    /// A refund could not be settled.
    #[error("a refund can't be settled: {0}")]
    Refund(RefundRefusal),
    /// An order system told what can't be told.
    #[error("an order can't be told so: {0}")]
    Telling(#[from] TellingRefusal),
    /// The database is somebody's.
    #[error("this database was not begun as a demo marketplace: nothing is filled in")]
    NotADemo,
    /// The password of the demo people could not be hashed.
    #[error(transparent)]
    Hashing(#[from] HashingFailed),
    /// The maker broke off by a panic.
    #[error("the maker of the demo panicked")]
    Panicked,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<FieldError> for DemoError {
    fn from(fault: FieldError) -> Self {
        Self::Value(fault)
    }
}
