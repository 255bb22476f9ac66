//! Who may come in, and what they may do and see.

mod consumer_links;
mod doors;
mod personal_data;
mod personal_searches;
mod reveals;
mod security_events;
mod session;
mod sign_in_page;
mod tokens;
