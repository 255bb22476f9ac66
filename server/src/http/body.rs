//! Bodies of requests: JSON, bounded, and read by the domain's own forms, so that every wrong field is named.

use aftercare_domain::form::{Fault, Record, Violation};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header},
};
use serde_json::Value;

use super::{
    problem::{Code, Problem},
    router::BODY_LIMIT_BYTES,
};

mod unambiguous;

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

impl RawJson {
    /// Reads what was sent; of two fields of one name nobody knows which counts, so both are refused.
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
            let twice = |field| Violation::new(field, Fault::Duplicate {});
            let violations: Vec<Violation> = read.ambiguous.into_iter().map(twice).collect();
            return Err(Problem::invalid(&violations));
        }
        let value = read.value;
        Ok(Self { value, bytes })
    }

    /// Reads the form of `T`, or names all the fields that are wrong.
    pub fn read<T: Record>(&self) -> Result<T, Problem> {
        T::parse(&self.value).map_err(|violations| Problem::invalid(&violations))
    }
}

impl<S: Send + Sync> FromRequest<S> for RawJson {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(
                Problem::new(Code::UnsupportedMediaType).param("expected", "application/json")
            );
        }
        let bytes = Bytes::from_request(request, state).await.map_err(unread)?;
        Self::read_from(bytes)
    }
}

impl<T: Record, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        RawJson::from_request(request, state)
            .await?
            .read()
            .map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let essence = headers
        .get(header::CONTENT_TYPE)
        .and_then(|content_type| content_type.to_str().ok())
        .and_then(|content_type| content_type.split(';').next())
        .map(|essence| essence.trim().to_ascii_lowercase());
    essence.is_some_and(|essence| essence == "application/json")
}

fn unread(rejection: BytesRejection) -> Problem {
    use axum::response::IntoResponse;

    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(Code::TooLarge).param("limit_bytes", BODY_LIMIT_BYTES);
    }
    tracing::debug!(status = %rejection.into_response().status(), "a body broke off");
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
