//! Problem documents (RFC 9457): a kind of problem, and what it mentions.

use aftercare_app::request::language::Language;
use aftercare_domain::{form::Violation, service_order::Refusal};
use axum::http::StatusCode;
use serde_json::{Map, Value, json};

mod code;
mod document;
mod errors;
mod refusals;
mod response;
mod schema;

use self::document::fill;
pub use self::{
    code::{Code, ProblemText},
    response::{language, put_into_words},
};

/// How many fields a problem names.
pub const MOST_VIOLATIONS: usize = 100;

/// What kind of problem it is: one of ours, or a refusal of the domain, which has its own words.
#[derive(Debug, Clone, PartialEq)]
enum ProblemKind {
    Listed(Code),
    Refused(Box<Refusal>),
}

impl ProblemKind {
    fn code(&self) -> &'static str {
        match self {
            Self::Listed(code) => code.name(),
            Self::Refused(refusal) => refusal.code(),
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Listed(code) => code.status(),
            Self::Refused(refusal) => refusals::status(refusal),
        }
    }

    fn words(&self, language: Language, params: &Map<String, Value>) -> (String, String) {
        match self {
            Self::Listed(code) => {
                let words = code.words(language);
                (words.title.to_owned(), fill(words.detail, params))
            }
            Self::Refused(refusal) => {
                let told = language.words().refusal(refusal);
                (told.what, told.next)
            }
        }
    }
}

/// A refusal or a fault on its way to the caller. It is put into words last, in the caller's language.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    kind: ProblemKind,
    /// What the detail mentions and the document has as members of its own.
    params: Map<String, Value>,
    /// Members of the document that the detail does not mention.
    members: Map<String, Value>,
    retry_after_seconds: Option<u64>,
}

impl Problem {
    /// A problem of a kind.
    pub fn new(code: Code) -> Self {
        Self::of(ProblemKind::Listed(code))
    }

    fn of(kind: ProblemKind) -> Self {
        Self {
            kind,
            params: Map::new(),
            members: Map::new(),
            retry_after_seconds: None,
        }
    }

    /// Its code in the contract.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// Which of ours it is; none for a refusal by the rules.
    pub const fn listed(&self) -> Option<Code> {
        match &self.kind {
            ProblemKind::Listed(code) => Some(*code),
            ProblemKind::Refused(_) => None,
        }
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.kind.status()
    }

    /// A parameter, which the words mention.
    #[must_use]
    pub fn param(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// A member of the document.
    #[must_use]
    pub fn member(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    /// When to try again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after_seconds = Some(seconds);
        self.param("retry_after_seconds", seconds)
    }

    /// A request that can't be read.
    pub fn malformed(reason: impl Into<String>) -> Self {
        Self::new(Code::Malformed).param("reason", reason.into())
    }

    /// Fields that are wrong.
    pub fn invalid(violations: &[Violation]) -> Self {
        Self::new(Code::Invalid).violations(violations)
    }

    /// The fields that are named, the first of them: who sent thousands of wrong ones mends those first.
    fn violations(self, violations: &[Violation]) -> Self {
        self.member(
            "violations",
            json!(violations.get(..MOST_VIOLATIONS).unwrap_or(violations)),
        )
    }

    /// Nothing can be written, or read, at this moment.
    pub fn unavailable() -> Self {
        const RETRY_AFTER_SECONDS: u64 = 5;
        Self::new(Code::Unavailable).retry_after(RETRY_AFTER_SECONDS)
    }

    /// No such thing, or another tenant's: the two can't be told apart.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound)
    }
}
