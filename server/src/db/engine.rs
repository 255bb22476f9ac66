//! The engine room: connecting, migrating, writing, and how a statement is put together and its rows are read.

pub(super) mod bulk;
pub(super) mod connect;
pub(super) mod error;
pub(super) mod migrate;
pub mod news;
pub(super) mod row;
pub(super) mod sql;
pub(super) mod writer;
