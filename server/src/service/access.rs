//! Who may come in, and with what.

pub mod consumer_links;
pub mod new_password;
pub mod people;
pub mod sessions;
pub mod sign_in;
pub mod tokens;
