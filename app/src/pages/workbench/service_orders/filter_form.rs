//! The filters of the list (R-LST-1).

use aftercare_domain::{
    service_order::{Node, query::Sort, reason::ApplyReason},
    values::{
        channel::Channel,
        service::{ServiceMethod, ServiceType},
        time::Timestamp,
    },
};
use leptos::prelude::*;

use crate::{
    parts::{
        controls::text_area::escaped,
        layout::filter_bar::{FilterBar, FilterMenu},
    },
    request::{
        list_url::{FROM_DAY, ListUrl, TO_DAY},
        routes::Screen,
    },
    words::{Words, format, lists, order_list, words},
};

/// The filters as a form.
#[component]
pub fn Filters(
    /// What is shown.
    filter: ListUrl,
) -> impl IntoView {
    let lists = lists();
    let query = filter.query().clone();
    view! {
        <FilterBar
            action=Screen::ServiceOrders.path()
            more_label=lists.more
            more=more(&filter)
            more_open=has_more(&filter)
        >
            <input type="hidden" name="node" value=query.node.map_or("", Node::name) />
            <FilterMenu
                name="service_type"
                label=order_list().service_type
                value=query.service_type.map_or("", ServiceType::name)
                choices=named(
                    lists.any_service_type,
                    ServiceType::ALL,
                    ServiceType::name,
                    Words::service_type,
                )
            />
            <FilterMenu
                name="channel"
                label=order_list().channel
                value=query.channel.map_or("", Channel::name)
                choices=named(
                    lists.any_channel,
                    Channel::ALL,
                    Channel::name,
                    Words::channel,
                )
            />
            <input
                class="input"
                type="search"
                name="q"
                maxlength="100"
                aria-label=lists.search
                placeholder=lists.search
                value=query.q.map(|text| text.to_string())
            />
            <DayInput name=FROM_DAY label=lists.applied_from day=query.applied_from />
            <DayInput name=TO_DAY label=lists.applied_to day=query.applied_to.map(format::last_moment_before) />
            <FilterMenu
                name="sort"
                label=lists.sort
                value=query.sort.filter(|sort| *sort != Sort::Due).map_or("", Sort::name)
                choices=sorts()
            />
        </FilterBar>
    }
}

/// A menu's choices: none of them, and each by its name and its words.
fn named<T: Copy>(
    any: &str,
    all: &[T],
    name: fn(T) -> &'static str,
    told: fn(Words, T) -> &'static str,
) -> Vec<(String, String)> {
    let each = all
        .iter()
        .map(|&it| (name(it).to_owned(), told(words(), it).to_owned()));
    std::iter::once((String::new(), any.to_owned()))
        .chain(each)
        .collect()
}

fn sorts() -> Vec<(String, String)> {
    let lists = lists();
    [
        ("", lists.sort_due),
        (Sort::AppliedAt.name(), lists.sort_applied),
        (Sort::EnteredAt.name(), lists.sort_entered),
    ]
    .map(|(value, label)| (value.to_owned(), label.to_owned()))
    .to_vec()
}

#[component]
fn DayInput(name: &'static str, label: &'static str, day: Option<Timestamp>) -> impl IntoView {
    view! {
        <input
            class="input quiet"
            type="date"
            name=name
            aria-label=label
            title=label
            value=day.map(format::date)
        />
    }
}

/// Whether one of the folded filters is set.
fn has_more(filter: &ListUrl) -> bool {
    let without = filter.with(|query| {
        query.service_type = None;
        query.channel = None;
        query.q = None;
        query.applied_from = None;
        query.applied_to = None;
    });
    without.is_filtered()
}

/// The folded filters.
fn more(filter: &ListUrl) -> AnyView {
    let lists = lists();
    let query = filter.query().clone();
    let due_within = query.due_within.map(|within| within.to_string());
    view! {
        {menu(
            "service_method",
            lists.service_method,
            query.service_method.map_or("", ServiceMethod::name).to_owned(),
            named(
                lists.any_service_method,
                ServiceMethod::ALL,
                ServiceMethod::name,
                Words::service_method,
            ),
        )}
        {menu(
            "reason_code",
            lists.reason,
            query.reason_code.map_or("", ApplyReason::name).to_owned(),
            named(
                lists.any_reason,
                ApplyReason::ALL,
                ApplyReason::name,
                Words::apply_reason,
            ),
        )}
        {menu(
            "due_within",
            lists.due_within,
            due_within.clone().unwrap_or_default(),
            with_own(times(), due_within),
        )}
        {assignees(filter)}
        {line("phone", lists.phone, lists.phone_hint, query.phone.map(|it| it.to_string()))}
        {line("order_number", lists.order_number, "", query.order_number.map(|it| it.to_string()))}
        {line(
            "serial_number",
            lists.serial_number,
            "",
            query.serial_number.map(|it| it.to_string()),
        )}
        {line(
            "tracking_number",
            lists.tracking_number,
            "",
            query.tracking_number.map(|it| it.as_str().to_owned()),
        )}
        {line("spu", "SPU", "", query.spu.map(|it| it.to_string()))}
        {line("sku", "SKU", "", query.sku.map(|it| it.to_string()))}
        <label class="field filter-numbers">
            <span class="field-label">{lists.numbers}</span>
            <textarea
                class="input"
                name="numbers"
                rows="2"
                placeholder=lists.numbers_hint
                inner_html=query
                    .numbers
                    .map(|numbers| escaped(&numbers.to_string().replace(',', "\n")))
                    .unwrap_or_default()
            ></textarea>
        </label>
        <div class="filter-boxes">
            {flag("overdue", lists.overdue_only, query.overdue)}
            {flag("urged", lists.urged_only, query.urged)} {flag("held", lists.held_only, query.held)}
            {flag("to_do", lists.to_do_only, query.to_do)}
        </div>
    }
    .into_any()
}

fn times() -> Vec<(String, String)> {
    let lists = lists();
    [
        ("", lists.any_time),
        ("4h", lists.hours_4),
        ("1d", lists.day_1),
        ("3d", lists.days_3),
    ]
    .map(|(value, label)| (value.to_owned(), label.to_owned()))
    .to_vec()
}

fn assignees(filter: &ListUrl) -> impl IntoView + use<> {
    let lists = lists();
    let own = filter.query().assignee.as_ref().map(ToString::to_string);
    let known = [
        ("", lists.anybody),
        ("me", lists.me),
        ("nobody", lists.nobody),
    ];
    let known = known.map(|(value, label)| (value.to_owned(), label.to_owned()));
    menu(
        "assignee",
        lists.assignee,
        own.clone().unwrap_or_default(),
        with_own(known.to_vec(), own),
    )
}

/// The choices, and the value that is set where it is none of them.
fn with_own(mut choices: Vec<(String, String)>, own: Option<String>) -> Vec<(String, String)> {
    if let Some(own) = own
        && choices.iter().all(|(value, _)| *value != own)
    {
        choices.push((own.clone(), own));
    }
    choices
}

fn menu(
    name: &'static str,
    label: &'static str,
    value: String,
    choices: Vec<(String, String)>,
) -> impl IntoView + use<> {
    view! {
        <div class="field">
            <span class="field-label" aria-hidden="true">
                {label}
            </span>
            <FilterMenu name label value choices />
        </div>
    }
}

fn line(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: Option<String>,
) -> impl IntoView + use<> {
    view! {
        <label class="field">
            <span class="field-label">{label}</span>
            <input class="input" name=name placeholder=hint autocomplete="off" value=value />
        </label>
    }
}

fn flag(name: &'static str, label: &'static str, set: Option<bool>) -> impl IntoView + use<> {
    view! {
        <label class="check">
            <input type="checkbox" name=name value="true" checked=set == Some(true) />
            {label}
        </label>
    }
}
