//! Calls about who is signed in.

use aftercare_domain::view::Me;
use leptos::prelude::*;
use serde::Serialize;

use super::{
    Api, ApiError,
    resource::{ServerResource, server_resource},
};

/// A user name and password, as sent once.
#[derive(Serialize)]
struct CredentialsJson<'a> {
    username: &'a str,
    password: &'a str,
}

impl Api {
    /// Signs in; the session's cookie comes with the answer.
    pub async fn sign_in(&self, username: &str, password: &str) -> Result<(), ApiError> {
        self.post_for_nothing("/session", &CredentialsJson { username, password })
            .await
    }

    /// Who is signed in; nobody is `None`.
    pub async fn me(&self) -> Result<Option<Me>, ApiError> {
        match self.get("/me").await {
            Ok(me) => Ok(Some(me)),
            Err(error) if error.is_signed_out() => Ok(None),
            Err(error) => Err(error),
        }
    }
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
