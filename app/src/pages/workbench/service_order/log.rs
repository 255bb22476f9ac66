//! The node log as a timeline.

use aftercare_domain::{service_order::Event, view::LogLine};
use leptos::prelude::*;
use serde_json::json;

use crate::{
    parts::timeline::{Moment, Timeline},
    words::{Words, timeline::Story, ui, words},
};

/// The node log, the newest line first.
#[component]
pub fn Log(
    /// Its lines, the oldest first.
    log: Vec<LogLine>,
) -> impl IntoView {
    let moments = log.iter().rev().map(|line| moment(line, words()));
    view! {
        <section class="card">
            <h2>{ui().order.log}</h2>
            <Timeline moments=moments.collect() />
        </section>
    }
}

/// A line of the log in words.
pub fn moment(line: &LogLine, words: &dyn Words) -> Moment {
    let Story { title, details } = story(line, words);
    let by = match line.automatic {
        Some(automatic) => {
            format!(
                "{} · {} ({})",
                words.party(line.actor.party),
                words.rule(automatic.rule),
                automatic.rule
            )
        }
        None => format!("{} · {}", words.party(line.actor.party), line.actor.name),
    };
    Moment {
        at: line.at,
        title,
        by,
        details,
        automatic: line.automatic.is_some(),
    }
}

/// The event of a line in words. A line of a newer server, whose event is not known here, says its type.
fn story(line: &LogLine, words: &dyn Words) -> Story {
    let tagged = json!({ "type": line.event, "data": line.data });
    match serde_json::from_value::<Event>(tagged) {
        Ok(event) => words.event(&event),
        Err(_) => Story::of(line.event.clone()),
    }
}
