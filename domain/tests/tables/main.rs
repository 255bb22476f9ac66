//! Tables: what the rules say, row by row.
//!
//! The snapshots are contracts: a change to one is seen in the diff, and explained in the commit.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper of a test may stop it as the test itself may"
)]

mod addresses;
mod calendars;
mod carriers;
mod contracts;
mod events;
mod numbers;
mod permissions;
mod personal;
mod phones;
mod queries;
mod refusals;
#[cfg(feature = "openapi")]
mod schemas;
mod tellings;
mod texts;
mod windows;
