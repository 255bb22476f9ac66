//! Pages for staff.

pub mod day_range;
pub mod frame;
pub mod home;
pub mod refunds;
pub mod security_log;
pub mod service_order;
pub mod service_orders;
pub mod settings;
