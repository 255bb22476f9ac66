//! Notifications of staff about the events of a batch, written in the same transaction.

pub(crate) mod occasion;
pub(crate) mod recipients;
