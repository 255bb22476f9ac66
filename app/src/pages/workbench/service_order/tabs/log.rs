//! The node log as a timeline (R-LOG-1): who did what, how long it took, by which rule; each line leads to the page as it was then.

use aftercare_domain::{
    service_order::{Event, view::LogLine},
    values::time::Span,
};
use leptos::prelude::*;
use serde_json::json;

use crate::{
    json,
    pages::workbench::service_order::page_url::PageUrl,
    parts::status::timeline::{Timeline, TimelineEntry, TimelineLink},
    words::{Words, format, order_page, service_order, timeline::EventText, words},
};

/// The node log, the newest line first.
#[component]
pub fn Log(
    /// Its lines, the oldest first.
    log: Vec<LogLine>,
    /// The page's address.
    address: PageUrl,
) -> impl IntoView {
    let newest = log.last().map(|line| line.sequence);
    let moments = log.iter().rev().map(|line| {
        // After the newest line it is as it is now.
        let at = Some(line.sequence).filter(|&own| Some(own) != newest);
        let is_here = address.at == Some(line.sequence);
        let way = (address.at.is_some() || at.is_some()).then(|| TimelineLink {
            href: address.at(at).href(),
            label: order_page().as_it_was,
            is_here,
        });
        TimelineEntry {
            way,
            ..moment(line, words())
        }
    });
    view! {
        <section class="card" aria-label=service_order().log>
            <Timeline moments=moments.collect() />
        </section>
    }
}

/// A line of the log in words.
pub fn moment(line: &LogLine, words: Words) -> TimelineEntry {
    let EventText { title, details } = story(line, words);
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
    TimelineEntry {
        at: line.at,
        title,
        by: format!("{by} · {}", passage(line, words)),
        details,
        automatic: line.automatic.is_some(),
        way: None,
    }
}

/// From where to where it led, and how long that took.
fn passage(line: &LogLine, words: Words) -> String {
    let spent = Span::milliseconds(line.spent_seconds.saturating_mul(1000));
    let spent = format::duration(spent, words.language());
    let node = words.node(line.node);
    match (line.node == line.result, line.spent_seconds) {
        (true, 0) => node.to_owned(),
        (true, _) => format!("{node} · {}", order_page().spent_until(&spent)),
        (false, _) => format!(
            "{node} → {} · {}",
            words.node(line.result),
            order_page().spent(&spent)
        ),
    }
}

/// The event of a line in words. An unknown event of a newer server is shown by its type.
fn story(line: &LogLine, words: Words) -> EventText {
    let tagged = json!({ "type": line.event, "data": line.data });
    match json::read::<Event>(&tagged) {
        Ok(event) => words.event(&event),
        Err(_) => EventText::of(line.event.clone()),
    }
}
