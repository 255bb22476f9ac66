//! Access to the browser's window: the DOM, storage and input; islands.

pub mod arrival;
#[cfg(feature = "hydrate")]
pub mod dom;
#[cfg(feature = "hydrate")]
pub mod form_data;
pub mod island;
pub mod leaving;
pub mod navigation;
#[cfg(feature = "hydrate")]
pub(crate) mod painting;
pub mod store;

#[cfg(feature = "hydrate")]
use leptos::prelude::document;

/// Waits until all changes so far are painted, and events that are waiting have been handled.
pub async fn painted() {
    #[cfg(feature = "hydrate")]
    painting::painted().await;
}

/// Whether the page is hidden: a background tab or a minimised window.
pub fn is_hidden() -> bool {
    #[cfg(feature = "hydrate")]
    return document().hidden();
    #[cfg(not(feature = "hydrate"))]
    return false;
}
