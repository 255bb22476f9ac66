//! What happened so far, in plain words.

use aftercare_domain::{party::Party, view::LogLine};
use leptos::prelude::*;

use super::tracked::Tracked;
use crate::{
    parts::timeline::{Moment, Timeline},
    words::{timeline::Story, words},
};

/// The timeline, the newest moment first.
pub fn history(tracked: &Tracked) -> impl IntoView + use<> {
    let moments: Vec<_> = tracked.log.iter().rev().filter_map(moment).collect();
    view! {
        <section class="card">
            <h2>{words().consumer().track.timeline}</h2>
            <Timeline moments />
        </section>
    }
}

/// A line of the log in words; a line of a newer server that nobody here can read is left out.
fn moment(line: &LogLine) -> Option<Moment> {
    let words = words();
    let Story { title, details } = words.told(&line.told()?);
    let by = if line.automatic.is_some() {
        Party::System
    } else {
        line.actor.party
    };
    Some(Moment {
        at: line.at,
        title,
        by: words.doer(by).to_owned(),
        details,
        automatic: line.automatic.is_some(),
        way: None,
    })
}
