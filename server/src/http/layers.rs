//! What every request passes on its way in and out.

pub(super) mod head;
pub(super) mod headers;
pub mod metrics;
pub(super) mod origin;
pub(super) mod rates;
pub(super) mod request_id;
pub(super) mod security_watch;
