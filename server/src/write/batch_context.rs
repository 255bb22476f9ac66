//! What all submissions of a batch share.

use std::sync::Arc;

use aftercare_domain::{policy::Policy, values::time::Timestamp};

use crate::db::Engine;

/// The context that all submissions of a batch share.
#[derive(Debug, Clone)]
pub struct BatchContext {
    /// The kind of database.
    pub engine: Engine,
    /// The policy in force.
    pub policy: Arc<Policy>,
    /// The product's time.
    pub now: Timestamp,
    /// The real time, which expiry of answers and outbox jobs go by.
    pub real_now: Timestamp,
    /// This replica's name, which it signs its messages with.
    pub replica: Arc<str>,
}
