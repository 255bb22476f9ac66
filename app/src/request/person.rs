//! Whose page it is: in a browser where somebody else has signed in meanwhile, nothing is done in their name.

use aftercare_domain::view::Me;
#[cfg(feature = "hydrate")]
use leptos::prelude::document;

use super::query::encoded;

/// The header by which a page says whose it is: a browser in which somebody else has signed in meanwhile does nothing in their
/// name that the page's own person typed.
pub const PERSON_HEADER: &str = "aftercare-person";

/// The attribute that tells the browser whose page it is.
pub const PERSON_DATA: &str = "data-person";

/// Heard by the window when the session turns out to have ended.
pub const ENDED: &str = "sessionended";

/// Heard by the window when somebody else turns out to have signed in.
pub const OTHERS: &str = "sessionofothers";

/// Whose page it is, as the header and the attribute have it.
pub fn person(me: &Me) -> String {
    encoded(&me.person())
}

/// Whose page it is that the browser shows; empty where it is nobody's.
#[cfg(feature = "hydrate")]
pub fn person_of_page() -> String {
    person_of(&document())
}

/// Whose page it is that came; empty where it is nobody's.
#[cfg(feature = "hydrate")]
pub fn person_of(page: &web_sys::Document) -> String {
    page.query_selector(&format!("[{PERSON_DATA}]"))
        .ok()
        .flatten()
        .and_then(|mark| mark.get_attribute(PERSON_DATA))
        .unwrap_or_default()
}
