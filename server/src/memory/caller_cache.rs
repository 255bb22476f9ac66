//! A cache of callers: one with many requests is looked up once every few seconds, not for each request.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use aftercare_domain::values::time::{Span, Timestamp};
use tokio::sync::watch;

use super::caller::Caller;

/// How long somebody counts as recognised. What is taken back here is let in no longer, and what another replica takes
/// back only until that is heard; this is the limit while replicas do not hear each other.
const FOR: Span = Span::milliseconds(2_000);
/// How many are remembered.
const REMEMBERED: usize = 10_000;

/// Callers by the hash of their secret. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct CallerCache {
    memory: Arc<Mutex<CachedCallers>>,
    /// Told whenever something was taken back.
    revocations: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct CachedCallers {
    callers: HashMap<String, (Caller, Timestamp)>,
    /// Counts what was taken back, so that nobody is remembered whom a look-up found just before.
    taken_back: u64,
}

/// A look-up that has begun: what it finds is remembered only if nothing was taken back meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct LookUp {
    taken_back: u64,
}

impl CallerCache {
    /// Whoever was recognised a moment ago; else a look-up begins.
    pub fn find(&self, hash: &str, at: Timestamp) -> Result<Caller, LookUp> {
        let memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        match memory.callers.get(hash) {
            Some((caller, until)) if at < *until => Ok(caller.clone()),
            Some(_) | None => Err(LookUp {
                taken_back: memory.taken_back,
            }),
        }
    }

    /// Remembers whom a look-up found, at most until their own proof ends.
    pub fn remember(&self, look_up: LookUp, hash: String, caller: &Caller, at: Timestamp) {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.taken_back != look_up.taken_back {
            return;
        }
        if memory.callers.len() >= REMEMBERED {
            memory.callers.clear();
        }
        let until = FOR.after(at);
        let until = caller.ends_at.map_or(until, |ends_at| until.min(ends_at));
        memory.callers.insert(hash, (caller.clone(), until));
    }

    /// Forgets everybody: a session or a token was taken back.
    pub fn clear(&self) {
        {
            let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
            memory.callers.clear();
            memory.taken_back += 1;
        }
        self.revocations.send_replace(());
    }

    /// Hears whenever something was taken back: whoever is still being answered then is to be recognised anew.
    pub fn revocations(&self) -> watch::Receiver<()> {
        self.revocations.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use aftercare_domain::people::party::{Actor, Role};

    use super::*;

    fn caller() -> Caller {
        Caller {
            actor: Actor {
                name: "x".to_owned(),
                username: None,
                role: Role::Operator,
            },
            id: "user:x".to_owned(),
            scopes: None,
            ends_at: None,
        }
    }

    fn look_up(recognised: &CallerCache, at: i64) -> LookUp {
        recognised
            .find("hash", Timestamp::from_ms(at))
            .expect_err("nobody is remembered")
    }

    #[test]
    fn somebody_is_remembered_for_a_moment() {
        let recognised = CallerCache::default();
        recognised.remember(
            look_up(&recognised, 0),
            "hash".to_owned(),
            &caller(),
            Timestamp::from_ms(0),
        );
        assert_eq!(
            recognised.find("hash", Timestamp::from_ms(1_999)).unwrap(),
            caller()
        );
        look_up(&recognised, 2_000);
    }

    #[test]
    fn nobody_is_remembered_beyond_their_own_end() {
        let recognised = CallerCache::default();
        let ending = Caller {
            ends_at: Some(Timestamp::from_ms(10)),
            ..caller()
        };
        recognised.remember(
            look_up(&recognised, 0),
            "hash".to_owned(),
            &ending,
            Timestamp::from_ms(0),
        );
        assert!(recognised.find("hash", Timestamp::from_ms(9)).is_ok());
        look_up(&recognised, 10);
    }

    #[test]
    fn a_look_up_that_was_overtaken_is_not_remembered() {
        let recognised = CallerCache::default();
        let overtaken = look_up(&recognised, 0);
        recognised.clear();
        recognised.remember(
            overtaken,
            "hash".to_owned(),
            &caller(),
            Timestamp::from_ms(0),
        );
        look_up(&recognised, 0);
    }
}
