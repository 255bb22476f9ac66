//! The pages: one file each, grouped by bundle.

pub mod consumer;
pub mod failed;
pub mod guard;
pub mod kit;
pub mod not_found;
pub mod sign_in;
pub mod sign_out;
pub mod workbench;
