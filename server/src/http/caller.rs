//! Who calls, from a bearer token or the session's cookie.

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, header, request::Parts},
};

use super::{
    cookie,
    problem::{Code, Problem},
};
use crate::{
    context::Context,
    service::{sign_in, tokens},
};

pub use crate::service::caller::Caller;

/// The token that a request brings. With one, the cookie does not count.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let authorization = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = authorization.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

async fn recognise(parts: &mut Parts, context: &Context) -> Result<Option<Caller>, Problem> {
    // Several extractors of one handler ask.
    if let Some(caller) = parts.extensions.get::<Caller>() {
        return Ok(Some(caller.clone()));
    }
    let caller = if parts.headers.contains_key(header::AUTHORIZATION) {
        match bearer(&parts.headers) {
            Some(token) => tokens::recognise(context, token).await?,
            None => None,
        }
    } else {
        match cookie::secret(&parts.headers) {
            Some(secret) => sign_in::recognise(context, secret).await?,
            None => None,
        }
    };
    if let Some(caller) = &caller {
        parts.extensions.insert(caller.clone());
    }
    Ok(caller)
}

impl FromRequestParts<Context> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        recognise(parts, context)
            .await?
            .ok_or_else(|| Problem::new(Code::Unauthenticated))
    }
}

impl OptionalFromRequestParts<Context> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut Parts,
        context: &Context,
    ) -> Result<Option<Self>, Problem> {
        recognise(parts, context).await
    }
}
