//! What a process remembers: gone with it, and each replica's own. No input and output, and no context.

pub(crate) mod attempts;
pub mod caller;
pub mod caller_cache;
pub(crate) mod export_permits;
pub mod live_hub;
pub mod network;
pub mod policy;
pub mod presence;
pub mod rates;
pub mod security_log;
pub mod slots;
