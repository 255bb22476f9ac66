//! What happens when something goes wrong.

pub(crate) mod bad_input;
mod faults;
mod full_disk;
mod overload;
mod restarts;
