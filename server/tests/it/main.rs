//! The whole server, asked over HTTP, on SQLite and on PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper of a test may stop it as the test itself may"
)]

mod addresses;
mod assignees;
mod bad_input;
mod channel_matrix;
mod command_line;
mod commands_in_nodes;
mod conflicts;
mod consumer_links;
mod consumer_pages;
mod contracts;
mod demo;
mod doors;
mod drafts;
mod events;
mod exports;
mod faults;
mod full_disk;
mod headers;
mod health;
mod house;
mod idempotency;
mod limits;
mod lists;
mod notifications;
mod openapi;
mod order_info;
mod orders;
mod overload;
mod pages;
mod parcels;
mod personal_data;
mod personal_searches;
mod pieces;
mod plans;
mod presence;
mod proxies;
mod races;
mod releases;
mod replicas;
mod restarts;
mod reveals;
mod robots;
mod same_log;
mod sandbox;
mod saved_views;
mod search;
mod security_events;
mod service_orders;
mod session;
mod sign_in_page;
mod tellings;
mod time_travel;
mod timers;
mod tokens;
mod values_of_shops;
mod verify;
