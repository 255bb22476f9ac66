//! The session's cookie.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::{context::Context, service::sign_in::Opened};

const NAME: &str = "aftercare_session";

/// The secret in the request's cookie.
pub(super) fn secret(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix(NAME)?.strip_prefix('='))
        .filter(|secret| !secret.is_empty())
}

/// The header that gives a visitor their session.
pub(super) fn set(context: &Context, opened: &Opened) -> HeaderValue {
    header_value(context, &opened.secret, opened.lasts_seconds)
}

/// The header that takes it away again.
pub(super) fn clear(context: &Context) -> HeaderValue {
    header_value(context, "", 0)
}

fn header_value(context: &Context, secret: &str, max_age_seconds: i64) -> HeaderValue {
    let secure = if context.public_url.starts_with("https://") {
        "; Secure"
    } else {
        ""
    };
    let cookie = format!(
        "{NAME}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_seconds}{secure}"
    );
    // A secret is base64url, so this is always a header; an empty one would just set no cookie.
    HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}
