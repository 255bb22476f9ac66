//! People: who acts, for which organisation, and how they come in.

pub mod access;
pub mod party;
pub mod rule;
pub mod security_event;
