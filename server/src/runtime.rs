//! What a running server stands on and nothing may reach for by itself: the time, randomness, calls to others, the word that it stops.

pub(crate) mod build;
pub mod clock;
pub mod entropy;
pub(crate) mod gateway;
pub(crate) mod outbound;
pub mod passwords;
pub mod secret;
pub(crate) mod shutdown;
