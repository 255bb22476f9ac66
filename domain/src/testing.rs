//! given / when / then: sample people, goods and commands, and an order's story told step by step.
//!
//! ```
//! use aftercare_domain::service_order::Node;
//! use aftercare_domain::testing::{a_return, commands, given, people};
//!
//! given(a_return())
//!     .when(&people::agent(), commands::approve())
//!     .then(&["approved"])
//!     .then_node(Node::PendingShipment);
//! ```
//!
//! Reading order: [`people`], [`sample`], [`commands`], [`story`], [`journey`], [`earlier`]. The samples are what a test does not care about;
//! what it cares about it says itself.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::return_self_not_must_use,
    reason = "a test that goes wrong stops where it went wrong, and a story may end with any `then`"
)]

pub mod commands;
pub mod earlier;
pub mod journey;
pub mod people;
pub mod refusals;
pub mod sample;
pub mod story;

pub use self::{
    sample::{Sample, a_repair, a_return, a_supplement, an_application, an_exchange},
    story::{Story, given},
};
