//! How it is kept who may come in: sessions, tokens and links.

pub mod consumer_links;
pub mod sessions;
pub mod tokens;
