//! Whether the browser has taken the page over.

use leptos::prelude::*;

/// False on the server and in the first render, true from then on: what needs the browser waits for it, so that
/// an early click is not lost.
pub fn taken_over() -> Signal<bool> {
    let taken_over = RwSignal::new(false);
    Effect::new(move || taken_over.set(true));
    taken_over.into()
}
