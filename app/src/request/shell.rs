//! The document around every page.
//!
//! It has no inline script: the bundle is started by a generated boot file, so that a content security
//! policy needs a nonce for nothing but the data that Leptos streams.

use std::sync::Arc;

use http::StatusCode;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use serde::Deserialize;

use crate::request::context::PageContext;

/// A header that marks our pages, so that scripts tell them from the error pages of a proxy.
pub const PAGE_HEADER: &str = "aftercare-page";

/// Where the files of one bundle are, as the build's manifest has them: absolute paths with a hash of the
/// content in the name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Assets {
    /// The module script that loads the bundle and calls its `hydrate`.
    pub boot: String,
    /// The style sheets.
    pub css: Vec<String>,
}

/// The document of a page: the server calls it for each request, with [`PageContext`] in context.
pub fn document<V, P>(assets: &Assets, page: P) -> impl IntoView + use<V, P>
where
    V: IntoView + 'static,
    P: Fn() -> V,
{
    let visit = PageContext::current();
    let assets = assets.clone();
    view! {
        <!DOCTYPE html>
        <html
            lang=visit.language.tag()
            data-theme=visit.theme.id()
            data-density=visit.density.id()
            data-stays=(!visit.opens_next).then_some("")
            data-now-ms=visit.now.ms()
        >
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <meta name="format-detection" content="telephone=no" />
                <link rel="icon" href="/favicon.svg" />
                {assets
                    .css
                    .into_iter()
                    .map(|href| view! { <link rel="stylesheet" href=href /> })
                    .collect_view()}
                <script type="module" src=assets.boot nonce=use_nonce()></script>
                <MetaTags />
            </head>
            <body>{page()}</body>
        </html>
    }
}

/// Sets the HTTP status of the page that is being rendered. The server gives it in context.
#[derive(Clone)]
pub struct StatusSetter(Arc<dyn Fn(StatusCode) + Send + Sync>);

impl StatusSetter {
    /// A setter that calls `set`; the last call before the page is sent counts.
    pub fn new(set: impl Fn(StatusCode) + Send + Sync + 'static) -> Self {
        Self(Arc::new(set))
    }
}

/// Answers the page that is being rendered with this status. In the browser it does nothing.
pub fn answer_with(status: StatusCode) {
    if let Some(StatusSetter(set)) = use_context() {
        set(status);
    }
}
