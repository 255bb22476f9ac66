//! Asks for a page, as the server renders it.

use gloo::net::http::RequestBuilder;
use web_sys::Element;

use super::page_form::PageRequest;
use crate::{api::patience::Patience, request::shell::PAGE_HEADER, window::dom};

/// From which status on it may be a proxy that answers, because no server of ours did: 502, 503, 504.
const BAD_GATEWAY: u16 = 502;
/// The answer to too many requests is not a page of the app, but a short document with the reason and the time to wait.
const TOO_MANY_REQUESTS: u16 = 429;

/// A page as it came.
#[derive(Clone)]
pub(super) struct FetchedPage {
    /// Where it is, which may be elsewhere than it was asked for.
    pub(super) address: String,
    /// Its document.
    pub(crate) html: String,
    /// It is what was asked for, and not a page that says why that can't be had.
    pub(super) is_ok: bool,
}

/// Why there is no page.
pub(super) enum NoPage {
    /// No server of ours answered.
    Unreachable,
    /// Too many requests: the server's sentence, with the time to wait.
    TooOften(String),
    /// What answered is no page.
    Other,
}

/// Asks for a page.
pub(super) async fn ask(asked: &PageRequest) -> Result<FetchedPage, NoPage> {
    let patience = Patience::begin();
    let lost = |_| NoPage::Unreachable;
    let request = RequestBuilder::new(&asked.address)
        .header("accept", "text/html")
        .abort_signal(patience.as_ref().map(Patience::signal).as_ref());
    let request = match &asked.posted {
        None => request.build(),
        Some(text) => request
            .method(http::Method::POST)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(text),
    };
    let answer = request.map_err(lost)?.send().await.map_err(lost)?;
    let headers = answer.headers();
    // A page of ours can tell of the same trouble, and then stands in its frame.
    if answer.status() >= BAD_GATEWAY && !headers.has(PAGE_HEADER) {
        return Err(NoPage::Unreachable);
    }
    let is_page = headers
        .get("content-type")
        .is_some_and(|kind| kind.starts_with("text/html"));
    if !is_page {
        return Err(NoPage::Other);
    }
    if answer.status() == TOO_MANY_REQUESTS {
        let html = answer.text().await.map_err(lost)?;
        return Err(NoPage::TooOften(said_in(&html)));
    }
    let address = if answer.redirected() {
        answer.url()
    } else {
        asked.address.clone()
    };
    let is_ok = answer.ok();
    let html = answer.text().await.map_err(lost)?;
    Ok(FetchedPage {
        address,
        html,
        is_ok,
    })
}

/// The sentence of a short document: its first paragraph, or all its text.
fn said_in(html: &str) -> String {
    let page = dom::parsed(html);
    let place: Option<Element> = page
        .as_ref()
        .and_then(|page| dom::first_in(page, "main p").or_else(|| dom::first_in(page, "body")));
    let said = place.and_then(|place| place.text_content());
    said.unwrap_or_default().trim().to_owned()
}
