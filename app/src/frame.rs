//! What stands around every page of the workbench.

pub mod appearance;
pub mod bell;
pub mod connection;
pub mod palette;
pub mod toast;
