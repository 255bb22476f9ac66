//! Signing in with name and password.

use std::net::IpAddr;

use aftercare_domain::access::Credentials;

use super::{
    secret::{self, HashingFailed},
    sessions::{self, Opened},
};
use crate::{
    context::Context,
    db::{self, DbError},
};

pub use self::attempts::Attempts;

mod attempts;

/// Why somebody was not let in.
#[derive(Debug, thiserror::Error)]
pub enum SignInRefusal {
    /// Name or password is wrong; which one is not said.
    #[error("the username or the password is wrong")]
    WrongCredentials,
    /// Too many failures with this name, or from this address.
    #[error("too many failed attempts")]
    TooManyAttempts {
        /// When to try again.
        retry_after_seconds: u64,
    },
    /// The password could not be checked.
    #[error(transparent)]
    Hashing(#[from] HashingFailed),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Signs somebody in with name and password. The session that the visitor still has ends by it.
pub async fn sign_in(
    context: &Context,
    credentials: Credentials,
    peer: Option<IpAddr>,
    sent_along: Option<&str>,
) -> Result<Opened, SignInRefusal> {
    let at = context.clock.real_now();
    let Credentials { username, password } = credentials;
    // Counted before the password is checked, so that many attempts at once don't slip through together.
    context
        .attempts
        .begin(username.as_str(), peer, at)
        .map_err(|retry_after_seconds| SignInRefusal::TooManyAttempts {
            retry_after_seconds,
        })?;
    let hash = {
        let mut reader = context.db.reader().await?;
        db::people::password_hash(&mut reader, &username).await?
    };
    if !secret::password_matches(password, hash).await? {
        return Err(SignInRefusal::WrongCredentials);
    }
    context.attempts.succeeded(username.as_str(), peer);
    // Whoever was disabled at this very moment is not let in any more.
    sessions::open(context, username, sent_along)
        .await?
        .ok_or(SignInRefusal::WrongCredentials)
}
