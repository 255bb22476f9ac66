//! How the server is run, and what it promises to whoever runs it.

mod command_line;
mod demo;
mod health;
mod limits;
mod proxies;
mod releases;
mod sandbox;
mod verify;
