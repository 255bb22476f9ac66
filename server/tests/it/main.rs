//! The whole server, asked over HTTP, on SQLite and on PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper of a test may stop it as the test itself may"
)]

mod access;
mod basic_data;
mod consumer_pages;
mod contracts;
mod failure;
mod house;
mod live;
mod operation;
mod pages;
mod plans;
mod service_orders;
mod teamwork;
