//! What changes while others look on, on one replica and on several.

mod events;
mod races;
mod replicas;
