//! Chance for the demo marketplace: the same seed rolls the same.

use aftercare_domain::values::time::Span;
use rand::{RngExt, SeedableRng, rngs::Xoshiro256PlusPlus};

use super::error::DemoError;

/// Rolls the same for the same seed, on every machine. A clone rolls what the original would have.
#[derive(Debug, Clone)]
pub(super) struct Dice(Xoshiro256PlusPlus);

impl Dice {
    /// Dice of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// Dice of their own, which roll alike however often these are rolled afterwards.
    pub(super) fn fork(&mut self) -> Self {
        Self::new(self.0.random())
    }

    /// A number within bounds, both included.
    pub(super) fn within(&mut self, least: i64, most: i64) -> i64 {
        self.0.random_range(least..=most.max(least))
    }

    /// Whether something comes true that does so many times in a hundred.
    pub(super) fn percent(&mut self, chance: i64) -> bool {
        self.within(1, 100) <= chance
    }

    /// One of several, all alike.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Result<&'a T, DemoError> {
        let last = from
            .len()
            .checked_sub(1)
            .ok_or(DemoError::NothingToChoose)?;
        let place = self.0.random_range(0..=last);
        from.get(place).ok_or(DemoError::NothingToChoose)
    }

    /// One of several, each as often as its weight says.
    pub(super) fn weigh<T: Copy>(&mut self, from: &[(u32, T)]) -> Result<T, DemoError> {
        let whole: u32 = from.iter().map(|(weight, _)| weight).sum();
        if whole == 0 {
            return Err(DemoError::NothingToChoose);
        }
        let mut left = self.0.random_range(0..whole);
        for (weight, choice) in from {
            if left < *weight {
                return Ok(*choice);
            }
            left -= weight;
        }
        Err(DemoError::NothingToChoose)
    }

    /// A length of time as people take it: mostly near what is usual, sometimes a multiple of it.
    pub(super) fn about(&mut self, usual: Span) -> Span {
        const PERCENT: [i64; 12] = [15, 25, 40, 55, 70, 85, 100, 120, 145, 180, 240, 360];
        let percent = self.pick(&PERCENT).copied().unwrap_or(100);
        let jitter = self.within(85, 115);
        Span::milliseconds(usual.ms() / 10_000 * percent * jitter)
    }

    /// A length of time between two, all alike.
    pub(super) fn span(&mut self, least: Span, most: Span) -> Span {
        Span::milliseconds(self.within(least.ms(), most.ms()))
    }
}
