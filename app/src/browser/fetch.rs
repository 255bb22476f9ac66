//! Asks for a page, as the server renders it.

use gloo_net::http::RequestBuilder;

use super::page_form::PageRequest;
use crate::{api::patience::Patience, request::shell::PAGE_HEADER};

/// From which status on it may be a proxy that answers, because no server of ours did: 502, 503, 504.
const BAD_GATEWAY: u16 = 502;
/// Who asks too often gets no page of ours: what it says is shown where they wanted to go, and in the place of nothing else.
const TOO_MANY_REQUESTS: u16 = 429;

/// A page as it came.
#[derive(Clone)]
pub(super) struct FetchedPage {
    /// Where it is, which may be elsewhere than it was asked for.
    pub(super) address: String,
    /// Its document.
    pub(crate) html: String,
}

/// Why there is no page.
pub(super) enum NoPage {
    /// No server of ours answered.
    Unreachable,
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
    if !is_page || answer.status() == TOO_MANY_REQUESTS {
        return Err(NoPage::Other);
    }
    let address = if answer.redirected() {
        answer.url()
    } else {
        asked.address.clone()
    };
    let html = answer.text().await.map_err(lost)?;
    Ok(FetchedPage { address, html })
}
