//! The section below the node log that lists who was shown the order's personal data, how and why. It is not part of the log,
//! because the order itself did not change. It is rendered by the server only, so it adds nothing to the bundle.

use std::cmp::Reverse;

use aftercare_domain::{
    people::party::LoggedActor,
    teamwork::reveal::{KeptLink, KeptReading, KeptReveal, Reveals},
    values::time::Timestamp,
};
use leptos::prelude::*;

use crate::{
    api::ApiError,
    parts::status::{
        empty::Empty,
        problem_panel::ProblemPanel,
        timeline::{Timeline, TimelineEntry},
    },
    words::{disclosures, format, words},
};

/// The list, newest first. The API leaves out what the reader may not see.
#[component]
pub fn Disclosures(
    /// What the API returned.
    reveals: Result<Reveals, ApiError>,
) -> impl IntoView {
    let words = disclosures();
    let list = match reveals.map(newest_first) {
        Ok(moments) if moments.is_empty() => {
            view! { <Empty title=words.empty next=words.empty_next /> }.into_any()
        }
        Ok(moments) => view! { <Timeline moments /> }.into_any(),
        Err(error) => view! { <ProblemPanel error try_again=true /> }.into_any(),
    };
    view! {
        <section class="card stack">
            <h2>{words.title}</h2>
            <p class="muted small">{words.hint}</p>
            {list}
        </section>
    }
}

fn newest_first(reveals: Reveals) -> Vec<TimelineEntry> {
    let Reveals {
        items,
        readings,
        links,
        next_cursor: _,
    } = reveals;
    let items = items.iter().map(revealed);
    let readings = readings.iter().map(read);
    let links = links.iter().map(linked);
    let mut entries: Vec<TimelineEntry> = items.chain(readings).chain(links).collect();
    entries.sort_by_key(|entry| Reverse(entry.at));
    entries
}

fn revealed(kept: &KeptReveal) -> TimelineEntry {
    let reason = words().reveal_reason(kept.reason_code).to_owned();
    let remark = kept.remark.as_ref().map(ToString::to_string);
    entry(
        kept.at,
        &kept.actor,
        disclosures().revealed,
        [Some(reason), remark],
    )
}

fn read(kept: &KeptReading) -> TimelineEntry {
    let words = disclosures();
    let times = (kept.times > 1).then(|| words.times(kept.times, &format::time(kept.first_at)));
    entry(kept.last_at, &kept.actor, words.means(kept.means), [times])
}

fn linked(kept: &KeptLink) -> TimelineEntry {
    let words = disclosures();
    let used = match kept.used_at {
        Some(at) => words.used(&format::time(at)),
        None => words.unused.to_owned(),
    };
    let details = [
        kept.order_number.is_none().then(|| words.to_all.to_owned()),
        kept.issued_from.clone(),
        Some(used),
        kept.used_from.clone(),
    ];
    entry(kept.issued_at, &kept.issued_by, words.link, details)
}

/// An entry of the list; its details are joined with dots.
fn entry<const N: usize>(
    at: Timestamp,
    actor: &LoggedActor,
    how: &str,
    details: [Option<String>; N],
) -> TimelineEntry {
    let details: Vec<String> = details.into_iter().flatten().collect();
    let detail = Some(details.join(" · ")).filter(|detail| !detail.is_empty());
    TimelineEntry {
        at,
        title: how.to_owned(),
        by: format!("{} · {}", words().party(actor.party), actor.name),
        details: detail.into_iter().collect(),
        automatic: false,
        way: None,
    }
}
