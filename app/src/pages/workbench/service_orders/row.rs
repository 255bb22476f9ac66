//! One order in the list.

use aftercare_domain::view::Summary;
use leptos::prelude::*;

use crate::{
    clock::ServerClock,
    format,
    pages::workbench::service_order::address::Address,
    parts::time_left::TimeLeft,
    words::{ui, words},
};

/// The names of the columns, in the order of the cells.
pub fn columns() -> Vec<String> {
    let orders = &ui().orders;
    [
        orders.column_time_left,
        orders.column_number,
        orders.column_node,
        orders.column_service,
        orders.column_goods,
        orders.column_consumer,
        orders.column_applied,
        orders.column_reason,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// The row of an order.
#[component]
pub fn OrderRow(
    /// The order.
    summary: Summary,
    /// The list that it stands in, as its link names it.
    list: String,
    /// Its place there, from 1.
    place: usize,
) -> impl IntoView {
    let now = ServerClock::now().get_untracked();
    let language = words().language();
    let applied_at = summary.applied_at;
    let number = summary.number.to_string();
    let address = Address {
        number: number.clone(),
        place: Some(place),
        list,
        ..Address::default()
    };
    view! {
        <tr>
            <td class="nowrap">
                <TimeLeft
                    due_at=summary.due_at
                    soon_at=summary.warns_at
                    paused=summary.question_open && !summary.terminal
                />
            </td>
            <th scope="row" class="nowrap">
                <a href=address.href()>{number}</a>
            </th>
            <td class="nowrap">{words().node(summary.node)} <Marks summary=summary.clone() /></td>
            <td class="nowrap">
                {words().service_type(summary.service_type)} " · "
                {words().service_method(summary.service_method)}
            </td>
            <td class="goods">{summary.title} " ×" {summary.quantity.get()}</td>
            <td class="nowrap">{format::masked_phone(summary.contact.phone.as_str())}</td>
            <td class="nowrap">
                <time
                    datetime=format::machine_time(applied_at)
                    title=format::time(applied_at)
                >
                    {format::short_time(applied_at, now, language)}
                </time>
            </td>
            <td>{words().apply_reason(summary.reason_code)}</td>
        </tr>
    }
}

/// What deserves a second look.
#[component]
fn Marks(summary: Summary) -> impl IntoView {
    let orders = &ui().orders;
    let marks = [
        summary.auto_passed.then_some((orders.auto_passed, "done")),
        summary
            .address_missing
            .then_some((orders.address_missing, "soon")),
        summary.held.then_some((orders.held, "soon")),
        summary
            .question_open
            .then_some((orders.question_open, "done")),
        (summary.urges > 0).then_some((orders.urged, "soon")),
    ];
    marks
        .into_iter()
        .flatten()
        .map(|(mark, tone)| {
            view! {
                <span class="badge" data-tone=tone>
                    {mark}
                </span>
            }
        })
        .collect_view()
}
