//! What the product can do: one file a capability. Handlers and commands of the command line call these.

pub mod access;
pub mod audit;
pub mod basic_data;
mod error;
pub mod orders;
pub mod outbox;
mod paging;
pub mod refunds;
pub mod sandbox;
pub mod service_orders;
pub mod teamwork;
pub mod timers;
pub mod verify;

pub use self::error::{Error, Failure, ServiceRefusal};
