//! The one write path: submissions wait together and are decided and written as one batch.

pub(crate) mod batch;
pub mod idempotency;
pub(crate) mod notifications;
pub mod projections;
pub(crate) mod queue;
pub(crate) mod replicas;
pub mod submission;
