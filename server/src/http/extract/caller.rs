//! Who calls, from a bearer token or the session's cookie.

use aftercare_app::request::person::{PERSON_HEADER, person};
use aftercare_domain::view::Me;
use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, header, request::Parts},
};

use super::cookie;
use crate::{
    context::Context,
    http::{
        extract::rate::RequestCount,
        problem::{Code, Problem},
    },
    runtime::secret::Proof,
    service::{
        access::{
            sessions::{self, SessionUse},
            tokens,
        },
        audit::security_log,
    },
};

pub use crate::memory::caller::Caller;

/// The token that a request brings. With one, the cookie does not count.
pub(in crate::http) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let authorization = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = authorization.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

/// What a request proves with who calls.
pub(in crate::http) fn proof(context: &Context, headers: &HeaderMap) -> Option<Proof> {
    bearer(headers)
        .or_else(|| cookie::secret(&context.public_url, headers))
        .map(Proof::of_request)
}

async fn recognise(
    parts: &mut Parts,
    context: &Context,
    using: SessionUse,
) -> Result<Option<Caller>, Problem> {
    // Several extractors of one handler need the caller.
    if let Some(caller) = parts.extensions.get::<Caller>() {
        return Ok(Some(caller.clone()));
    }
    let caller = known(&parts.headers, context, using).await?;
    if let Some(caller) = &caller {
        security_log::is_by(caller);
        if let Some(counting) = parts.extensions.get::<RequestCount>() {
            counting.count(context, caller)?;
        }
        parts.extensions.insert(caller.clone());
    }
    Ok(caller)
}

/// Whose the head of a request is.
pub(in crate::http) async fn known(
    headers: &HeaderMap,
    context: &Context,
    using: SessionUse,
) -> Result<Option<Caller>, Problem> {
    if headers.contains_key(header::AUTHORIZATION) {
        return match bearer(headers) {
            Some(token) => Ok(tokens::recognise(context, token).await?),
            None => Ok(None),
        };
    }
    let Some(secret) = cookie::secret(&context.public_url, headers) else {
        return Ok(None);
    };
    let caller = sessions::recognise(context, secret, using).await?;
    if let Some(caller) = &caller {
        expect(caller, headers)?;
    }
    Ok(caller)
}

/// A page says whose it is: in a browser where somebody else has signed in meanwhile nothing is done, or shown, as theirs.
fn expect(caller: &Caller, headers: &HeaderMap) -> Result<(), Problem> {
    let expected = headers.get(PERSON_HEADER);
    if expected.is_some_and(|expected| *expected != *person(&Me::of(caller.actor.clone()))) {
        return Err(Problem::new(Code::OthersSession).param("name", caller.actor.name.as_str()));
    }
    Ok(())
}

impl FromRequestParts<Context> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        required(parts, context, SessionUse::ByPerson).await
    }
}

/// Who calls, by their own doing or by a page's.
pub(in crate::http) async fn required(
    parts: &mut Parts,
    context: &Context,
    using: SessionUse,
) -> Result<Caller, Problem> {
    recognise(parts, context, using)
        .await?
        .ok_or_else(|| Problem::new(Code::Unauthenticated))
}

impl OptionalFromRequestParts<Context> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut Parts,
        context: &Context,
    ) -> Result<Option<Self>, Problem> {
        recognise(parts, context, SessionUse::ByPerson).await
    }
}
