//! The filters that are set, as chips; and those that make no sense.

use aftercare_domain::{
    form::Violation,
    service_order::query::{AssigneeFilter, ServiceOrderQuery},
};
use leptos::prelude::*;

use crate::{
    parts::layout::filter_bar::{Chip, Chips},
    request::{
        list_url::{FROM_DAY, ListUrl, TO_DAY},
        routes,
        sealed::Sealing,
    },
    words::{format, lists, order_list, words},
};

/// What is filtered, each with a cross.
#[component]
pub fn SetFilters(
    /// What is shown.
    filter: ListUrl,
) -> impl IntoView {
    let mut chips = Vec::new();
    add_services(&filter, &mut chips);
    add_numbers(&filter, &mut chips);
    add_times(&filter, &mut chips);
    view! { <Chips chips remove=lists().remove_filter clear=filter.cleared().address() /> }
}

type FilterChange = fn(&mut ServiceOrderQuery);

fn chip(
    filter: &ListUrl,
    label: &'static str,
    value: Option<String>,
    clear: FilterChange,
) -> Option<Chip> {
    value.map(|value| Chip {
        label,
        value,
        without: filter.with(clear).address(),
    })
}

fn add_services(filter: &ListUrl, chips: &mut Vec<Chip>) {
    let (query, words, orders, lists) = (filter.query(), words(), order_list(), lists());
    let set = [
        chip(
            filter,
            orders.service_type,
            query
                .service_type
                .map(|it| words.service_type(it).to_owned()),
            |query| query.service_type = None,
        ),
        chip(
            filter,
            lists.service_method,
            query
                .service_method
                .map(|it| words.service_method(it).to_owned()),
            |query| query.service_method = None,
        ),
        chip(
            filter,
            orders.channel,
            query.channel.map(|it| words.channel(it).to_owned()),
            |query| query.channel = None,
        ),
        chip(
            filter,
            lists.reason,
            query
                .reason_code
                .map(|it| words.apply_reason(it).to_owned()),
            |query| query.reason_code = None,
        ),
        chip(
            filter,
            lists.assignee,
            query.assignee.as_ref().map(assignee),
            |query| query.assignee = None,
        ),
    ];
    chips.extend(set.into_iter().flatten());
}

fn assignee(filter: &AssigneeFilter) -> String {
    let lists = lists();
    match filter {
        AssigneeFilter::Me => lists.me.to_owned(),
        AssigneeFilter::Nobody => lists.nobody.to_owned(),
        AssigneeFilter::Person(username) => username.to_string(),
    }
}

fn add_numbers(filter: &ListUrl, chips: &mut Vec<Chip>) {
    let (query, lists) = (filter.query(), lists());
    let numbers = query
        .numbers
        .as_ref()
        .map(|numbers| format!("{} {}", numbers.iter().count(), lists.numbers_count));
    let tracking = query
        .tracking_number
        .as_ref()
        .map(|number| number.as_str().to_owned());
    let set = [
        chip(
            filter,
            lists.keyword,
            query.q.as_ref().map(ToString::to_string),
            |query| {
                query.q = None;
            },
        ),
        chip(filter, lists.numbers, numbers, |query| query.numbers = None),
        chip(
            filter,
            lists.phone,
            query.phone.as_ref().map(ToString::to_string),
            |query| query.phone = None,
        ),
        chip(
            filter,
            lists.order_number,
            query.order_number.as_ref().map(ToString::to_string),
            |query| query.order_number = None,
        ),
        chip(
            filter,
            lists.serial_number,
            query.serial_number.as_ref().map(ToString::to_string),
            |query| query.serial_number = None,
        ),
        chip(filter, lists.tracking_number, tracking, |query| {
            query.tracking_number = None;
        }),
        chip(
            filter,
            "SPU",
            query.spu.as_ref().map(ToString::to_string),
            |query| {
                query.spu = None;
            },
        ),
        chip(
            filter,
            "SKU",
            query.sku.as_ref().map(ToString::to_string),
            |query| {
                query.sku = None;
            },
        ),
    ];
    chips.extend(set.into_iter().flatten());
}

fn add_times(filter: &ListUrl, chips: &mut Vec<Chip>) {
    let (query, lists) = (filter.query(), lists());
    let holds = |flag: Option<bool>| (flag == Some(true)).then(String::new);
    let set = [
        chip(
            filter,
            lists.applied_from,
            query.applied_from.map(format::date),
            |query| query.applied_from = None,
        ),
        chip(
            filter,
            lists.applied_to,
            query.applied_to.map(format::last_date),
            |query| query.applied_to = None,
        ),
        chip(
            filter,
            lists.due_within,
            query
                .due_within
                .map(|within| format::duration(within.span(), words().language())),
            |query| query.due_within = None,
        ),
        chip(filter, lists.overdue_only, holds(query.overdue), |query| {
            query.overdue = None;
        }),
        chip(filter, lists.urged_only, holds(query.urged), |query| {
            query.urged = None;
        }),
        chip(filter, lists.held_only, holds(query.held), |query| {
            query.held = None;
        }),
        chip(filter, lists.to_do_only, holds(query.to_do), |query| {
            query.to_do = None;
        }),
    ];
    chips.extend(set.into_iter().flatten());
}

/// The filters of the address that make no sense, each with what is wrong with it, and a search that can't be read: nobody should
/// wonder why they do nothing.
#[component]
pub fn WrongFilters() -> impl IntoView {
    let here = routes::here();
    let query = here.split_once('?').map_or("", |(_, query)| query);
    let opened = Sealing::current().opened(query);
    let wrong: Vec<String> = violations(&opened.query)
        .iter()
        .filter_map(|violation| {
            let label = label(&violation.field)?;
            Some(format!("{label}: {}", words().fault(&violation.fault)))
        })
        .collect();
    let wrong =
        (!wrong.is_empty()).then(|| format!("{} {}", lists().wrong_filters, wrong.join(" · ")));
    let unreadable = opened
        .is_unreadable
        .then(|| lists().unreadable_search.to_owned());
    let told = [unreadable, wrong].into_iter().flatten();
    told.map(|told| {
        view! {
            <div class="problem" role="alert">
                <p>{told}</p>
            </div>
        }
    })
    .collect_view()
}

fn violations(query: &str) -> Vec<Violation> {
    let is_page_s_own = |pair: &&str| {
        [FROM_DAY, TO_DAY]
            .iter()
            .all(|own| pair.split_once('=').is_none_or(|(name, _)| name != *own))
    };
    let pairs: Vec<&str> = query.split('&').filter(is_page_s_own).collect();
    ServiceOrderQuery::parse_query(&pairs.join("&"))
        .err()
        .unwrap_or_default()
}

/// The label of a typed filter; the others can only be wrong in an address that was written by hand.
fn label(field: &str) -> Option<&'static str> {
    let lists = lists();
    Some(match field {
        "q" => lists.search,
        "numbers" => lists.numbers,
        "phone" => lists.phone,
        "order_number" => lists.order_number,
        "serial_number" => lists.serial_number,
        "tracking_number" => lists.tracking_number,
        "spu" => "SPU",
        "sku" => "SKU",
        "applied_to" => lists.applied_to,
        _ => return None,
    })
}
