//! Values: what is written, counted, measured and named, each of a type that can hold nothing else.

pub mod address;
pub mod calendar;
pub mod carrier;
pub mod channel;
pub mod id;
pub mod money;
pub mod number;
pub mod page;
pub mod personal;
pub mod phone;
pub mod prose;
pub mod quantity;
pub mod score;
pub mod service;
pub mod text;
pub mod time;
