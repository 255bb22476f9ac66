//! A conflict: somebody else was faster.

use aftercare_domain::service_order::view::LogLine;
use leptos::prelude::*;

use crate::{
    pages::workbench::service_order::tabs::log::moment,
    parts::status::timeline::Timeline,
    words::{service_order, words},
};

/// Who did what since a version, which is the sequence of the last line then (R-LST-4).
#[component]
pub fn Conflict(
    /// The version.
    since: u32,
    /// The node log.
    log: Vec<LogLine>,
) -> impl IntoView {
    let ui = service_order();
    let newer: Vec<_> = log
        .iter()
        .filter(|line| line.sequence > since)
        .map(|line| moment(line, words()))
        .collect();
    (!newer.is_empty()).then(|| {
        view! {
            <div class="problem" role="alert">
                <p class="problem-title">{ui.conflict}</p>
                <Timeline moments=newer />
                <p>{ui.conflict_next}</p>
            </div>
        }
    })
}
