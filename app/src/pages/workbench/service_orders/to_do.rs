//! What there is to do, as cards that filter the list.

use aftercare_domain::{
    service_order::{
        query::{AssigneeFilter, DueWithin, ServiceOrderQuery},
        view::ToDo,
    },
    values::time::Span,
};
use leptos::prelude::*;

use crate::{request::list_url::ListUrl, words::lists};

/// The time in which what is due counts as soon.
const SOON: Span = Span::hours(4);

/// A card: what it counts, and the list of just that.
struct ToDoCard {
    label: &'static str,
    count: u64,
    tone: &'static str,
    list: ListUrl,
}

/// The cards. The one whose list is shown leads back to the list of all.
#[component]
pub fn ToDoCards(
    /// What is shown.
    filter: ListUrl,
    /// How many there are of each.
    to_do: ToDo,
) -> impl IntoView {
    let shown = filter.with(|query| {
        query.sort = None;
        query.limit = None;
    });
    let cards = cards(to_do).map(|card| {
        let is_shown = card.list == shown;
        let href = if is_shown {
            ListUrl::default().address()
        } else {
            card.list.address()
        };
        let tone = if card.count > 0 { card.tone } else { "" };
        view! {
            <a
                class="to-do-card"
                href=href
                data-tone=tone
                aria-current=is_shown.then_some("true")
            >
                <strong>{card.count}</strong>
                {card.label}
            </a>
        }
    });
    view! {
        <nav class="to-do" aria-label=lists().to_do>
            {Vec::from(cards)}
        </nav>
    }
}

fn cards(to_do: ToDo) -> [ToDoCard; 6] {
    let lists = lists();
    let card = |label, count, tone, narrow: fn(&mut ServiceOrderQuery)| ToDoCard {
        label,
        count,
        tone,
        list: ListUrl::default().with(|query| {
            query.to_do = Some(true);
            narrow(query);
        }),
    };
    [
        card(lists.due_soon, to_do.due_soon, "soon", |query| {
            query.due_within = Some(DueWithin::from(SOON));
        }),
        card(lists.overdue, to_do.overdue, "overdue", |query| {
            query.overdue = Some(true);
        }),
        card(lists.urged, to_do.urged, "soon", |query| {
            query.urged = Some(true);
        }),
        card(lists.held, to_do.held, "", |query| query.held = Some(true)),
        card(lists.mine, to_do.mine, "", |query| {
            query.assignee = Some(AssigneeFilter::Me);
        }),
        card(lists.unassigned, to_do.unassigned, "", |query| {
            query.assignee = Some(AssigneeFilter::Nobody);
        }),
    ]
}
