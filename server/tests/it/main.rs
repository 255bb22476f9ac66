//! The whole server, asked over HTTP, on SQLite and on PostgreSQL.

mod health;
mod house;
