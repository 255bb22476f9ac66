//! The tabs of the page, one file each.

pub mod disclosures;
pub mod facts;
pub mod log;
pub mod market_order;
pub mod refunds;
pub mod related;
