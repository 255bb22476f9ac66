//! The orders of a batch: what will happen to each, or why not; then what did. They are grouped by outcome and shown
//! page by page: five thousand rows would make a slow page that nobody reads.

use leptos::prelude::*;

use super::{
    outcome::{OutcomeGroup, PAGE, ResultLine, RowOutcome},
    work::{BatchPhase, BatchRun},
};
use crate::{
    request::routes,
    words::{batch, common},
};

/// The number of orders of each outcome; a click shows them. Failures are shown first.
#[component]
pub fn Results(
    /// The batch.
    work: BatchRun,
) -> impl IntoView {
    let groups = work.groups;
    let chosen = RwSignal::new(None::<RowOutcome>);
    let page = RwSignal::new(0_usize);
    // Other orders are shown from their beginning.
    let choose = move |outcome| {
        page.set(0);
        chosen.set(Some(outcome));
    };
    let shown = move || {
        let chosen = chosen.get().and_then(|chosen| of_outcome(groups, chosen));
        chosen.or_else(|| groups.with(|groups| groups.first().cloned()))
    };
    let shown = Memo::new(move |_| shown());
    let speaks = move || {
        let is_at_work = work.phase.with(BatchPhase::is_at_work);
        if is_at_work { "off" } else { "polite" }
    };
    let count = move |outcome: RowOutcome| {
        let count = move || {
            groups.with(|groups| {
                let own = groups.iter().find(|group| group.outcome == outcome);
                own.map_or(0, |group| group.orders.len())
            })
        };
        let is_shown = move || {
            shown.with(|shown| {
                let shown = shown.as_ref().map(|shown| shown.outcome);
                shown == Some(outcome)
            })
        };
        view! {
            <button
                class="badge"
                type="button"
                data-standing=outcome.id()
                aria-pressed=move || if is_shown() { "true" } else { "false" }
                hidden=move || count() == 0
                on:click=move |_| choose(outcome)
            >
                {move || counted(outcome, count())}
            </button>
        }
    };
    view! {
        <div class="batch-counts" role="group" aria-label=batch().results aria-live=speaks>
            {Vec::from(RowOutcome::ALL.map(count))}
        </div>
        {move || {
            shown
                .get()
                .map(|group| {
                    let at = page.get().min(group.pages().saturating_sub(1));
                    view! {
                        <ol class="batch-rows">
                            {group
                                .page(at)
                                .into_iter()
                                .map(|line| row(work, group.outcome, line))
                                .collect_view()}
                        </ol>
                        {(group.pages() > 1).then(|| turn(page, at, &group))}
                    }
                })
        }}
    }
}

fn of_outcome(groups: Memo<Vec<OutcomeGroup>>, outcome: RowOutcome) -> Option<OutcomeGroup> {
    groups.with(|groups| {
        let mut groups = groups.iter();
        groups.find(|group| group.outcome == outcome).cloned()
    })
}

/// The text for a group, with its number.
fn counted(outcome: RowOutcome, count: usize) -> String {
    let words = batch();
    let said = match outcome {
        RowOutcome::Refused => words.refused,
        RowOutcome::Conflict => words.conflict,
        RowOutcome::WillNot => words.will_not,
        RowOutcome::NotSent => words.not_sent,
        RowOutcome::Will => words.will,
        RowOutcome::Done => words.done,
        RowOutcome::Unknown => return words.fill_in.to_owned(),
    };
    format!("{count} {said}")
}

fn row(work: BatchRun, outcome: RowOutcome, line: ResultLine) -> AnyView {
    match line {
        ResultLine::Said(said, count) => view! {
            <li class="batch-said" data-standing=outcome.id()>
                <strong>{count} " " {batch().orders}</strong>
                <span>{arrow(outcome)} {said}</span>
            </li>
        }
        .into_any(),
        ResultLine::Order(place) => work
            .order(place, |order| {
                view! {
                    <li>
                        <a href=routes::service_order(&order.number) target="_blank">
                            {order.number.clone()}
                        </a>
                        <span>{order.goods().to_owned()}</span>
                    </li>
                }
            })
            .into_any(),
    }
}

/// Points to the next page.
const fn arrow(outcome: RowOutcome) -> Option<&'static str> {
    match outcome {
        RowOutcome::Will => Some("→ "),
        RowOutcome::Refused
        | RowOutcome::Conflict
        | RowOutcome::WillNot
        | RowOutcome::NotSent
        | RowOutcome::Done
        | RowOutcome::Unknown => None,
    }
}

/// Turns from page to page.
fn turn(page: RwSignal<usize>, at: usize, group: &OutcomeGroup) -> impl IntoView + use<> {
    let of = group.orders.len();
    let (from, to) = (at * PAGE + 1, ((at + 1) * PAGE).min(of));
    let last = group.pages().saturating_sub(1);
    view! {
        <nav class="actions batch-pages" aria-label=common().pages>
            <span class="muted small">{batch().rows(from, to, of)}</span>
            <button
                class="button"
                type="button"
                disabled=at == 0
                on:click=move |_| page.set(at.saturating_sub(1))
            >
                {batch().previous_rows}
            </button>
            <button
                class="button"
                type="button"
                disabled=at == last
                on:click=move |_| page.set(at + 1)
            >
                {common().next_page}
            </button>
        </nav>
    }
}
