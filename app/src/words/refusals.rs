//! Why not, and what to do next: refusals as sentences.

use aftercare_domain::service_order::Refusal;

/// What happened, and what to do next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub what: String,
    /// What to do next.
    pub next: String,
}

impl Explanation {
    /// Both sentences.
    pub fn new(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            next: next.into(),
        }
    }
}

/// Refusals in one language.
pub trait RefusalWords {
    /// Why a command can't be done now, and what to do instead.
    fn refusal(&self, refusal: &Refusal) -> Explanation;
}
