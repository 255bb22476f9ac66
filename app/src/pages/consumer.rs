//! Pages for consumers.

pub mod frame;
