//! Events: how the log keeps them, and what follows from each.

use std::{collections::BTreeSet, fmt::Write};

use aftercare_domain::service_order::{
    Event, Recorded,
    consequences::{ParcelMention, Pieces, TimerChange},
};
use insta::assert_snapshot;

/// Lines of logs as they stand in databases, one an event and more where fields may be left out.
const LINES: &str = include_str!("events.jsonl");

fn read(line: &str) -> Recorded {
    serde_json::from_str(line).unwrap()
}

/// R-LOG-1: lines are chained by the hashes of these bytes, so that a line that is read and written again must stay as it is.
#[test]
fn a_line_of_the_log_is_written_as_it_was_read_byte_for_byte() {
    for line in LINES.lines() {
        assert_eq!(serde_json::to_string(&read(line)).unwrap(), line);
    }
}

#[test]
fn an_event_is_kept_under_its_name() {
    for line in LINES.lines() {
        let kept = format!(r#""type":"{}","data":{{"#, read(line).event.name());
        assert!(line.contains(&kept), "{line}");
    }
}

#[test]
fn every_event_stands_among_those_lines() {
    let named: BTreeSet<&str> = LINES.lines().map(|line| read(line).event.name()).collect();
    assert_eq!(named, Event::NAMES.iter().copied().collect());
}

/// Nothing else follows from any of them.
#[test]
fn what_follows_from_each_event() {
    let mut table = String::new();
    for line in LINES.lines() {
        let recorded = read(line);
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
