//! Bodies of requests: JSON, bounded, and read by the domain's own forms, so that every wrong field is named.

use aftercare_domain::form::{FieldError, Record, Violation};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header},
};
use serde_json::Value;

use crate::{
    context::Context,
    http::problem::{Code, Problem},
};

pub(in crate::http) use self::timely::{Timely, is_too_slow};

mod timely;
mod unambiguous;
mod unseen;

/// A JSON body that is not read any further.
#[derive(Debug, Clone, PartialEq)]
pub struct RawJson {
    /// What was sent.
    pub value: Value,
    /// The bytes that were sent.
    pub bytes: Bytes,
}

/// A JSON body, read by the form of `T`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Json<T>(pub T);

/// The same for text that only its sender reads: invisible characters are allowed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnJson<T>(pub T);

impl RawJson {
    /// Reads the body; two fields with the same name are ambiguous, so they are refused.
    pub fn read_from(bytes: Bytes) -> Result<Self, Problem> {
        let read = unambiguous::read(&bytes).map_err(|error| {
            Problem::malformed(format!(
                "JSON, line {} column {}: {}",
                error.line(),
                error.column(),
                reason(&error)
            ))
        })?;
        if !read.ambiguous.is_empty() {
            let twice = |field| Violation::new(field, FieldError::Duplicate {});
            let violations: Vec<Violation> = read.ambiguous.into_iter().map(twice).collect();
            return Err(Problem::invalid(&violations));
        }
        let value = read.value;
        Ok(Self { value, bytes })
    }

    /// What was sent, unless a text in it has signs that nobody sees: others are to read it as it is. What is kept already
    /// stays as it was written.
    fn without_unseen(self) -> Result<Self, Problem> {
        let unseen = unseen::fields(&self.value);
        if unseen.is_empty() {
            return Ok(self);
        }
        let violations: Vec<Violation> = unseen
            .into_iter()
            .map(|field| Violation::new(field, FieldError::ControlCharacter {}))
            .collect();
        Err(Problem::invalid(&violations))
    }

    async fn sent(request: Request, context: &Context) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(
                Problem::new(Code::UnsupportedMediaType).param("expected", "application/json")
            );
        }
        let limit_bytes = context.config.limits.body_bytes;
        let bytes = Bytes::from_request(request, context)
            .await
            .map_err(|rejection| unread(&rejection, limit_bytes))?;
        Self::read_from(bytes)
    }

    /// Reads the form of `T`, or names all the fields that are wrong.
    pub fn read<T: Record>(&self) -> Result<T, Problem> {
        T::parse(&self.value).map_err(|violations| Problem::invalid(&violations))
    }
}

impl FromRequest<Context> for RawJson {
    type Rejection = Problem;

    async fn from_request(request: Request, context: &Context) -> Result<Self, Problem> {
        Self::sent(request, context).await?.without_unseen()
    }
}

impl<T: Record> FromRequest<Context> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, context: &Context) -> Result<Self, Problem> {
        RawJson::from_request(request, context)
            .await?
            .read()
            .map(Self)
    }
}

impl<T: Record> FromRequest<Context> for OwnJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, context: &Context) -> Result<Self, Problem> {
        RawJson::sent(request, context).await?.read().map(Self)
    }
}

/// JSON is UTF-8 (RFC 8259 § 8.1): a body that declares another character set would be misread.
fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|content_type| content_type.to_str().ok())
        .unwrap_or_default();
    let mut pieces = content_type.split(';').map(str::trim);
    let is_json = pieces
        .next()
        .is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"));
    is_json && pieces.all(is_harmless)
}

/// Whether a parameter of a content type is another one than the character set, or says that it is UTF-8.
fn is_harmless(parameter: &str) -> bool {
    parameter.split_once('=').is_none_or(|(name, value)| {
        !name.trim().eq_ignore_ascii_case("charset")
            || value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
    })
}

fn unread(rejection: &BytesRejection, limit_bytes: usize) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(Code::TooLarge).param("limit_bytes", limit_bytes);
    }
    if is_too_slow(rejection) {
        return Problem::new(Code::TooSlow);
    }
    tracing::debug!(error = %rejection, "a body broke off");
    Problem::malformed("the body broke off")
}

/// The parser's words without the place, which is told apart from them.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}
