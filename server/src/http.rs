//! How it is asked for: HTTP, JSON and pages.
//!
//! A handler's signature says everything: who may call ([`extract::permission::May`]), what they send ([`extract::body::Json`],
//! [`extract::query::Query`], [`extract::idempotency::Idempotent`]) and what can go wrong ([`problem::Problem`]).

pub mod addresses;
pub mod commands;
pub mod consumer_links;
pub mod drafts;
pub mod events;
pub mod extract;
pub mod health;
pub mod layers;
pub mod me;
pub mod notifications;
pub mod openapi;
pub mod orders;
pub mod presence;
pub mod problem;
pub mod reference;
pub mod refunds;
pub mod reveals;
pub mod robots;
pub mod router;
pub mod sandbox;
pub mod saved_views;
pub mod security_events;
pub mod serve;
pub mod service_orders;
pub mod session;
pub mod tokens;
mod web;
pub mod work_lists;
