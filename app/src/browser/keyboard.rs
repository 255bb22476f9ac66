//! What the keyboard does in the workbench. Everything that a key does can be done by mouse as well.

pub mod sequence;
#[cfg(feature = "hydrate")]
pub mod typing;

/// The id of the sheet of keys.
pub const KEYS_ID: &str = "keys";
