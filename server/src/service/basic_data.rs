//! The data that service orders stand on.

pub mod addresses;
