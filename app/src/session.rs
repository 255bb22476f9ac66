//! Who is signed in.

use aftercare_domain::view::Me;
use leptos::prelude::*;

use crate::api::{
    Api, ApiError,
    json::{Handed, handed},
};

/// Who is signed in, in context of every page: asked once by the server, and not again by the browser.
#[derive(Clone, Copy)]
pub struct Session(Handed<Result<Option<Me>, ApiError>>);

impl Session {
    /// Gives the session in context.
    pub fn provide() {
        let api = Api::current();
        let me = handed(
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
