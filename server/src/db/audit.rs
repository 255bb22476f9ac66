//! How it is kept who saw personal data, who looked for it, and what concerns security.

pub mod personal_readings;
pub mod personal_searches;
pub mod security_events;
