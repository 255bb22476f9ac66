//! The whole server, asked over HTTP, on SQLite and on PostgreSQL.

mod consumer_links;
mod health;
mod house;
mod orders;
mod session;
mod tokens;
