//! What the product can do: one file a capability. Handlers and commands of the command line call these.

pub mod access;
pub mod audit;
pub mod basic_data;
pub mod orders;
pub mod outbox;
pub mod refunds;
pub mod sandbox;
pub mod service_orders;
pub mod teamwork;
pub mod timers;
pub mod verify;
