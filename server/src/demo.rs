//! The demo marketplace: people, goods, orders and a year of service orders, the same for the same seed and time.
//!
//! Read in this order: [`Marketplace`] (what there is), `town` (who), `purchases` (what was sold), `drafts` (what is
//! complained about), `aim` and `journey` (what becomes of it: every line of every log is decided by the domain),
//! `schedule` (when).

mod aim;
mod dice;
mod drafts;
mod error;
mod goods;
mod journey;
mod marketplace;
mod names;
mod parcels;
mod phrases;
mod places;
mod purchases;
mod rhythm;
mod schedule;
mod town;

pub use self::{
    error::DemoError,
    journey::History,
    marketplace::Marketplace,
    purchases::Told,
    town::{Consumer, Merchant, Product, Store, Town},
};
