//! What staff set for themselves and for their organisation.

pub mod notifications;
pub mod robots;
