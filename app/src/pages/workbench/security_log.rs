//! What happened that concerns security, for those who answer for a side. It is written by the server, and its form works
//! without a script: nothing of it is in the bundle.

use aftercare_domain::{
    people::{
        party::{Party, Position},
        security_event::{SecurityEvent, SecurityEventKind},
    },
    values::{number::ServiceOrderNumber, page::Page},
    view::Me,
};
use http::StatusCode;
use leptos::prelude::*;

use crate::{
    api::{Api, ApiError, resource::server_resource},
    pages::{guard::signed_in, workbench::day_range::DayRange},
    parts::{
        layout::{filter_bar::FilterMenu, page_header::PageHeader, pager::Pager, table::Table},
        status::{empty::Empty, problem_panel::ProblemPanel},
    },
    request::{
        query::QueryString,
        routes::{Screen, here, service_order},
        shell,
    },
    words::{filters, format, security},
};

/// Where the events are had as a workbook.
const EXPORT: &str = "/api/v1/security-events/export.xlsx";

/// Whether the user answers for an organisation; the API checks it again.
pub fn may_read(me: &Me) -> bool {
    me.party == Party::Operator || me.positions.contains(&Position::Owner)
}

/// What the page shows, as its address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shown {
    kind: Option<SecurityEventKind>,
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
                "kind" => shown.kind = SecurityEventKind::parse(&value),
                "cursor" => shown.cursor = value,
                name => shown.days.read(name, &value),
            }
        }
        shown.days = shown.days.in_order();
        shown
    }

    fn is_filtered(&self) -> bool {
        self.kind.is_some() || self.days.is_narrow()
    }

    /// Its address at another place of the list.
    fn at(&self, cursor: &str) -> String {
        self.days
            .in_address(self.of_kind())
            .with("cursor", cursor)
            .on(Screen::SecurityLog.path())
    }

    /// The query for the API.
    fn asked(&self) -> QueryString {
        self.days.asked(self.of_kind(), ["from", "to"])
    }

    fn of_kind(&self) -> QueryString {
        QueryString::new().with("kind", self.kind.map_or("", SecurityEventKind::name))
    }
}

/// The page.
#[component]
pub fn SecurityLog() -> impl IntoView {
    let words = security();
    let api = Api::current();
    let shown = Shown::of_address(&here());
    let asked = shown.asked().with("cursor", shown.cursor.clone());
    let page = server_resource(
        || (),
        move |()| {
            let (api, asked) = (api.clone(), asked.clone());
            async move { api.security_events(&asked).await }
        },
    );
    let export = shown.asked().on(EXPORT);
    let reads = signed_in().is_some_and(|me| may_read(&me));
    view! {
        <PageHeader title=words.title>
            {reads
                .then(|| {
                    view! {
                        <div class="actions page-tools">
                            <a class="button" href=export download>
                                {words.export}
                            </a>
                        </div>
                    }
                })}
        </PageHeader>
        {reads.then(|| view! { <p class="muted">{words.hint}</p> })}
        {reads.then(|| view! { <Narrowing shown=shown.clone() /> })}
        <Suspense>
            {move || {
                let shown = shown.clone();
                page.get()
                    .map(|page| match page {
                        Ok(page) => view! { <Events page shown /> }.into_any(),
                        Err(error) => view! { <NotShown error /> }.into_any(),
                    })
            }}
        </Suspense>
    }
}

/// Why nothing is shown. Without the permission, trying again does not help.
#[component]
fn NotShown(error: ApiError) -> impl IntoView {
    let is_forbidden = matches!(
        &error,
        ApiError::Problem(problem) if problem.status == StatusCode::FORBIDDEN.as_u16()
    );
    if is_forbidden {
        shell::answer_with(StatusCode::FORBIDDEN);
        let words = security();
        return view! { <Empty title=words.refused next=words.refused_next /> }.into_any();
    }
    view! { <ProblemPanel error try_again=true /> }.into_any()
}

/// The filters. Their form is sent by its button alone: days are typed.
#[component]
fn Narrowing(shown: Shown) -> impl IntoView {
    let words = security();
    let any = (String::new(), words.any_kind.to_owned());
    let kinds = SecurityEventKind::ALL
        .iter()
        .map(|kind| (kind.name().to_owned(), words.kind(*kind).to_owned()));
    let choices: Vec<(String, String)> = std::iter::once(any).chain(kinds).collect();
    let value = shown.kind.map_or("", SecurityEventKind::name);
    view! {
        <search class="filter-bar">
            <form method="get" action=Screen::SecurityLog.path() autocomplete="off">
                <FilterMenu name="kind" label=words.kind value choices />
                {shown.days.inputs([words.from, words.to])}
                <button class="button" type="submit">
                    {filters().apply}
                </button>
                {shown
                    .is_filtered()
                    .then(|| {
                        view! { <a href=Screen::SecurityLog.path()>{filters().clear}</a> }
                    })}
            </form>
        </search>
    }
}

#[component]
fn Events(page: Page<SecurityEvent>, shown: Shown) -> impl IntoView {
    let words = security();
    if page.items.is_empty() {
        let (title, next) = if shown.is_filtered() {
            (words.empty_filtered, words.empty_filtered_next)
        } else {
            (words.empty, words.empty_next)
        };
        return view! { <Empty title next /> }.into_any();
    }
    let sees_all = signed_in().is_some_and(|me| me.party == Party::Operator);
    let columns = [
        Some(words.time),
        Some(words.kind),
        Some(words.times),
        Some(words.subject),
        sees_all.then_some(words.side),
        Some(words.detail),
        Some(words.network),
        Some(words.request),
    ];
    let columns = columns.into_iter().flatten().map(str::to_owned).collect();
    let first = (!shown.cursor.is_empty()).then(|| shown.at(""));
    let next = page.next_cursor.map(|cursor| shown.at(cursor.as_str()));
    view! {
        <Table caption=words.title columns>
            {page.items.into_iter().map(|event| row(event, sees_all)).collect_view()}
        </Table>
        <Pager first next />
    }
    .into_any()
}

fn row(event: SecurityEvent, sees_all: bool) -> impl IntoView {
    let words = security();
    let rows = event
        .rows
        .map(|rows| format!(" · {}", format::grouped(rows)));
    view! {
        <tr>
            <th scope="row" class="nowrap">
                <time datetime=format::machine_time(event.last_at)>{format::time(event.last_at)}</time>
            </th>
            <td class="nowrap">{words.kind(event.kind)}</td>
            <td>{event.times}</td>
            <td>{words.who(&event.subject)}</td>
            {sees_all
                .then(|| {
                    view! { <td>{event.side.as_deref().map(|side| words.side(side))}</td> }
                })}
            <td>
                {event.detail.map(|detail| about(event.kind, detail))} {rows}
            </td>
            <td class="nowrap">{event.network}</td>
            <td>{event.request_id.map(|id| view! { <code class="small">{id}</code> })}</td>
        </tr>
    }
}

/// What it was about: an order's number leads to the order.
fn about(kind: SecurityEventKind, detail: String) -> AnyView {
    use SecurityEventKind as Kind;
    let is_of_own_order = match kind {
        Kind::Revealed | Kind::FoundBySearch | Kind::ReadInFull => {
            ServiceOrderNumber::parse(&detail).is_ok()
        }
        Kind::SignedIn
        | Kind::SignInFailed
        | Kind::SignInSlowed
        | Kind::SignedOut
        | Kind::TokenMade
        | Kind::TokenRevoked
        | Kind::LinkIssued
        | Kind::LinkUsed
        | Kind::Exported
        | Kind::ForeignRecord
        | Kind::ForeignOrigin
        | Kind::Forbidden
        | Kind::LimitHit => false,
    };
    if is_of_own_order {
        let href = service_order(&detail);
        view! { <a href=href>{detail}</a> }.into_any()
    } else {
        detail.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_days_of_the_marketplace_and_nonsense_says_nothing() {
        let shown = Shown::of_address("/x?kind=exported&from=2026-11-20&to=2026-11-20&cursor=abc");
        assert_eq!(
            shown.asked().to_string(),
            "kind=exported&from=2026-11-19T16%3A00%3A00Z&to=2026-11-20T16%3A00%3A00Z"
        );
        assert_eq!(
            shown.at("d"),
            "/settings/security?kind=exported&from=2026-11-20&to=2026-11-20&cursor=d"
        );
        let nonsense = Shown::of_address("/x?kind=x&from=y&to=2026-13-01&z=1&cursor=");
        assert_eq!(nonsense, Shown::default());
    }
}
