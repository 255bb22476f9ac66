//! What is kept of who did and saw what: personal data, and what concerns security.

pub mod personal_readings;
pub mod personal_searches;
pub mod security_log;
