//! Other service orders: of the same item 历史服务单, and of the same order 同订单服务单.

use aftercare_domain::service_order::view::Summary;
use leptos::prelude::*;

use crate::{
    api::ApiError,
    parts::{
        layout::table::Table,
        status::{empty::Empty, problem_panel::ProblemPanel, time_left::TimeLeft},
    },
    request::routes,
    words::{format, order_list, words},
};

/// A compact table of service orders, or what would be in it.
#[component]
pub fn RelatedOrders(
    /// What they have in common.
    caption: &'static str,
    /// The orders.
    orders: Result<Vec<Summary>, ApiError>,
    /// That there are none.
    none: &'static str,
    /// What would be there.
    none_next: &'static str,
) -> impl IntoView {
    let ui = order_list();
    let orders = match orders {
        Ok(orders) if orders.is_empty() => {
            return view! { <Empty title=none next=none_next /> }.into_any();
        }
        Ok(orders) => orders,
        Err(error) => return view! { <ProblemPanel error try_again=true /> }.into_any(),
    };
    let columns = [
        ui.column_number,
        ui.column_node,
        ui.column_service,
        ui.column_goods,
        ui.column_reason,
        ui.column_applied,
        ui.column_time_left,
    ];
    view! {
        <Table caption columns=columns.map(str::to_owned).to_vec()>
            {orders.into_iter().map(row).collect_view()}
        </Table>
    }
    .into_any()
}

fn row(order: Summary) -> impl IntoView {
    let number = order.number.to_string();
    view! {
        <tr>
            <th scope="row" class="nowrap">
                <a href=routes::service_order(&number)>{number.clone()}</a>
            </th>
            <td class="nowrap">{words().node(order.node)}</td>
            <td class="nowrap">
                {words().service_type(order.service_type)} " · "
                {words().service_method(order.service_method)}
            </td>
            <td class="goods">{order.title} " ×" {order.quantity.get()}</td>
            <td class="nowrap">{words().apply_reason(order.reason_code)}</td>
            <td class="nowrap">{format::time(order.applied_at)}</td>
            <td class="nowrap">
                {(!order.terminal)
                    .then(|| {
                        view! {
                            <TimeLeft
                                due_at=order.due_at
                                soon_at=order.warns_at
                                paused=order.question_open
                            />
                        }
                    })}
            </td>
        </tr>
    }
}
