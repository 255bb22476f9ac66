//! A story for each rule of the specification (product.md § 2), told with the product's own sample people and goods.
//!
//! A comment above a story names the rule that it proves.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test may stop it as the test itself may"
)]

mod applying;
mod exception;
mod receipt;
mod review;
mod shipment;
