//! The one write path: submissions wait together and are decided and written as one batch, of whatever kind of aggregate.

pub(crate) mod batch;
pub(crate) mod batch_context;
pub mod idempotency;
pub(crate) mod journal;
pub(crate) mod notifications;
pub mod projections;
pub(crate) mod queue;
pub mod refund;
pub(crate) mod replicas;
pub mod service_order;
pub mod submission;
