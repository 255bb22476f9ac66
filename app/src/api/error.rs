//! Why a call gave no answer.

use aftercare_domain::form::Violation;
use http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::json;

/// Why a call gave no answer. It can be kept in a page's data, so that the browser shows what the server rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApiError {
    /// The API refused, and says why.
    Problem(Box<ProblemDocument>),
    /// Nothing answered.
    Offline,
    /// The answer took too long: whether it was done is not known.
    TimedOut,
    /// What answered was not understood: another version of the product, or something in between.
    Malformed,
}

/// A problem document (RFC 9457), its text in the visitor's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemDocument {
    /// The HTTP status.
    pub status: u16,
    /// What happened, in a word.
    pub code: String,
    /// What happened, in a line.
    pub title: String,
    /// What happened and what to do next.
    #[serde(default)]
    pub detail: String,
    /// What is wrong with which field.
    #[serde(default)]
    pub violations: Vec<Violation>,
}

impl ApiError {
    /// The error of an answer that is no success.
    pub fn from_answer(status: u16, body: &[u8]) -> Self {
        match json::decode::<ProblemDocument>(body) {
            Ok(problem) => Self::Problem(Box::new(problem)),
            Err(_) if (500..600).contains(&status) => Self::Offline,
            Err(_) => Self::Malformed,
        }
    }

    /// The HTTP status, where there was one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Problem(problem) => Some(problem.status),
            Self::Offline | Self::TimedOut | Self::Malformed => None,
        }
    }

    /// Nothing answered, or not in time: sent again under the same key, it is still done once.
    pub const fn is_unanswered(&self) -> bool {
        matches!(self, Self::Offline | Self::TimedOut)
    }

    /// Nobody is signed in, or not any more.
    pub fn is_signed_out(&self) -> bool {
        self.has_code("unauthenticated")
    }

    /// Somebody else has signed in to this browser.
    pub fn is_others_session(&self) -> bool {
        self.has_code("others_session")
    }

    fn has_code(&self, code: &str) -> bool {
        match self {
            Self::Problem(problem) => problem.code == code,
            Self::Offline | Self::TimedOut | Self::Malformed => false,
        }
    }

    /// What was asked for is not there, or belongs to another tenant.
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND.as_u16())
    }
}
