//! Who is signed in.

use aftercare_domain::view::Me;
use leptos::prelude::*;

use crate::{
    api::{Api, ApiError},
    json::{ServerResource, server_resource},
    request::query::encoded,
};

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
    crate::window::dom::first_in::<web_sys::Element>(page, &format!("[{PERSON_DATA}]"))
        .and_then(|mark| mark.get_attribute(PERSON_DATA))
        .unwrap_or_default()
}

/// Who is signed in, in context of every page: asked once by the server, and not again by the browser.
#[derive(Clone, Copy)]
pub struct CurrentSession(ServerResource<Result<Option<Me>, ApiError>>);

impl CurrentSession {
    /// Gives the session in context.
    pub fn provide() {
        let api = Api::current();
        let me = server_resource(
            || (),
            move |()| {
                let api = api.clone();
                async move { api.me().await }
            },
        );
        provide_context(Self(me));
    }

    /// Who is signed in, once it is known. Read it inside a `Suspense`.
    pub fn me() -> Option<Result<Option<Me>, ApiError>> {
        use_context::<Self>().and_then(|Self(me)| me.get())
    }
}
