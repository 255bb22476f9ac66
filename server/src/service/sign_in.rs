//! Signing in and out, and knowing people again by their session.

use std::{net::IpAddr, sync::Arc};

use aftercare_domain::{
    access::Credentials,
    id::ConsumerId,
    time::{Span, Timestamp},
};

use super::{
    caller::Caller,
    recognised,
    secret::{self, HashingFailed},
};
use crate::{
    context::Context,
    db::{
        self, DbError,
        sessions::{Session, Subject},
    },
};

pub use self::attempts::Attempts;

mod attempts;

/// How long a session lasts without being used.
const IDLE: Span = Span::days(7);
/// How long a consumer's session lasts that began with a link.
const LINKED: Span = Span::days(1);
/// A session that is used is prolonged when less than this is left: not at every call, which would make each a write.
const PROLONG_BELOW: Span = Span::hours(6 * 24 + 12);

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

/// A session that was opened: its secret, which only the visitor gets, and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What the cookie holds.
    pub secret: String,
    /// How long the browser is to keep it.
    pub lasts_seconds: i64,
}

/// Signs somebody in with name and password.
pub async fn sign_in(
    context: &Context,
    credentials: Credentials,
    peer: Option<IpAddr>,
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
    let secret = context.entropy.secret();
    let hash = secret::digest(&secret);
    context
        .db
        .write(move |connection| {
            Box::pin(async move {
                db::sessions::add(
                    connection,
                    &hash,
                    Subject::User(&username),
                    at,
                    IDLE.after(at),
                )
                .await
            })
        })
        .await?;
    Ok(Opened {
        secret,
        lasts_seconds: IDLE.ms() / 1000,
    })
}

/// Opens a session for a consumer who came by a link.
pub async fn enter(context: &Context, consumer: ConsumerId) -> Result<Opened, DbError> {
    let at = context.clock.real_now();
    let secret = context.entropy.secret();
    let hash = secret::digest(&secret);
    context
        .db
        .write(move |connection| {
            Box::pin(async move {
                db::sessions::add(
                    connection,
                    &hash,
                    Subject::Consumer(&consumer),
                    at,
                    LINKED.after(at),
                )
                .await
            })
        })
        .await?;
    Ok(Opened {
        secret,
        lasts_seconds: LINKED.ms() / 1000,
    })
}

/// Ends a session.
pub async fn sign_out(context: &Context, secret: &str) -> Result<(), DbError> {
    let hash = secret::digest(secret);
    let (engine, replica) = (context.db.engine(), Arc::clone(&context.replica));
    let ended = context
        .db
        .write(move |connection| {
            Box::pin(async move {
                let ended = db::sessions::remove(connection, &hash).await?;
                if ended {
                    recognised::tell_taken_back(connection, engine, &replica).await?;
                }
                Ok::<_, DbError>(ended)
            })
        })
        .await?;
    // A secret that nobody has takes nothing back.
    if ended {
        context.recognised.forget();
    }
    Ok(())
}

/// Who has a session with this secret. Using a session puts off its end.
pub async fn recognise(context: &Context, secret: &str) -> Result<Option<Caller>, DbError> {
    let at = context.clock.real_now();
    let hash = secret::digest(secret);
    let look_up = match context.recognised.find(&hash, at) {
        Ok(caller) => return Ok(Some(caller)),
        Err(look_up) => look_up,
    };
    let session = {
        let mut reader = context.db.reader().await?;
        db::sessions::find(&mut reader, &hash, at).await?
    };
    let Some(Session {
        visitor,
        expires_at,
    }) = session
    else {
        return Ok(None);
    };
    let caller = Caller::from(visitor);
    if caller.actor.username.is_some() && Span::between(at, expires_at) < PROLONG_BELOW {
        prolong(context, hash.clone(), at).await;
    }
    let ends_at = Some(expires_at);
    context
        .recognised
        .remember(look_up, hash, &caller, at, ends_at);
    Ok(Some(caller))
}

async fn prolong(context: &Context, hash: String, at: Timestamp) {
    let prolonged = context
        .db
        .write(move |connection| {
            Box::pin(async move { db::sessions::prolong(connection, &hash, IDLE.after(at)).await })
        })
        .await;
    // Whoever only reads must not fail because nothing can be written.
    if let Err(error) = prolonged {
        tracing::warn!(%error, "a session could not be prolonged");
    }
}
