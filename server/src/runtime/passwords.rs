//! Passwords: hashed and checked on threads of their own.
//!
//! A check takes 19 MiB and some ten milliseconds of a core, on purpose, and anybody may ask for one. So one core is left to
//! everybody else, some wait, and the others are told to come back: a flood of sign-ins takes neither the memory of the
//! machine nor the threads on which files are written and lists are read. Those who sit where they signed in before wait by
//! themselves and come first: a flood of strangers does not keep them out. Where the system can, the threads give way to all
//! others: who is signed in is answered as fast while a thousand try to be.

use std::{
    collections::VecDeque,
    fmt,
    num::NonZero,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
};

use aftercare_domain::people::access::Password;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::oneshot;

use crate::{config::Limits, runtime::entropy::Entropy};

/// Why a password was neither hashed nor checked.
#[derive(Debug, thiserror::Error)]
pub enum HashingFailed {
    /// As many wait already as may.
    #[error("too many passwords wait to be hashed")]
    Busy,
    /// A fault of ours.
    #[error("a password can't be hashed: {0}")]
    Fault(String),
}

/// Who waits for a password to be hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashRequester {
    /// Somebody who is known, or sits where they signed in before.
    Known,
    /// Anybody.
    Stranger,
}

type HashJob = Box<dyn FnOnce() + Send>;

/// The threads on which passwords are hashed, and those who wait for them. Cheap to clone; the threads end with the last one.
#[derive(Clone)]
pub struct Passwords(Arc<Threads>);

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passwords(..)")
    }
}

struct Threads {
    waiting: Arc<HashQueue>,
    /// How many there are.
    count: usize,
    /// How many of each kind may wait.
    most_waiting: usize,
}

/// The waiting jobs, and the condition variable that wakes the threads.
#[derive(Default)]
struct HashQueue {
    jobs: Mutex<Jobs>,
    bell: Condvar,
}

#[derive(Default)]
struct Jobs {
    of_known: VecDeque<HashJob>,
    of_strangers: VecDeque<HashJob>,
    /// Nobody is left who could bring another.
    is_over: bool,
}

impl Drop for Threads {
    fn drop(&mut self) {
        let jobs = self.waiting.jobs.lock();
        jobs.unwrap_or_else(PoisonError::into_inner).is_over = true;
        self.waiting.bell.notify_all();
    }
}

impl HashQueue {
    fn add(&self, job: HashJob, whose: HashRequester, most: usize) -> Result<(), HashingFailed> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = match whose {
            HashRequester::Known => &mut jobs.of_known,
            HashRequester::Stranger => &mut jobs.of_strangers,
        };
        if queue.len() >= most {
            return Err(HashingFailed::Busy);
        }
        queue.push_back(job);
        drop(jobs);
        self.bell.notify_one();
        Ok(())
    }

    /// The next job; none when there will be no more.
    fn next(&self) -> Option<HashJob> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let next = jobs.of_known.pop_front();
            if let Some(job) = next.or_else(|| jobs.of_strangers.pop_front()) {
                return Some(job);
            }
            if jobs.is_over {
                return None;
            }
            jobs = self.bell.wait(jobs).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn work(&self) {
        give_way();
        while let Some(job) = self.next() {
            // The caller of a job that panics gets an error; the thread continues with the next job.
            if catch_unwind(AssertUnwindSafe(job)).is_err() {
                tracing::error!("the hashing of a password panicked");
            }
        }
    }
}

/// Lets the threads that answer requests go before this one. Only on Linux is the priority one of the thread alone.
fn give_way() {
    /// A tenth of what others get, so that sign-ins go on under load as well.
    const NICER_BY: i32 = 10;
    if cfg!(target_os = "linux")
        && let Err(error) = rustix::process::nice(NICER_BY)
    {
        tracing::debug!(%error, "passwords are hashed with the priority of everything else");
    }
}

impl Passwords {
    /// Starts the threads.
    pub fn start(limits: &Limits) -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let wanted = match limits.hashing_threads {
            0 => cores.saturating_sub(1).max(1),
            set => set,
        };
        let waiting = Arc::<HashQueue>::default();
        let started = (0..wanted).filter(|place| {
            let waiting = Arc::clone(&waiting);
            let thread = thread::Builder::new().name(format!("passwords-{place}"));
            let started = thread.spawn(move || waiting.work());
            // With fewer threads it goes on more slowly.
            if let Err(error) = &started {
                tracing::error!(%error, "a thread for passwords can't be started");
            }
            started.is_ok()
        });
        let count = started.count();
        Self(Arc::new(Threads {
            waiting,
            count,
            most_waiting: limits.hashing_queue,
        }))
    }

    /// Hashes a password with argon2id.
    pub async fn hash(
        &self,
        entropy: &Entropy,
        password: Password,
    ) -> Result<String, HashingFailed> {
        let salt: [u8; 16] = entropy.bytes();
        self.done(HashRequester::Known, move || {
            Argon2::default()
                .hash_password_with_salt(password.reveal().as_bytes(), &salt)
                .map(|hash| hash.to_string())
                .map_err(|error| HashingFailed::Fault(error.to_string()))
        })
        .await
    }

    /// Whether a password is the one that was hashed. Without a hash it takes as long, and the answer is no: who may sign
    /// in can't be told by the time it takes.
    pub async fn matches(
        &self,
        password: Password,
        hash: Option<String>,
        whose: HashRequester,
    ) -> Result<bool, HashingFailed> {
        /// Of no password that anybody has.
        const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        self.done(whose, move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
            let parsed = PasswordHash::new(&hash)
                .map_err(|error| HashingFailed::Fault(error.to_string()))?;
            let matches = Argon2::default()
                .verify_password(password.reveal().as_bytes(), &parsed)
                .is_ok();
            Ok(known && matches)
        })
        .await
    }

    async fn done<T: Send + 'static>(
        &self,
        whose: HashRequester,
        work: impl FnOnce() -> Result<T, HashingFailed> + Send + 'static,
    ) -> Result<T, HashingFailed> {
        let (answer, answered) = oneshot::channel();
        let job = Box::new(move || {
            // Whoever waited may have left meanwhile: then nobody wants to know.
            if !answer.is_closed() {
                let _ = answer.send(work());
            }
        });
        let Threads {
            waiting,
            count,
            most_waiting,
        } = &*self.0;
        if *count == 0 {
            return Err(HashingFailed::Fault("there is no thread".to_owned()));
        }
        waiting.add(job, whose, *most_waiting)?;
        answered
            .await
            .map_err(|_| HashingFailed::Fault("the thread broke off".to_owned()))?
    }
}

#[cfg(test)]
mod tests {
    use futures::future::{join, join_all};

    use super::*;

    fn password(text: &str) -> Password {
        Password::parse(text).unwrap()
    }

    #[tokio::test]
    async fn a_password_matches_its_own_hash_alone() {
        let passwords = Passwords::start(&Limits::default());
        let hash = passwords
            .hash(&Entropy::seeded(1), password("swordfish"))
            .await
            .unwrap();
        assert!(hash.starts_with("$argon2id$"));
        let matches =
            |text: &str, hash| passwords.matches(password(text), hash, HashRequester::Stranger);
        assert!(matches("swordfish", Some(hash.clone())).await.unwrap());
        assert!(!matches("sword", Some(hash)).await.unwrap());
        assert!(!matches("swordfish", None).await.unwrap());
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn hashing_gives_way_to_everything_else() {
        let priority = || rustix::process::getpriority_process(None).unwrap();
        let passwords = Passwords::start(&Limits::default());
        let hashing = passwords
            .done(HashRequester::Known, move || Ok(priority()))
            .await
            .unwrap();
        assert_eq!(hashing, (priority() + 10).min(19));
    }

    #[tokio::test]
    async fn who_comes_when_all_places_are_taken_is_told_so_at_once() {
        let limits = Limits {
            hashing_threads: 1,
            hashing_queue: 2,
            ..Limits::default()
        };
        let passwords = Passwords::start(&limits);
        let guess = |whose| passwords.matches(password("guess"), None, whose);
        let checks = (0..20).map(|_| guess(HashRequester::Stranger));
        let (answers, known) = join(join_all(checks), guess(HashRequester::Known)).await;
        // Who is known has places of their own.
        assert!(matches!(known, Ok(false)));
        let refused = answers
            .iter()
            .filter(|answer| matches!(answer, Err(HashingFailed::Busy)));
        // All are asked for at once: one is worked on at most, and two wait.
        assert!((17..=18).contains(&refused.count()), "{answers:?}");
        assert!(answers.iter().flatten().all(|matches| !matches));
        // Those who were refused took no place.
        assert!(guess(HashRequester::Stranger).await.is_ok());
    }
}
