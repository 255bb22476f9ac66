//! The rules of after-sales service: pure, total, and the same in the browser and on the server.
//!
//! The one law: time, ids and facts come in as arguments; decisions go out as events or as a refusal. Nothing here reads a
//! clock, a database or a random number.
//!
//! Reading order: [`service_order`] (the state), [`service_order::command`], [`service_order::event`],
//! [`service_order::decide`], [`service_order::evolve`], [`service_order::deadline`], [`service_order::offers`],
//! [`service_order::preview`]; beside them the data that they consult: [`catalogue`], [`responsibility`], [`permission`],
//! [`policy`]; below them the values: [`money`], [`phone`], [`personal`], [`address`], [`carrier`], [`number`], [`text`], [`form`].

pub mod access;
pub mod address;
pub mod calendar;
pub mod carrier;
pub mod catalogue;
pub mod channel;
pub mod draft;
pub mod eligibility;
pub mod form;
pub mod id;
pub mod inspection;
pub mod money;
pub mod notification;
pub mod number;
pub mod order;
pub mod page;
pub mod party;
pub mod permission;
pub mod personal;
pub mod phone;
pub mod policy;
pub mod presence;
pub mod quantity;
pub mod reason;
pub mod refund;
pub mod responsibility;
pub mod reveal;
pub mod robot;
pub mod rule;
pub mod sale;
pub mod saved_view;
pub mod security_event;
pub mod service;
pub mod service_order;
pub mod text;
pub mod time;
pub mod view;
pub mod workflow;

mod named;
#[cfg(feature = "openapi")]
mod schema;

#[cfg(feature = "testing")]
pub mod testing;
