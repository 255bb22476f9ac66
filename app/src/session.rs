//! Who is signed in.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::api::{Api, ApiError};

/// The person who is signed in, as `/api/v1/me` has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The name they sign in with.
    pub username: String,
    /// The name that others see.
    pub name: String,
    /// The party they act for.
    pub party: String,
    /// Their positions at the merchant.
    pub positions: Vec<String>,
    /// The merchant they belong to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_id: Option<String>,
    /// The consumer they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consumer_id: Option<String>,
    /// The store they work at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store_id: Option<String>,
}

/// Who is signed in, in context of every page: asked once by the server, and not again by the browser.
#[derive(Clone, Copy)]
pub struct Session(Resource<Result<Option<Me>, ApiError>>);

impl Session {
    /// Gives the session in context.
    pub fn provide() {
        let api = Api::current();
        let me = Resource::new(
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
