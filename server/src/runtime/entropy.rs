//! The only place that randomness comes from.

use std::sync::{Arc, Mutex, PoisonError};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::{Rng, SeedableRng, rngs::StdRng};

/// Gives random bytes: from the system, or from a seed in tests and for the demo marketplace.
#[derive(Debug, Clone)]
pub struct Entropy(EntropySource);

#[derive(Debug, Clone)]
enum EntropySource {
    System,
    Seeded(Arc<Mutex<StdRng>>),
}

impl Entropy {
    /// The system's randomness, fit for secrets.
    pub const fn system() -> Self {
        Self(EntropySource::System)
    }

    /// The same bytes in the same order for the same seed.
    pub fn seeded(seed: u64) -> Self {
        Self(EntropySource::Seeded(Arc::new(Mutex::new(
            StdRng::seed_from_u64(seed),
        ))))
    }

    /// So many random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.0 {
            EntropySource::System => {
                #[expect(
                    clippy::disallowed_methods,
                    reason = "this is the one place that may ask"
                )]
                rand::rng().fill_bytes(&mut bytes);
            }
            EntropySource::Seeded(generator) => generator
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .fill_bytes(&mut bytes),
        }
        bytes
    }

    /// A secret of 256 bits, as 43 characters that a URL and a cookie can hold.
    pub fn secret(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }

    /// An identifier of 128 bits, as 22 characters.
    pub fn identifier(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<16>())
    }
}
