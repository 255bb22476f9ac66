//! What happened so far, in plain words.

use aftercare_domain::service_order::view::LogLine;
use leptos::prelude::*;

use super::tracked::TrackedOrder;
use crate::words::{
    consumer::{self, track},
    format,
    timeline::EventText,
    words,
};

/// The timeline, the newest moment first.
pub fn history(tracked: &TrackedOrder) -> impl IntoView + use<> {
    let moments: Vec<_> = tracked.log.iter().rev().filter_map(moment).collect();
    view! {
        <section class="card">
            <h2>{track().timeline}</h2>
            <ol class="timeline">{moments.collect_view()}</ol>
        </section>
    }
}

/// A line of the log in words; a line of a newer server that nobody here can read is left out.
fn moment(line: &LogLine) -> Option<impl IntoView + use<>> {
    let words = words();
    let EventText { title, details } = words.event_text(&line.consumer_event()?);
    let by = match line.automatic {
        Some(automatic) => words.automatic(automatic.rule),
        None => words.doer(line.actor.party),
    };
    let details = details
        .into_iter()
        .map(|detail| view! { <p class="timeline-detail">{detail}</p> });
    Some(view! {
        <li class="timeline-item" data-automatic=line.automatic.map(|_| "")>
            <p class="timeline-title">{title}</p>
            {details.collect_view()}
            <p class="muted small">
                <time datetime=format::machine_time(line.at) title=format::time(line.at)>
                    {consumer::time(line.at, words.language())}
                </time>
                " · "
                {by}
            </p>
        </li>
    })
}
