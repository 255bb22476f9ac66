//! The only place that asks what time it is.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use aftercare_domain::values::time::Timestamp;
use chrono::Utc;
use tokio::sync::watch;

/// Tells two times: the product's, which orders, deadlines and reports see and which the sandbox can move, and the
/// real one, by which sessions, tokens, links and rate limits count.
#[derive(Debug, Clone)]
pub struct Clock {
    source: ClockSource,
    offset_ms: Arc<AtomicI64>,
    moves: watch::Sender<()>,
}

#[derive(Debug, Clone)]
enum ClockSource {
    System,
    Stopped(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self {
            source: ClockSource::System,
            offset_ms: Arc::default(),
            moves: watch::Sender::default(),
        }
    }

    /// A clock that stands still until [`Clock::pass`] moves it: for tests.
    pub fn stopped(at: Timestamp) -> Self {
        Self {
            source: ClockSource::Stopped(Arc::new(AtomicI64::new(at.ms()))),
            offset_ms: Arc::default(),
            moves: watch::Sender::default(),
        }
    }

    /// Says when the time was moved, so that nobody needs to look at it again and again.
    pub fn moves(&self) -> watch::Receiver<()> {
        self.moves.subscribe()
    }

    /// The product's time, in whole milliseconds.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_ms(self.real_now_ms().saturating_add(self.offset_ms()))
    }

    /// The real time, in whole milliseconds.
    pub fn real_now(&self) -> Timestamp {
        Timestamp::from_ms(self.real_now_ms())
    }

    /// How far the product's time is ahead of the real one.
    pub fn offset_ms(&self) -> i64 {
        self.offset_ms.load(Ordering::SeqCst)
    }

    /// Sets how far the product's time is ahead of the real one.
    pub fn set_offset_ms(&self, offset_ms: i64) {
        self.offset_ms.store(offset_ms, Ordering::SeqCst);
        self.moves.send_replace(());
    }

    /// Moves the product's time ahead to at least so far before the real one; it never goes back.
    pub fn reach_offset_ms(&self, offset_ms: i64) {
        self.offset_ms.fetch_max(offset_ms, Ordering::SeqCst);
        self.moves.send_replace(());
    }

    /// Lets real time pass on a stopped clock; the machine's clock goes by itself.
    pub fn pass(&self, ms: i64) {
        match &self.source {
            ClockSource::System => {}
            ClockSource::Stopped(at_ms) => {
                at_ms.fetch_add(ms, Ordering::SeqCst);
                self.moves.send_replace(());
            }
        }
    }

    /// Waits until the real time has reached a moment, on a stopped clock as on the machine's.
    pub async fn reached(&self, at: Timestamp) {
        let mut moves = self.moves();
        loop {
            let left_ms = at.ms().saturating_sub(self.real_now_ms());
            let Some(left_ms) = u64::try_from(left_ms).ok().filter(|left_ms| *left_ms > 0) else {
                return;
            };
            tokio::select! {
                () = tokio::time::sleep(Duration::from_millis(left_ms)) => {}
                // The clock has its own sender, so there is always somebody who can move it.
                _ = moves.changed() => {}
            }
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that may ask"
    )]
    fn real_now_ms(&self) -> i64 {
        match &self.source {
            ClockSource::System => Utc::now().timestamp_millis(),
            ClockSource::Stopped(at_ms) => at_ms.load(Ordering::SeqCst),
        }
    }
}
