//! The browser's window: small questions to its document, what it keeps, and what somebody's hands do.

pub mod arrival;
#[cfg(feature = "hydrate")]
pub mod dom;
pub mod leaving;
#[cfg(feature = "hydrate")]
pub(crate) mod painting;
pub mod store;
