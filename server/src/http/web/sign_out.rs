//! Leaving by a plain form.

use aftercare_app::request::routes::Screen;
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{AppendHeaders, IntoResponse, Redirect},
};

use crate::{
    context::Context,
    http::{extract::cookie, problem::Problem},
    service::access::sessions,
};

/// Ends the session, and leads to the sign-in page.
pub(super) async fn sign_out(
    State(context): State<Context>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    if let Some(secret) = cookie::secret(&context.public_url, &headers) {
        sessions::sign_out(&context, secret).await?;
    }
    let cookie = AppendHeaders([(header::SET_COOKIE, cookie::clear(&context))]);
    Ok((cookie, Redirect::to(Screen::SignIn.path())))
}
