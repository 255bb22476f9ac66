//! Signing in and out.

use aftercare_domain::people::access::Credentials;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{body::OwnJson, cookie, device, peer::Peer},
    problem::{Code, Problem},
};
use crate::{
    context::Context,
    service::access::{
        sessions,
        sign_in::{self, SignInOrigin, SignInRefusal},
    },
};

/// When to try again where many sign in at once: by then, those who wait now have been let in.
const BUSY_SECONDS: u64 = 2;

/// The routes of signing in and out.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(create_session, delete_session))
}

/// Sign in with name and password. The answer sets the cookie `aftercare_session` (on https `__Host-aftercare_session`), and
/// ends the session that came along. Another cookie, `aftercare_device`, says for 90 days that somebody signed in on this device,
/// so that guesses from elsewhere don't keep them out.
#[utoipa::path(post, path = "/api/v1/session", tag = "access", security(()), request_body = Credentials, responses(
    (status = 204, description = "The caller is signed in by a cookie"),
    (status = 401, description = "The username or the password is wrong"),
    (status = 429, description = "Too many failed attempts; `Retry-After` says when to try again"),
    (status = 503, description = "Many people sign in at this moment; `Retry-After` says when to try again"),
))]
async fn create_session(
    State(context): State<Context>,
    Peer(address): Peer,
    headers: HeaderMap,
    OwnJson(credentials): OwnJson<Credentials>,
) -> Result<impl IntoResponse, Problem> {
    let place = SignInOrigin {
        address,
        passes: device::passes(&context, &headers),
        sent_along: cookie::secret(&context.public_url, &headers),
    };
    let (opened, passes) = sign_in::sign_in(&context, credentials, place).await?;
    Ok((
        StatusCode::NO_CONTENT,
        AppendHeaders([
            (header::SET_COOKIE, cookie::set(&context, &opened)),
            (header::SET_COOKIE, device::keep(&context, &passes)),
        ]),
    ))
}

/// Sign out. Signing out twice is no mistake.
#[utoipa::path(delete, path = "/api/v1/session", tag = "access", security(()), responses(
    (status = 204, description = "The caller is signed out"),
))]
async fn delete_session(
    State(context): State<Context>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    if let Some(secret) = cookie::secret(&context.public_url, &headers) {
        sessions::sign_out(&context, secret).await?;
    }
    let cookie = cookie::clear(&context);
    Ok((
        StatusCode::NO_CONTENT,
        AppendHeaders([(header::SET_COOKIE, cookie)]),
    ))
}

impl From<SignInRefusal> for Problem {
    fn from(refusal: SignInRefusal) -> Self {
        match refusal {
            SignInRefusal::WrongCredentials => Self::new(Code::WrongCredentials),
            SignInRefusal::TooManyAttempts {
                retry_after_seconds,
            } => Self::new(Code::TooManyRequests).retry_after(retry_after_seconds),
            SignInRefusal::Busy => Self::new(Code::SignInBusy).retry_after(BUSY_SECONDS),
        }
    }
}
