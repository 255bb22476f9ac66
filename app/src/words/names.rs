//! The names of things: every enumeration of the domain that people see. Each is a match without a rest, so a new variant does
//! not compile until it has a name.

mod order;
mod people;
mod reasons;
mod service;
