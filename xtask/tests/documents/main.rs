//! Whether the documents say what is true of the tree.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of a test may stop it as the test itself may"
)]

mod adding;
mod links;
mod rules;
mod tree;
