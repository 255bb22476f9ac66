//! What happened, in order.

use aftercare_domain::values::time::Timestamp;
use leptos::prelude::*;

use crate::{
    request::clock::ServerClock,
    words::{format, words},
};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
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
    /// Where more is to be seen.
    pub way: Option<TimelineLink>,
}

/// A link from a moment to the page as it was then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineLink {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: &'static str,
    /// It is what is shown.
    pub is_here: bool,
}

/// Moments in the order given; the first one stands out when it is the newest.
#[component]
pub fn Timeline(
    /// The moments.
    moments: Vec<TimelineEntry>,
) -> impl IntoView {
    view! {
        <ol class="timeline">
            {moments.into_iter().map(|moment| view! { <TimelineItem moment /> }).collect_view()}
        </ol>
    }
}

#[component]
fn TimelineItem(moment: TimelineEntry) -> impl IntoView {
    let is_here = moment.way.as_ref().is_some_and(|way| way.is_here);
    view! {
        <li
            class="timeline-item"
            data-automatic=moment.automatic.then_some("")
            aria-current=is_here.then_some("true")
        >
            <p class="timeline-title">{moment.title}</p>
            {moment
                .details
                .into_iter()
                .map(|detail| view! { <p class="timeline-detail">{detail}</p> })
                .collect_view()}
            <p class="muted small">
                <When at=moment.at /> " · " {moment.by}
                {moment
                    .way
                    .filter(|way| !way.is_here)
                    .map(|way| {
                        view! {
                            " · "
                            <a class="timeline-way" href=way.href>
                                {way.label}
                            </a>
                        }
                    })}
            </p>
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
