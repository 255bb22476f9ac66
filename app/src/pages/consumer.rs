//! Pages for consumers.

pub mod apply;
pub mod copy;
pub mod entrance;
pub mod frame;
pub mod island;
pub mod orders;
pub mod track;
