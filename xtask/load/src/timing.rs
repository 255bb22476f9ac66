//! How long requests took.

use std::time::Duration;

/// The answers to one kind of request.
#[derive(Debug, Default)]
pub(crate) struct Timings {
    latencies: Vec<Duration>,
    took: Duration,
}

impl Timings {
    pub(crate) fn of(latencies: Vec<Duration>, took: Duration) -> Self {
        let mut latencies = latencies;
        latencies.sort_unstable();
        Self { latencies, took }
    }

    /// Answers a second.
    pub(crate) fn rate(&self) -> u64 {
        let took_ms = self.took.as_millis().max(1);
        let answers = u128::try_from(self.latencies.len()).unwrap_or(u128::MAX);
        u64::try_from(answers * 1000 / took_ms).unwrap_or(u64::MAX)
    }

    /// What each answer has of a time, in microseconds.
    pub(crate) fn share_us(&self, time: Duration) -> u64 {
        let answers = u128::try_from(self.latencies.len().max(1)).unwrap_or(u128::MAX);
        u64::try_from(time.as_micros() / answers).unwrap_or(u64::MAX)
    }

    /// The latency that so many of a hundred answers stayed below, in microseconds.
    pub(crate) fn percentile_us(&self, percent: usize) -> u64 {
        let place = self.latencies.len() * percent / 100;
        let place = place.min(self.latencies.len().saturating_sub(1));
        let latency = self.latencies.get(place).copied().unwrap_or_default();
        u64::try_from(latency.as_micros()).unwrap_or(u64::MAX)
    }
}
