//! Calls that change something: the body, and the `Idempotency-Key` under which the first answer is kept.

use aftercare_domain::form::{FieldError, Record, Violation};
use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::HeaderMap,
};

use super::{body::RawJson, caller::Caller};
use crate::{
    context::Context,
    http::problem::Problem,
    write::idempotency::{self, Fingerprint},
};

const HEADER: &str = "idempotency-key";
/// How many characters a key may have.
pub(in crate::http) const LONGEST_KEY: u32 = 255;

/// A JSON body, read by the form of `T`, that may be sent again under its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotent<T> {
    /// What is asked for.
    pub form: T,
    /// Identifies the request for repetitions.
    pub request: idempotency::IdempotentRequest,
}

/// A JSON body that is not read any further, that may be sent again under its key.
#[derive(Debug, Clone, PartialEq)]
pub struct IdempotentJson {
    /// What was sent.
    pub json: RawJson,
    /// Identifies the request for repetitions.
    pub request: idempotency::IdempotentRequest,
}

impl FromRequest<Context> for IdempotentJson {
    type Rejection = Problem;

    async fn from_request(request: Request, context: &Context) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, context).await?;
        let key = key(&parts.headers)?;
        let (method, uri) = (parts.method.clone(), parts.uri.clone());
        let json = RawJson::from_request(Request::from_parts(parts, body), context).await?;
        let place = uri.path_and_query().map_or("", |place| place.as_str());
        let request = match &key {
            Some(key) => idempotency::IdempotentRequest::keyed(
                caller.id,
                key,
                Fingerprint::of(method.as_str(), place, &json.value, &json.bytes),
            ),
            None => idempotency::IdempotentRequest::default(),
        };
        Ok(Self { json, request })
    }
}

impl<T: Record> FromRequest<Context> for Idempotent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, context: &Context) -> Result<Self, Problem> {
        let IdempotentJson { json, request } =
            IdempotentJson::from_request(request, context).await?;
        Ok(Self {
            form: json.read()?,
            request,
        })
    }
}

/// The key that a request brings: up to 255 printable characters.
pub fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(HEADER) else {
        return Ok(None);
    };
    let wrong = |fault| Problem::invalid(&[Violation::new(HEADER, fault)]);
    let key = value
        .to_str()
        .map_err(|_| wrong(FieldError::ControlCharacter {}))?
        .trim();
    match u32::try_from(key.len()) {
        Ok(0) => Err(wrong(FieldError::Required {})),
        Ok(1..=LONGEST_KEY) => Ok(Some(key.to_owned())),
        Ok(_) | Err(_) => Err(wrong(FieldError::too_long(LONGEST_KEY))),
    }
}
