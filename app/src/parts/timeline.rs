//! What happened, in order.

use aftercare_domain::time::Timestamp;
use leptos::prelude::*;

use crate::{clock::ServerClock, format, words::words};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// What, in a sentence.
    pub title: String,
    /// Who, and other small print.
    pub by: String,
    /// What was said or given, line by line.
    pub details: Vec<String>,
    /// The system did it.
    pub automatic: bool,
}

/// Moments in the order given; the first one stands out when it is the newest.
#[component]
pub fn Timeline(
    /// The moments.
    moments: Vec<Moment>,
) -> impl IntoView {
    view! {
        <ol class="timeline">
            {moments.into_iter().map(|moment| view! { <TimelineItem moment /> }).collect_view()}
        </ol>
    }
}

#[component]
fn TimelineItem(moment: Moment) -> impl IntoView {
    view! {
        <li class="timeline-item" data-automatic=moment.automatic.then_some("")>
            <p class="timeline-title">{moment.title}</p>
            {moment
                .details
                .into_iter()
                .map(|detail| view! { <p class="timeline-detail">{detail}</p> })
                .collect_view()}
            <p class="muted small">{moment.by} " · " <When at=moment.at /></p>
        </li>
    }
}

/// A time: absolute, with how long ago it was.
#[component]
pub fn When(
    /// The time.
    at: Timestamp,
) -> impl IntoView {
    let now = ServerClock::now().get_untracked();
    let language = words().language();
    view! {
        <time datetime=format::machine_time(at) title=format::relative(at, now, language)>
            {format::time(at)}
        </time>
    }
}
