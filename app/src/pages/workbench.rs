//! Pages for staff.

pub mod frame;
pub mod home;
