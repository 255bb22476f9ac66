//! Sessions of people who signed in, and of consumers who used a link. They go by real time.

use std::sync::Arc;

use aftercare_domain::{
    people::{party::Role, security_event::SecurityEventKind},
    values::{
        id::Username,
        time::{Span, Timestamp},
    },
};

use crate::{
    context::Context,
    db::{
        self, Connection, DbError,
        access::{
            consumer_links::Destination,
            sessions::{Session, SessionOwner},
        },
    },
    memory::{
        caller::Caller,
        security_log::{Note, Who},
    },
    runtime::secret,
    service::audit::security_log,
    write::replicas,
};

/// How long sessions of a kind last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lifetime {
    /// Without being used.
    idle: Span,
    /// However much they are used.
    most: Span,
}

impl Lifetime {
    /// Of those who work on orders: they sign in at the beginning of a shift.
    const STAFF: Self = Self {
        idle: Span::hours(2),
        most: Span::hours(12),
    };
    /// Of consumers who have a password.
    const CONSUMER: Self = Self {
        idle: Span::days(1),
        most: Span::days(7),
    };
    /// Of consumers who came by a link.
    const LINKED: Self = Self {
        idle: Span::days(1),
        most: Span::days(1),
    };

    const fn of(role: &Role) -> Self {
        match role {
            Role::Consumer { .. } => Self::CONSUMER,
            Role::Merchant { .. }
            | Role::Store { .. }
            | Role::Operator
            | Role::ReturnCentre
            | Role::System { .. }
            | Role::ApiClient { .. } => Self::STAFF,
        }
    }

    /// When a session ends that began then and is used now.
    fn end(self, began: Timestamp, used: Timestamp) -> Timestamp {
        self.idle.after(used).min(self.most.after(began))
    }

    /// Whether using a session puts off its end by enough to be written down: not at every call, which would make each a
    /// write.
    fn is_worth_prolonging(self, expires_at: Timestamp, end: Timestamp) -> bool {
        Span::between(expires_at, end).ms() >= self.idle.ms() / 24
    }
}

/// Whether a call is a person's doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionUse {
    /// A person's activity: it prolongs the session.
    ByPerson,
    /// A page's own call, perhaps without anybody watching: it does not prolong the session.
    ByPage,
}

/// A session that was opened: its secret, which only the visitor gets, and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedSession {
    /// What the cookie holds.
    pub secret: String,
    /// How long the browser is to keep it.
    pub lasts_seconds: i64,
}

/// Opens a session for somebody who proved who they are, and ends the one that they still have; none for somebody who may
/// not sign in any more.
pub async fn open(
    context: &Context,
    username: Username,
    sent_along: Option<&str>,
) -> Result<Option<OpenedSession>, DbError> {
    let at = context.clock.real_now();
    let secret = context.entropy.secret();
    let hash = secret::digest(&secret);
    let changing = SessionSwitch::of(context, sent_along);
    let opened = context
        .db
        .write(move |connection| {
            Box::pin(async move {
                let Some(user) = db::people::find_user(connection, &username).await? else {
                    return Ok(None);
                };
                let ended = changing.end_sent_along(connection).await?;
                let lifetime = Lifetime::of(&user.role);
                let end = lifetime.end(at, at);
                db::access::sessions::add(
                    connection,
                    &hash,
                    SessionOwner::User(&username),
                    at,
                    end,
                )
                .await?;
                Ok::<_, DbError>(Some((lifetime, ended)))
            })
        })
        .await?;
    Ok(opened.map(|(lifetime, ended)| {
        clear_cache_if(context, ended);
        lifetime.opened(secret)
    }))
}

impl Lifetime {
    fn opened(self, secret: String) -> OpenedSession {
        OpenedSession {
            secret,
            lasts_seconds: self.most.ms() / 1000,
        }
    }
}

/// Opens, in a transaction, the session of a consumer who came by a link, under the hash of its secret.
pub(super) async fn add_linked(
    connection: &mut Connection,
    hash: &str,
    destination: &Destination,
    at: Timestamp,
) -> Result<(), DbError> {
    let subject = SessionOwner::Linked(&destination.consumer, destination.order.as_ref());
    let end = Lifetime::LINKED.end(at, at);
    db::access::sessions::add(connection, hash, subject, at, end).await
}

/// The session of a consumer who came by a link, as they get it.
pub(super) fn opened_by_link(secret: String) -> OpenedSession {
    Lifetime::LINKED.opened(secret)
}

/// What it takes to end the session that a visitor still has while another one begins.
pub(super) struct SessionSwitch {
    hash: Option<String>,
    engine: db::Engine,
    replica: Arc<str>,
}

impl SessionSwitch {
    /// The change of a visitor who sent this secret along.
    pub(crate) fn of(context: &Context, sent_along: Option<&str>) -> Self {
        Self {
            hash: sent_along.map(secret::digest),
            engine: context.db.engine(),
            replica: Arc::clone(&context.replica),
        }
    }

    /// Ends that session; returns whether there was one.
    pub(super) async fn end_sent_along(
        &self,
        connection: &mut Connection,
    ) -> Result<bool, DbError> {
        let Some(hash) = &self.hash else {
            return Ok(false);
        };
        let ended = db::access::sessions::remove(connection, hash).await?;
        if ended {
            replicas::announce_revocation(connection, self.engine, &self.replica).await?;
        }
        Ok(ended)
    }
}

/// Clears the cache of callers once a session has ended. An unknown secret changes nothing.
pub(super) fn clear_cache_if(context: &Context, ended: bool) {
    if ended {
        context.callers.clear();
    }
}

/// Ends a session.
pub async fn sign_out(context: &Context, secret: &str) -> Result<(), DbError> {
    let whose = recognise(context, secret, SessionUse::ByPage).await?;
    let changing = SessionSwitch::of(context, Some(secret));
    let ended = context
        .db
        .write(move |connection| Box::pin(async move { changing.end_sent_along(connection).await }))
        .await?;
    clear_cache_if(context, ended);
    if let Some(caller) = whose {
        security_log::note(Note::of(SecurityEventKind::SignedOut).by(Who::of(&caller)));
    }
    Ok(())
}

/// Who has a session with this secret. Using a session puts off its end, up to the longest that it may last.
pub async fn recognise(
    context: &Context,
    secret: &str,
    using: SessionUse,
) -> Result<Option<Caller>, DbError> {
    let at = context.clock.real_now();
    let hash = secret::digest(secret);
    let look_up = match context.callers.find(&hash, at) {
        Ok(caller) => return Ok(Some(caller)),
        Err(look_up) => look_up,
    };
    let session = {
        let mut reader = context.db.reader().await?;
        db::access::sessions::find(&mut reader, &hash, at).await?
    };
    let Some(Session {
        visitor,
        created_at,
        expires_at,
    }) = session
    else {
        return Ok(None);
    };
    let mut caller = Caller::of(visitor, expires_at);
    // Who came by a link has no name to sign in with, and no session that goes on.
    if using == SessionUse::ByPerson && caller.actor.username.is_some() {
        let lifetime = Lifetime::of(&caller.actor.role);
        let end = lifetime.end(created_at, at);
        if lifetime.is_worth_prolonging(expires_at, end)
            && prolong(context, hash.clone(), end).await
        {
            caller.ends_at = Some(end);
        }
    }
    context.callers.remember(look_up, hash, &caller, at);
    Ok(Some(caller))
}

/// Prolongs a session; returns whether it did.
async fn prolong(context: &Context, hash: String, end: Timestamp) -> bool {
    let prolonged = context
        .db
        .write(move |connection| {
            Box::pin(async move { db::access::sessions::prolong(connection, &hash, end).await })
        })
        .await;
    // Reading must not fail because writing does.
    if let Err(error) = &prolonged {
        tracing::warn!(%error, "a session could not be prolonged");
    }
    prolonged.is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_ms(Span::hours(hours).ms())
    }

    // The ends that were decided.
    #[test]
    fn a_session_ends_when_it_is_idle_and_in_any_case_after_its_longest() {
        let staff = Lifetime::of(&Role::Operator);
        assert_eq!(staff.end(at(0), at(0)), at(2));
        assert_eq!(staff.end(at(0), at(9)), at(11));
        assert_eq!(staff.end(at(0), at(11)), at(12));
        assert_eq!(Lifetime::CONSUMER.end(at(0), at(0)), at(24));
        assert_eq!(Lifetime::CONSUMER.end(at(0), at(160)), at(168));
        assert_eq!(Lifetime::LINKED.end(at(0), at(20)), at(24));
    }

    #[test]
    fn a_session_is_written_down_again_only_after_a_while() {
        let minute = |minutes| Timestamp::from_ms(Span::minutes(minutes).ms());
        let staff = Lifetime::STAFF;
        assert!(!staff.is_worth_prolonging(at(2), staff.end(at(0), minute(4))));
        assert!(staff.is_worth_prolonging(at(2), staff.end(at(0), minute(5))));
        assert!(
            !staff.is_worth_prolonging(at(12), staff.end(at(0), at(11))),
            "never beyond its longest"
        );
    }
}
