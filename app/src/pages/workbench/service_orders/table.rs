//! The orders of a page as a table; on a phone each row is a card.

use aftercare_domain::service_order::view::Summary;
use leptos::prelude::*;

use super::{columns::Column, row::Rows};
use crate::{
    request::clock::ServerClock,
    words::{lists, order_list, words},
};

/// The table.
#[component]
pub fn OrderTable(
    /// The orders.
    orders: Vec<Summary>,
    /// Their columns.
    columns: Vec<Column>,
    /// The list, as links to its orders name it.
    list: String,
) -> impl IntoView {
    let (titles, lists) = (order_list(), lists());
    let rows = Rows {
        columns: &columns,
        list: &list,
        now: ServerClock::now().get_untracked(),
        words: words(),
        orders: titles,
        lists,
    };
    let rows = rows.of(&orders);
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=titles.title>
            <table class="table order-table">
                <caption class="visually-hidden">{titles.title}</caption>
                <thead>
                    <tr>
                        <th scope="col">
                            <input type="checkbox" data-select-all aria-label=lists.select_page />
                        </th>
                        <th scope="col">{titles.column_time_left}</th>
                        <th scope="col">{titles.column_number}</th>
                        <th scope="col">{lists.column_marks}</th>
                        {columns
                            .iter()
                            .map(|column| view! { <th scope="col">{column.heading()}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody inner_html=rows></tbody>
            </table>
        </div>
    }
}
