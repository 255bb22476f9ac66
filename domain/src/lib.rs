//! The rules of after-sales service: pure, total, and the same in the browser and on the server.
//!
//! The one law: time, ids and facts come in as arguments; decisions go out as events or as a refusal. Nothing here reads a
//! clock, a database or a random number.
//!
//! Reading order: [`service_order`] (the state), [`service_order::command`], [`service_order::event`],
//! [`service_order::decide`], [`service_order::evolve`], [`service_order::deadline`], [`service_order::offers`],
//! [`aggregate`], which they share with [`refund`]; beside them the data that they consult: [`service_order::catalogue`],
//! [`service_order::permission`], [`policy`] and [`policy::responsibility`]; below them [`people`], [`values`] and [`form`].

pub mod aggregate;
pub mod form;
pub mod order;
pub mod people;
pub mod policy;
pub mod refund;
pub mod service_order;
pub mod teamwork;
pub mod values;
pub mod view;

#[cfg(feature = "testing")]
pub mod testing;
