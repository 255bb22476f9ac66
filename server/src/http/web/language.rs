//! Choosing a language by a plain form.

use aftercare_app::request::{
    context::LANGUAGE_COOKIE,
    language::Language,
    routes::{Screen, is_within},
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};

use super::plain_form::form_of;
use crate::{context::Context, http::problem::Problem};

/// A year, in seconds.
const KEPT_SECONDS: u32 = 31_536_000;

/// The field of the form.
const LANGUAGE: &str = "language";

/// Keeps the choice in a cookie, and shows the page again on which it was made. A language that we don't speak changes
/// nothing.
pub(super) async fn choose_language(
    State(context): State<Context>,
    request: Request,
) -> Result<Response, Problem> {
    let (head, form) = form_of(request, &context).await?;
    let mut response = Redirect::to(&page_of(&head.headers)).into_response();
    if let Some(language) = form.field(LANGUAGE).and_then(Language::from_tag) {
        let cookie = format!(
            "{LANGUAGE_COOKIE}={}; Path=/; Max-Age={KEPT_SECONDS}; SameSite=Lax",
            language.tag()
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
    }
    Ok(response)
}

/// The page of the form, within this site; else the home page.
fn page_of(headers: &HeaderMap) -> String {
    let referrer = headers
        .get(header::REFERER)
        .and_then(|it| it.to_str().ok())
        .and_then(|it| url::Url::parse(it).ok());
    let page = referrer.map(|page| match page.query() {
        Some(query) => format!("{}?{query}", page.path()),
        None => page.path().to_owned(),
    });
    page.filter(|page| is_within(page) || page.starts_with(Screen::SignIn.path()))
        .unwrap_or_else(|| Screen::Home.path().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(referrer: &'static str) -> String {
        let referrer = (header::REFERER, HeaderValue::from_static(referrer));
        page_of(&HeaderMap::from_iter([referrer]))
    }

    #[test]
    fn the_page_is_shown_again_and_no_other_site() {
        let at = |rest: &'static str| page(rest);
        assert_eq!(
            at("http://a.example/my/orders?orders=2"),
            "/my/orders?orders=2"
        );
        assert_eq!(at("http://a.example/sign-in?next=%2F"), "/sign-in?next=%2F");
        assert_eq!(at("http://a.example//evil.example"), "/");
        assert_eq!(at("nonsense"), "/");
    }
}
