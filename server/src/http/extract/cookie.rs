//! The session's cookie.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::{context::Context, service::access::sessions::OpenedSession};

/// Its name where people reach the server by plain HTTP, as on their own machine.
const NAME: &str = "aftercare_session";
/// Its name on https: browsers take a cookie of such a name from this very host alone, so that no neighbour of our domain can
/// put another session in its place.
const NAME_ON_HTTPS: &str = "__Host-aftercare_session";

fn name(public_url: &str) -> &'static str {
    if is_https(public_url) {
        NAME_ON_HTTPS
    } else {
        NAME
    }
}

/// Whether people reach the server by https.
pub(in crate::http) fn is_https(public_url: &str) -> bool {
    public_url.starts_with("https://")
}

/// The secret in the request's cookie. Without https, somebody else can have added another cookie of that name: an empty one
/// counts for nothing, and of two that differ neither is believed.
pub(in crate::http) fn secret<'h>(public_url: &str, headers: &'h HeaderMap) -> Option<&'h str> {
    let name = name(public_url);
    let mut secrets = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|secret| !secret.is_empty());
    let first = secrets.next()?;
    secrets.all(|other| other == first).then_some(first)
}

/// The header that gives a visitor their session.
pub(in crate::http) fn set(context: &Context, opened: &OpenedSession) -> HeaderValue {
    header_value(context, &opened.secret, opened.lasts_seconds)
}

/// The header that takes it away again.
pub(in crate::http) fn clear(context: &Context) -> HeaderValue {
    header_value(context, "", 0)
}

fn header_value(context: &Context, secret: &str, max_age_seconds: i64) -> HeaderValue {
    let name = name(&context.public_url);
    let secure = if is_https(&context.public_url) {
        "; Secure"
    } else {
        ""
    };
    let cookie = format!(
        "{name}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_seconds}{secure}"
    );
    // A secret is base64url, so this is always a header; an empty one would just set no cookie.
    HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTTP: &str = "http://127.0.0.1:3000";
    const HTTPS: &str = "https://aftercare.example";

    fn found(public_url: &str, cookies: &[&'static str]) -> Option<String> {
        let headers = cookies
            .iter()
            .map(|&cookies| (header::COOKIE, HeaderValue::from_static(cookies)))
            .collect();
        secret(public_url, &headers).map(str::to_owned)
    }

    // Earlier, of two cookies of that name the first counted, even an empty one.
    #[test]
    fn another_cookie_of_the_name_signs_nobody_out_or_in() {
        assert_eq!(
            found(HTTP, &["a=b; aftercare_session=x"]).as_deref(),
            Some("x")
        );
        assert_eq!(
            found(HTTP, &["aftercare_session=; aftercare_session=x"]).as_deref(),
            Some("x")
        );
        assert_eq!(
            found(HTTP, &["aftercare_session=x", "aftercare_session=x"]).as_deref(),
            Some("x")
        );
        assert_eq!(
            found(HTTP, &["aftercare_session=y; aftercare_session=x"]),
            None
        );
        assert_eq!(
            found(HTTP, &["aftercare_session=", "aftercare_sessions=x"]),
            None
        );
    }

    #[test]
    fn on_https_only_the_cookie_of_this_very_host_counts() {
        assert_eq!(
            found(HTTPS, &["aftercare_session=y; __Host-aftercare_session=x"]).as_deref(),
            Some("x")
        );
        assert_eq!(found(HTTPS, &["aftercare_session=y"]), None);
        assert_eq!(found(HTTP, &["__Host-aftercare_session=x"]), None);
    }
}
