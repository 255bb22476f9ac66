//! Aftercare's server: how service orders are asked for, kept, and acted on later.
//!
//! Read in this order: [`context`] (what everything stands on), [`service`] (what the product can do), [`write`] (the one write
//! path), [`db`] (how it is kept), [`memory`] (what a process remembers), [`http`] (how it is asked for), [`worker`] (what is done
//! without being asked for).

pub mod cli;
pub mod config;
pub mod context;
pub mod db;
pub mod demo;
pub mod http;
pub mod memory;
pub mod runtime;
pub mod service;
pub mod worker;
pub mod write;
