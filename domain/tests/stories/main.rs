//! A story for each rule of the specification (docs/rules.md § 2), told with the product's own sample people and goods.
//!
//! A comment above a story names the rule that it proves.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test may stop it as the test itself may"
)]

mod applying;
mod around;
mod exception;
mod handling;
mod inspection;
mod log;
mod pieces;
mod receipt;
mod refund;
mod repair;
mod responsibility;
mod returning;
mod review;
mod shipment;
mod time;
