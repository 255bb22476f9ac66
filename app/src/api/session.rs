//! Calls about who is signed in.

use aftercare_domain::view::Me;
use serde::Serialize;

use super::{Api, ApiError};

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
