//! Laws that hold for every order, whatever people do: over all nodes, commands, parties, positions and channels.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper of a test may stop it as the test itself may"
)]

mod bodies;
mod explored;
mod walk;

mod calendars;
mod decisions;
mod money;
mod offers;
mod parsing;
mod personal;
mod refunds;
mod reminders;
mod states;
mod timers;
mod transitions;
