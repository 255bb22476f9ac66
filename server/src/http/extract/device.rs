//! The cookie by which a device is known on which somebody signed in before.

use axum::http::{HeaderMap, HeaderValue, header};

use super::cookie::is_https;
use crate::{
    context::Context,
    service::access::sign_in::{KNOWN_FOR, Passes},
};

const NAME: &str = "aftercare_device";
/// The same where the connection is safe: browsers take one of that name from this host alone.
const HOST_NAME: &str = "__Host-aftercare_device";

/// What a device keeps of those who signed in there.
pub(in crate::http) fn passes(context: &Context, headers: &HeaderMap) -> Passes {
    let name = name(context);
    let text = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix(name)?.strip_prefix('='));
    text.map(Passes::read).unwrap_or_default()
}

/// The header that has it keep others.
pub(in crate::http) fn keep(context: &Context, passes: &Passes) -> HeaderValue {
    let secure = if is_https(&context.public_url) {
        "; Secure"
    } else {
        ""
    };
    let cookie = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}",
        name(context),
        passes.write(),
        KNOWN_FOR.ms() / 1000
    );
    // Passes are base64url and points, so this is always a header; an empty one would just set no cookie.
    HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}

fn name(context: &Context) -> &'static str {
    if is_https(&context.public_url) {
        HOST_NAME
    } else {
        NAME
    }
}
