//! Which columns the list shows: chosen in a menu, kept in a cookie, so that the server writes no others.

use http::request::Parts;
use leptos::prelude::*;

use crate::{
    parts::layout::drop_down::DropDown,
    request::context::cookie_of,
    words::{lists, order_list},
};

/// The cookie that keeps the columns, their ids with dots between them.
const COOKIE: &str = "aftercare_columns";

/// The columns besides time left, number and marks, which are always first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The node.
    Node,
    /// Service type and method.
    Service,
    /// The goods.
    Goods,
    /// Whom to ask.
    Consumer,
    /// When it was applied for.
    Applied,
    /// Why.
    Reason,
    /// Who works on it.
    Assignee,
    /// The order of the marketplace.
    Order,
    /// Where it was sold.
    Channel,
    /// The variant of the product.
    Sku,
    /// When it entered its node.
    Entered,
    /// The caller's own number.
    External,
}

impl Column {
    /// All of them, in display order.
    pub const ALL: [Self; 12] = [
        Self::Node,
        Self::Service,
        Self::Goods,
        Self::Consumer,
        Self::Applied,
        Self::Reason,
        Self::Assignee,
        Self::Order,
        Self::Channel,
        Self::Sku,
        Self::Entered,
        Self::External,
    ];

    /// The default columns.
    const USUAL: [Self; 7] = [
        Self::Node,
        Self::Service,
        Self::Goods,
        Self::Consumer,
        Self::Applied,
        Self::Reason,
        Self::Assignee,
    ];

    /// The id in the cookie; also the class of its cells.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Node => "node",
            Self::Service => "service",
            Self::Goods => "goods",
            Self::Consumer => "consumer",
            Self::Applied => "applied",
            Self::Reason => "reason",
            Self::Assignee => "assignee",
            Self::Order => "order",
            Self::Channel => "channel",
            Self::Sku => "sku",
            Self::Entered => "entered",
            Self::External => "external",
        }
    }

    /// Its heading.
    pub fn heading(self) -> &'static str {
        let (orders, lists) = (order_list(), lists());
        match self {
            Self::Node => orders.column_node,
            Self::Service => orders.column_service,
            Self::Goods => orders.column_goods,
            Self::Consumer => orders.column_consumer,
            Self::Applied => orders.column_applied,
            Self::Reason => orders.column_reason,
            Self::Assignee => lists.column_assignee,
            Self::Order => lists.column_order_number,
            Self::Channel => lists.column_channel,
            Self::Sku => lists.column_sku,
            Self::Entered => lists.column_entered,
            Self::External => lists.column_external,
        }
    }
}

/// The columns that the visitor chose; the usual ones until then.
pub fn chosen() -> Vec<Column> {
    let kept = use_context::<Parts>().and_then(|parts| cookie_of(&parts.headers, COOKIE));
    kept.map_or_else(|| Column::USUAL.to_vec(), |kept| kept_columns(&kept))
}

fn kept_columns(kept: &str) -> Vec<Column> {
    let is_kept = |column: &Column| kept.split('.').any(|id| id == column.id());
    Column::ALL.into_iter().filter(is_kept).collect()
}

/// The menu in which columns are chosen.
#[component]
pub fn ColumnsMenu(
    /// Those that are shown.
    shown: Vec<Column>,
) -> impl IntoView {
    let lists = lists();
    view! {
        <DropDown label=lists.columns>
            <form data-keeps=COOKIE autocomplete="off">
                <p class="muted small">{lists.columns_hint}</p>
                {Column::ALL
                    .into_iter()
                    .map(|column| {
                        view! {
                            <label class="check">
                                <input
                                    type="checkbox"
                                    value=column.id()
                                    checked=shown.contains(&column)
                                />
                                {column.heading()}
                            </label>
                        }
                    })
                    .collect_view()}
            </form>
        </DropDown>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_their_order_and_unknown_ones_are_left_out() {
        assert_eq!(
            kept_columns("goods.<script>.node"),
            vec![Column::Node, Column::Goods]
        );
        assert_eq!(kept_columns(""), Vec::new());
    }
}
