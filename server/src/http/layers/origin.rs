//! A changing call that the session's cookie vouches for must come from our own pages: a browser sends the cookie along
//! with whatever another site makes it send.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    context::Context,
    http::{
        extract::{caller, cookie},
        problem::{Code, Problem},
    },
};

/// Refuses changing calls from elsewhere.
pub(in crate::http) async fn check_origin(
    State(context): State<Context>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    if request.method().is_safe()
        || caller::bearer(headers).is_some()
        || is_own(headers, &PublicAddress::of(&context))
    {
        return next.run(request).await;
    }
    Problem::new(Code::ForeignOrigin).into_response()
}

/// Where people reach the server.
struct PublicAddress<'a> {
    /// What was set as the public address.
    set: Option<&'a str>,
    /// The same, or else what the server listens on.
    public_url: &'a str,
}

impl<'a> PublicAddress<'a> {
    fn of(context: &'a Context) -> Self {
        Self {
            set: context.config.public_url.as_deref(),
            public_url: &context.public_url,
        }
    }
}

/// `Origin` decides where it is sent; else `Sec-Fetch-Site`; else `Referer`. Without any of them nobody vouches for the
/// request, which is a matter only where a cookie does.
fn is_own(headers: &HeaderMap, address: &PublicAddress<'_>) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST.as_str());
    if headers.contains_key(header::ORIGIN) {
        return text(header::ORIGIN.as_str())
            .is_some_and(|origin| is_our_address(origin, host, address.set));
    }
    if headers.contains_key("sec-fetch-site") {
        return text("sec-fetch-site") == Some("same-origin");
    }
    if headers.contains_key(header::REFERER) {
        return text(header::REFERER.as_str())
            .is_some_and(|referer| is_our_address(referer, host, address.set));
    }
    cookie::secret(address.public_url, headers).is_none()
}

/// Whether a URL is of the public address, or, where none was set, of the host that was asked: anybody who is asked for under
/// another name says that it is theirs.
fn is_our_address(url: &str, host: Option<&str>, public_url: Option<&str>) -> bool {
    let parse = |url: &str| url.parse::<Uri>().ok();
    let Some(given) = parse(url) else {
        return false;
    };
    let Some(authority) = given.authority() else {
        return false;
    };
    match public_url {
        Some(ours) => parse(ours).is_some_and(|ours| {
            ours.scheme() == given.scheme() && ours.authority() == Some(authority)
        }),
        None => host.is_some_and(|host| authority.as_str().eq_ignore_ascii_case(host)),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn vouched(headers: &[(&'static str, &'static str)], public_url: Option<&str>) -> bool {
        let headers = headers
            .iter()
            .map(|&(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
            .collect();
        let address = PublicAddress {
            set: public_url,
            public_url: "https://aftercare.example",
        };
        is_own(&headers, &address)
    }

    fn own(headers: &[(&'static str, &'static str)]) -> bool {
        vouched(headers, None)
    }

    #[test]
    fn where_a_public_address_is_set_it_alone_is_ours() {
        let public = |origin: &'static str| {
            let headers = [COOKIE, HOST, ("origin", origin)];
            vouched(&headers, Some("https://aftercare.example"))
        };
        assert!(public("https://aftercare.example"));
        assert!(!public("http://127.0.0.1:3000"), "whatever `Host` says");
        assert!(!public("http://aftercare.example"), "another scheme");
    }

    const COOKIE: (&str, &str) = ("cookie", "__Host-aftercare_session=x");
    const HOST: (&str, &str) = ("host", "127.0.0.1:3000");

    #[test]
    fn our_own_pages_may_change_things() {
        assert!(own(&[COOKIE, HOST, ("origin", "http://127.0.0.1:3000")]));
        assert!(own(&[COOKIE, HOST, ("sec-fetch-site", "same-origin")]));
        assert!(own(&[
            COOKIE,
            HOST,
            ("referer", "http://127.0.0.1:3000/orders")
        ]));
    }

    #[test]
    fn nobody_else_may() {
        for (name, value) in [
            ("origin", "http://evil.example"),
            ("origin", "null"),
            ("origin", "http://127.0.0.1:3001"),
            ("origin", "http://127.0.0.1:3000.evil.example"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("referer", "http://evil.example/http://127.0.0.1:3000"),
        ] {
            assert!(!own(&[COOKIE, HOST, (name, value)]), "{name}: {value}");
            assert!(
                !own(&[HOST, (name, value)]),
                "{name}: {value}, without a cookie"
            );
        }
        assert!(!own(&[COOKIE, HOST]), "nobody vouches for it");
    }

    #[test]
    fn who_has_no_cookie_and_is_no_browser_signs_in_from_anywhere() {
        assert!(own(&[HOST]));
    }
}
