//! Events: how the log keeps them, and what follows from each.

use std::{collections::BTreeSet, fmt::Write};

use aftercare_domain::{
    aggregate::{Happened, Recorded},
    refund::RefundEvent,
    service_order::{
        Event,
        consequences::{ParcelMention, Pieces, TimerChange},
    },
};
use insta::assert_snapshot;
use serde::{Serialize, de::DeserializeOwned};

/// Lines of logs as they stand in databases, one an event and more where fields may be left out.
const LINES: &str = include_str!("events.jsonl");
/// The same of refunds.
const REFUND_LINES: &str = include_str!("refund_events.jsonl");

fn read<E: DeserializeOwned>(line: &str) -> Recorded<E> {
    serde_json::from_str(line).unwrap()
}

/// R-LOG-1: lines are chained by the hashes of these bytes, so that a line that is read and written again must stay as it is.
fn check_bytes<E: Happened + Serialize + DeserializeOwned>(lines: &str, names: &[&str]) {
    let mut seen = BTreeSet::new();
    for line in lines.lines() {
        let recorded: Recorded<E> = read(line);
        assert_eq!(serde_json::to_string(&recorded).unwrap(), line);
        let name = recorded.event.name();
        let kept = format!(r#""type":"{name}","data":{{"#);
        assert!(line.contains(&kept), "{line}");
        seen.insert(name);
    }
    assert_eq!(seen, names.iter().copied().collect(), "every event");
}

#[test]
fn a_line_of_an_orders_log_is_written_as_it_was_read_byte_for_byte_under_its_name() {
    check_bytes::<Event>(LINES, Event::NAMES);
}

#[test]
fn a_line_of_a_refunds_log_is_written_as_it_was_read_byte_for_byte_under_its_name() {
    // R-RFD-1
    check_bytes::<RefundEvent>(REFUND_LINES, RefundEvent::NAMES);
}

/// Nothing else follows from any of them.
#[test]
fn what_follows_from_each_event() {
    let mut table = String::new();
    for line in LINES.lines() {
        let recorded: Recorded<Event> = read(line);
        let row = recorded.event.consequences();
        let follows = [
            row.by_rule.map(|rule| format!("by {rule}")),
            row.consumer_notice
                .map(|notice| format!("tells the consumer {notice}")),
            row.staff_notice
                .map(|notice| format!("tells staff {notice}")),
            row.notification.map(|kind| format!("rings for {kind}")),
            row.refund.map(|amount| format!("refunds {}", amount.fen())),
            (row.parcel != ParcelMention::Unmentioned).then(|| format!("parcel {:?}", row.parcel)),
            (!row.shared_with.is_empty()).then(|| "shares the parcel".to_owned()),
            pieces(row.pieces).map(str::to_owned),
            (row.timer != TimerChange::Unchanged).then(|| format!("timer {:?}", row.timer)),
            row.reason.map(|reason| format!("because {reason}")),
        ];
        writeln!(table, "{}", recorded.event.name()).unwrap();
        for one in follows.into_iter().flatten() {
            writeln!(table, "  {one}").unwrap();
        }
    }
    assert_snapshot!(table);
}

const fn pieces(pieces: Pieces<'_>) -> Option<&'static str> {
    match pieces {
        Pieces::Unmentioned => None,
        Pieces::Received => Some("about the pieces received"),
        Pieces::Handled(_) => Some("about the pieces handled"),
    }
}
