//! How it is asked for: HTTP, JSON and pages.
//!
//! A handler's signature says everything: who may call ([`permission::May`]), what they send ([`body::Json`],
//! [`query::Query`], [`once::Once`]) and what can go wrong ([`problem::Problem`]).

pub mod addresses;
pub mod body;
pub mod caller;
pub mod commands;
pub mod consumer_links;
mod cookie;
mod device;
pub mod drafts;
pub mod events;
mod head;
mod headers;
pub mod health;
pub mod me;
pub mod metrics;
pub mod notifications;
pub mod once;
pub mod openapi;
pub mod orders;
mod origin;
pub mod path;
mod peer;
pub mod permission;
pub mod presence;
pub mod problem;
pub mod query;
mod rates;
pub mod reference;
pub mod refunds;
mod request_id;
pub mod reveals;
pub mod robots;
pub mod router;
pub mod sandbox;
pub mod saved_views;
pub mod security_events;
mod security_watch;
pub mod serve;
pub mod service_orders;
pub mod session;
pub mod tokens;
mod web;
pub mod work_lists;
