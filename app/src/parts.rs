//! The kit: what pages are made of. One file a part.

pub mod controls;
pub mod layout;
pub mod status;
