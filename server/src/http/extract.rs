//! Extractors: what handlers take from a request, checked before the handler runs.

pub mod body;
pub mod caller;
pub(super) mod cookie;
pub(super) mod device;
pub mod idempotency;
pub mod path;
pub(super) mod peer;
pub mod permission;
pub mod query;
pub(in crate::http) mod rate;
