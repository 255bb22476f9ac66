//! The list of refunds, and confirming a transfer (R-RFD-2, R-RFD-3). It is written by the server, and its filters work without a
//! script: nothing of it is in the bundle.

use aftercare_domain::{
    people::party::{Party, Position},
    refund::{RefundState, RefundTotals, RefundView, TransferReference},
    values::page::Page,
    view::Me,
};
use futures::join;
use leptos::prelude::*;

use crate::{
    api::{Api, resource::server_resource, transport::Method},
    pages::{guard::signed_in, workbench::day_range::DayRange},
    parts::{
        controls::{button::Emphasis, text_input::TextInput},
        layout::{
            description_list::{DescriptionList, Fact},
            dialog::{DialogKind, WrittenDialog},
            filter_bar::FilterMenu,
            page_header::PageHeader,
            pager::Pager,
            table::Table,
        },
        status::{empty::Empty, problem_panel::ProblemPanel},
    },
    request::{
        query::{QueryString, segment},
        routes::{Screen, here, service_order},
    },
    words::{filters, format, order_page, refund_list, words},
};

/// Whether the user may see refunds at all; the API checks it again.
pub fn may_read(me: &Me) -> bool {
    match me.party {
        Party::Merchant | Party::Store | Party::Operator => true,
        Party::Consumer | Party::ReturnCentre | Party::System | Party::ApiClient => false,
    }
}

/// Whether the user may confirm transfers; the API checks it again.
fn may_confirm(me: &Me) -> bool {
    match me.party {
        Party::Operator => true,
        Party::Merchant => me.positions.contains(&Position::Finance),
        Party::Store | Party::Consumer | Party::ReturnCentre | Party::System | Party::ApiClient => {
            false
        }
    }
}

/// Whether money is still to be transferred.
fn is_awaited(state: RefundState) -> bool {
    RefundState::OPEN.contains(&state)
}

/// What the page shows, as its address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shown {
    state: Option<RefundState>,
    days: DayRange,
    cursor: String,
}

impl Shown {
    /// Reads an address; what can't be parsed is ignored.
    fn of_address(address: &str) -> Self {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let mut shown = Self::default();
        for (name, value) in query.split('&').map(aftercare_domain::form::query::pair) {
            match name.as_str() {
                "state" => shown.state = RefundState::parse(&value),
                "cursor" => shown.cursor = value,
                name => shown.days.read(name, &value),
            }
        }
        shown.days = shown.days.in_order();
        shown
    }

    fn is_filtered(&self) -> bool {
        self.state.is_some() || self.days.is_narrow()
    }

    /// Its address at another place of the list.
    fn at(&self, cursor: &str) -> String {
        self.days
            .in_address(self.of_state())
            .with("cursor", cursor)
            .on(Screen::Refunds.path())
    }

    /// The query for the API.
    fn asked(&self) -> QueryString {
        self.days
            .asked(self.of_state(), ["requested_from", "requested_to"])
            .with("cursor", self.cursor.clone())
    }

    fn of_state(&self) -> QueryString {
        QueryString::new().with("state", self.state.map_or("", RefundState::name))
    }
}

/// The page.
#[component]
pub fn Refunds() -> impl IntoView {
    let words = refund_list();
    let api = Api::current();
    let shown = Shown::of_address(&here());
    let asked = shown.asked();
    let found = server_resource(
        || (),
        move |()| {
            let (api, asked) = (api.clone(), asked.clone());
            async move { join!(api.refunds(&asked), api.refund_totals()) }
        },
    );
    view! {
        <PageHeader title=words.title />
        <Suspense>
            {move || {
                let shown = shown.clone();
                found
                    .get()
                    .map(|(page, totals)| {
                        view! {
                            <div class="stack" id="refund-totals" data-region>
                                <p class="muted">{words.hint}</p>
                                {totals
                                    .ok()
                                    .filter(|totals| !totals.is_empty())
                                    .map(|totals| view! { <Totals totals shown=shown.clone() /> })}
                            </div>
                            <Narrowing shown=shown.clone() />
                            <div id="refunds" data-region tabindex="-1">
                                {match page {
                                    Ok(page) => view! { <Rows page shown /> }.into_any(),
                                    Err(error) => {
                                        view! { <ProblemPanel error try_again=true /> }.into_any()
                                    }
                                }}
                            </div>
                        }
                    })
            }}
        </Suspense>
    }
}

/// What is not with consumers yet: how many refunds, how much money, each of which leads to those refunds. The one that is shown
/// leads back to the list of all.
#[component]
fn Totals(totals: RefundTotals, shown: Shown) -> impl IntoView {
    let cards = totals.into_iter().map(|(state, total)| {
        let of_state = Shown {
            state: Some(state),
            ..Shown::default()
        };
        let is_shown = shown == of_state;
        let href = if is_shown {
            Shown::default().at("")
        } else {
            of_state.at("")
        };
        let refunds = refund_list().refunds(total.refunds);
        view! {
            <a class="to-do-card" href=href aria-current=is_shown.then_some("true")>
                <strong>{format::money(total.amount.fen())}</strong>
                {format!("{} · {refunds}", words().refund_state(state))}
            </a>
        }
    });
    view! {
        <nav class="to-do" aria-label=refund_list().totals>
            {cards.collect_view()}
        </nav>
    }
}

/// The filters. Their form is sent by its button alone: days are typed.
#[component]
fn Narrowing(shown: Shown) -> impl IntoView {
    let texts = refund_list();
    let any = (String::new(), texts.any_state.to_owned());
    let states = RefundState::ALL.iter().map(|&state| {
        (
            state.name().to_owned(),
            words().refund_state(state).to_owned(),
        )
    });
    let choices: Vec<(String, String)> = std::iter::once(any).chain(states).collect();
    let value = shown.state.map_or("", RefundState::name);
    view! {
        <search class="filter-bar">
            <form method="get" action=Screen::Refunds.path() autocomplete="off">
                <FilterMenu name="state" label=order_page().refund_state value choices />
                {shown.days.inputs([texts.from, texts.to])}
                <button class="button" type="submit">
                    {filters().apply}
                </button>
                {shown
                    .is_filtered()
                    .then(|| {
                        view! { <a href=Screen::Refunds.path()>{filters().clear}</a> }
                    })}
            </form>
        </search>
    }
}

#[component]
fn Rows(page: Page<RefundView>, shown: Shown) -> impl IntoView {
    let texts = refund_list();
    if page.items.is_empty() {
        let (title, next) = if shown.is_filtered() {
            (texts.empty_filtered, texts.empty_filtered_next)
        } else {
            (texts.empty, texts.empty_next)
        };
        return view! { <Empty title next /> }.into_any();
    }
    let confirms = signed_in().is_some_and(|me| may_confirm(&me));
    let shared = order_page();
    let columns = [
        Some(shared.refund_number),
        Some(texts.service_order),
        Some(shared.amount),
        Some(shared.refund_state),
        Some(shared.requested_at),
        Some(shared.succeeded_at),
        Some(shared.reference),
        confirms.then_some(texts.to_do),
    ];
    let columns = columns.into_iter().flatten().map(str::to_owned).collect();
    let first = (!shown.cursor.is_empty()).then(|| shown.at(""));
    let next = page.next_cursor.map(|cursor| shown.at(cursor.as_str()));
    let awaited: Vec<RefundView> = page
        .items
        .iter()
        .filter(|refund| confirms && is_awaited(refund.state))
        .cloned()
        .collect();
    view! {
        <Table caption=texts.title columns cards=true>
            {page.items.into_iter().map(|refund| row(refund, confirms)).collect_view()}
        </Table>
        <Pager first next />
        {awaited.into_iter().map(|refund| view! { <Confirmation refund /> }).collect_view()}
    }
    .into_any()
}

/// The id of the details of a refund.
fn details_id(refund: &RefundView) -> String {
    format!("refund-{}", refund.id)
}

fn row(refund: RefundView, confirms: bool) -> impl IntoView {
    let (texts, shared) = (refund_list(), order_page());
    let number = refund.service_order.to_string();
    let opens = (confirms && is_awaited(refund.state)).then(|| {
        let label = format!("{} {}", refund_list().confirm, refund.id);
        view! {
            <button class="button" type="button" data-opens=details_id(&refund) aria-label=label>
                {refund_list().confirm}
            </button>
        }
    });
    view! {
        <tr>
            <th scope="row" class="nowrap">
                {refund.id.to_string()}
            </th>
            <td class="nowrap" data-label=texts.service_order>
                <a href=service_order(&number)>{number.clone()}</a>
            </td>
            <td class="nowrap" data-label=shared.amount>
                {format::money(refund.amount.fen())}
            </td>
            <td class="nowrap" data-label=shared.refund_state>
                {words().refund_state(refund.state)}
            </td>
            <td class="nowrap" data-label=shared.requested_at>
                {format::time(refund.requested_at)}
            </td>
            <td class="nowrap" data-label=shared.succeeded_at>
                {refund.succeeded_at.map(format::time)}
            </td>
            <td data-label=shared.reference>
                {refund.reference.as_ref().map(TransferReference::to_string)}
            </td>
            {confirms.then(|| view! { <td class="nowrap">{opens}</td> })}
        </tr>
    }
}

/// The details of a refund that waits for a transfer, and the form that says it was made.
#[component]
fn Confirmation(refund: RefundView) -> impl IntoView {
    let texts = refund_list();
    let shared = order_page();
    let id = details_id(&refund);
    let action = format!("/api/v1/refunds/{}/commands", segment(refund.id.as_str()));
    let facts = [
        (texts.service_order, refund.service_order.to_string()),
        (shared.amount, format::money(refund.amount.fen())),
        (
            shared.refund_state,
            words().refund_state(refund.state).to_owned(),
        ),
        (shared.requested_at, format::time(refund.requested_at)),
    ];
    view! {
        <WrittenDialog
            id=id.clone()
            title=texts.details(refund.id.as_str())
            place=DialogKind::Side
        >
            <div class="stack">
                <DescriptionList>
                    {facts.map(|(label, value)| view! { <Fact label value /> })}
                </DescriptionList>
                <form
                    class="form"
                    method="post"
                    action=action
                    data-call=Method::Post.name().to_lowercase()
                    data-done=texts.confirmed
                >
                    <p class="muted">{texts.confirm_next}</p>
                    <input type="hidden" name="type" value="confirm_offline" />
                    <TextInput
                        name="reference"
                        id=format!("{id}-reference")
                        label=texts.reference
                        hint=texts.reference_hint
                        required=true
                    />
                    <label class="check">
                        <input type="checkbox" name="shared_transfer" data-flag autocomplete="off" />
                        {texts.shared_transfer}
                    </label>
                    <p class="field-fault" role="alert"></p>
                    <div class="actions">
                        <button class="button" data-emphasis=Emphasis::Primary.id() type="submit">
                            {texts.confirm}
                        </button>
                    </div>
                </form>
            </div>
        </WrittenDialog>
    }
}

#[cfg(test)]
mod tests {
    use aftercare_domain::{
        form::query,
        refund::RefundQuery,
        values::time::{Span, Timestamp},
    };

    use super::*;

    #[test]
    fn what_the_address_says_is_asked_of_the_api() {
        let shown = Shown::of_address(
            "/refunds?state=processing&from=2026-11-20&to=2026-11-20&cursor=1%2C2-3",
        );
        let asked: RefundQuery = query::parse(&shown.asked().to_string()).unwrap();
        assert_eq!(asked.state, Some(RefundState::Processing));
        let day = Timestamp::parse("2026-11-20T00:00:00+08:00").unwrap();
        assert_eq!(asked.requested_from, Some(day));
        assert_eq!(asked.requested_to, Some(Span::days(1).after(day)));
        assert_eq!(
            shown.at(&shown.cursor),
            "/refunds?state=processing&from=2026-11-20&to=2026-11-20&cursor=1%2C2-3"
        );
        let nonsense = Shown::of_address("/refunds?state=x&from=y&to=2026-13-01&z=1&cursor=");
        assert_eq!(nonsense, Shown::default());
    }
}
