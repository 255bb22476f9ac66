//! The orders of a batch: what will happen to each, or why not; then what did.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::work::{Check, Fate, Phase, Row, Work};
use crate::{routes, words::batch};

/// How many rows more are shown at once: five thousand would make a slow page, and nobody reads them.
const STEP: usize = 100;

/// How a row came out, so far.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    // In the order in which they stand: what went wrong comes first.
    Refused,
    Conflict,
    WillNot,
    NotSent,
    Will,
    Done,
    Unknown,
}

impl Standing {
    fn of(row: &Row, fate: Option<&Fate>, ended: bool) -> (Self, String) {
        match (fate, &row.check) {
            (Some(Fate::Done), _) => (Self::Done, String::new()),
            (Some(Fate::Refused(why)), _) => (Self::Refused, why.clone()),
            (Some(Fate::Conflict), _) => (Self::Conflict, batch().conflict_next.to_owned()),
            (None, Check::Refused(why)) => (Self::WillNot, why.clone()),
            (None, Check::Follows(what)) if ended => (Self::NotSent, what.clone()),
            (None, Check::Follows(what)) => (Self::Will, format!("→ {what}")),
            (None, Check::Unknown) => (Self::Unknown, String::new()),
        }
    }

    /// The id in `data-standing`.
    const fn id(&self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Conflict => "conflict",
            Self::WillNot => "will-not",
            Self::NotSent => "not-sent",
            Self::Will => "will",
            Self::Done => "done",
            Self::Unknown => "unknown",
        }
    }

    /// What is said of so many.
    fn words(&self) -> &'static str {
        let words = batch();
        match self {
            Self::Refused => words.refused,
            Self::Conflict => words.conflict,
            Self::WillNot => words.will_not,
            Self::NotSent => words.not_sent,
            Self::Will => words.will,
            Self::Done => words.done,
            Self::Unknown => words.fill_in,
        }
    }
}

/// The counts, and the rows: what went wrong first.
#[component]
pub fn Rows(
    /// The batch.
    work: Work,
) -> impl IntoView {
    let shown = RwSignal::new(STEP);
    let standings = Memo::new(move |_| {
        let ended = matches!(work.phase.get(), Phase::Ended(_));
        let mut all: Vec<(Standing, String, String)> = work.fates.with(|fates| {
            work.rows.with(|rows| {
                rows.iter()
                    .map(|row| {
                        let fate = fates.get(&row.number);
                        let (standing, said) = Standing::of(row, fate, ended);
                        (standing, row.number.clone(), said)
                    })
                    .collect()
            })
        });
        all.sort();
        all
    });
    let left = move || standings.with(Vec::len).saturating_sub(shown.get());
    view! {
        <p class="batch-counts" aria-live="polite">
            {move || standings.with(|all| counts(all))}
        </p>
        <ol class="batch-rows">
            {move || {
                standings.with(|all| all.iter().take(shown.get()).map(item).collect_view())
            }}
        </ol>
        {move || {
            (left() > 0)
                .then(|| {
                    view! {
                        <button
                            class="button"
                            type="button"
                            on:click=move |_| shown.update(|shown| *shown += STEP)
                        >
                            {batch().more_rows}
                            " "
                            {left()}
                        </button>
                    }
                })
        }}
    }
}

fn counts(all: &[(Standing, String, String)]) -> impl IntoView + use<> {
    let mut counts = BTreeMap::<&Standing, usize>::new();
    for (standing, ..) in all {
        *counts.entry(standing).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|(standing, count)| {
            let text = if *standing == Standing::Unknown {
                standing.words().to_owned()
            } else {
                format!("{count} {}", standing.words())
            };
            view! {
                <span class="badge" data-standing=standing.id()>
                    {text}
                </span>
            }
        })
        .collect_view()
}

fn item((standing, number, said): &(Standing, String, String)) -> impl IntoView + use<> {
    let result = match standing {
        Standing::Done | Standing::Refused | Standing::Conflict | Standing::NotSent => {
            Some(standing.words())
        }
        Standing::WillNot | Standing::Will | Standing::Unknown => None,
    };
    view! {
        <li data-standing=standing.id()>
            <a href=routes::service_order(number) target="_blank">
                {number.clone()}
            </a>
            {result.map(|result| view! { <strong>{result}</strong> })}
            <span>{said.clone()}</span>
        </li>
    }
}
