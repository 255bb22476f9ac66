//! Signing in with name and password.

use std::net::IpAddr;

use aftercare_domain::{
    people::{access::Credentials, security_event::SecurityEventKind},
    values::id::Username,
};

use super::sessions::{self, OpenedSession};
use crate::{
    context::Context,
    db,
    memory::{
        network::Network,
        security_log::{Note, Who},
    },
    runtime::passwords::{HashRequester, HashingFailed},
    service::{Error, ServiceRefusal, audit::security_log},
};

pub use self::device::{KNOWN_FOR, Passes};
pub use crate::memory::attempts::Attempt;

mod device;

/// Why a sign-in was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInRefusal {
    /// Name or password is wrong; the answer does not tell which.
    #[error("the username or the password is wrong")]
    WrongCredentials,
    /// Too many failures with this name from this place, or so many of either that they are slowed down.
    #[error("too many failed attempts")]
    TooManyAttempts {
        /// When to try again.
        retry_after_seconds: u64,
    },
    /// More passwords wait to be checked than may.
    #[error("too many passwords wait to be checked")]
    Busy,
}

impl ServiceRefusal for SignInRefusal {}

/// The origin of a sign-in attempt.
#[derive(Debug, Clone, Default)]
pub struct SignInOrigin<'a> {
    /// The client's address.
    pub address: Option<IpAddr>,
    /// What the device keeps of those who signed in there before.
    pub passes: Passes,
    /// The secret of the session that the visitor still has.
    pub sent_along: Option<&'a str>,
}

/// Signs somebody in with name and password; also gives the device the passes that it is to keep from now on. The session that
/// the visitor still has ends by it.
pub async fn sign_in(
    context: &Context,
    credentials: Credentials,
    place: SignInOrigin<'_>,
) -> Result<(OpenedSession, Passes), Error<SignInRefusal>> {
    let at = context.clock.real_now();
    let Credentials { username, password } = credentials;
    let attempt = Attempt {
        name: username.as_str().to_owned(),
        network: place.address.map(Network::of),
        device: place.passes.device_of(context, &username, at),
    };
    // Counted before the password is checked, so that many attempts at once don't slip through together.
    context
        .attempts
        .begin(&attempt, at)
        .map_err(|retry_after_seconds| {
            noted(SecurityEventKind::SignInSlowed, &username);
            SignInRefusal::TooManyAttempts {
                retry_after_seconds,
            }
        })?;
    let hash = {
        let mut reader = context.db.reader().await?;
        db::people::password_hash(&mut reader, &username).await?
    };
    let whose = match attempt.device {
        Some(_) => HashRequester::Known,
        None => HashRequester::Stranger,
    };
    let is_right = context.passwords.matches(password, hash, whose).await;
    let is_right = is_right.map_err(|failed| match failed {
        HashingFailed::Busy => Error::Refused(SignInRefusal::Busy),
        HashingFailed::Fault(_) => Error::Failed(failed.into()),
    })?;
    if !is_right {
        noted(SecurityEventKind::SignInFailed, &username);
        return Err(SignInRefusal::WrongCredentials.into());
    }
    context.attempts.succeeded(&attempt);
    let passes = place.passes.with(context, &username, at);
    let signed_in = Note::of(SecurityEventKind::SignedIn).by(Who::Proven(username.clone()));
    // Whoever was disabled at this very moment is not let in any more.
    let opened = sessions::open(context, username, place.sent_along)
        .await?
        .ok_or(SignInRefusal::WrongCredentials)?;
    security_log::note(signed_in);
    Ok((opened, passes))
}

/// Notes what became of an attempt. Whether there is somebody of that name is found out later, so that it takes the same time.
fn noted(kind: SecurityEventKind, username: &Username) {
    security_log::note(Note::of(kind).by(Who::Claimed(username.clone())));
}
