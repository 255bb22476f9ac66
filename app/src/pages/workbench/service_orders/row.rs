//! One order in the list. A page has fifty to two hundred of them, so they are written as text: a row is as little markup as
//! says what it must, and takes microseconds.

use aftercare_domain::{service_order::view::Summary, values::time::Timestamp};

use super::columns::Column;
use crate::{
    pages::workbench::service_order::page_url::PageUrl,
    parts::{layout::markup::Markup, status::time_left},
    words::{
        Words, format,
        lists::{ListWords, OrderListWords},
    },
};

/// What all rows of a page have in common.
pub struct Rows<'a> {
    /// What they tell.
    pub columns: &'a [Column],
    /// The list, as links to its orders name it.
    pub list: &'a str,
    /// The time.
    pub now: Timestamp,
    /// What the page says.
    pub words: Words,
    /// What the page says.
    pub orders: &'static OrderListWords,
    /// What the page says.
    pub lists: &'static ListWords,
}

impl Rows<'_> {
    /// The rows of orders.
    pub fn of(&self, orders: &[Summary]) -> String {
        let mut rows = Markup::default();
        for (place, order) in (1..).zip(orders) {
            self.write(&mut rows, order, place);
        }
        rows.finish()
    }

    /// The row of an order: its box, time left, number and marks, then the columns.
    fn write(&self, row: &mut Markup, order: &Summary, place: usize) {
        let number = order.number.as_str();
        let address = PageUrl {
            number: number.to_owned(),
            place: Some(place),
            list: self.list.to_owned(),
            ..PageUrl::default()
        };
        row.tags("<tr data-row=\"");
        row.text(number);
        row.tags("\"><td><input type=\"checkbox\" data-select aria-label=\"");
        row.text(self.lists.select);
        row.tags(" ");
        row.text(number);
        row.tags("\"></td><td>");
        let paused = order.question_open && !order.terminal;
        let language = self.words.language();
        time_left::write(
            row,
            order.due_at,
            order.warns_at,
            paused,
            self.now,
            language,
        );
        row.tags("</td><th scope=\"row\"><a href=\"");
        row.text(&address.href());
        row.tags("\">");
        row.text(number);
        row.tags("</a><button type=\"button\" data-glance>");
        row.text(self.lists.glance);
        row.tags("</button></th><td class=\"marks\">");
        self.write_marks(row, order);
        row.tags("</td>");
        for &column in self.columns {
            self.write_cell(row, column, order);
        }
        row.tags("</tr>");
    }

    fn write_cell(&self, row: &mut Markup, column: Column, order: &Summary) {
        let RowCell { text, title } = self.cell(column, order);
        row.tags("<td class=\"");
        row.tags(column.id());
        if let Some(title) = title {
            row.tags("\" title=\"");
            row.text(&title);
        }
        row.tags("\">");
        row.text(&text);
        row.tags("</td>");
    }

    fn cell(&self, column: Column, order: &Summary) -> RowCell {
        let words = self.words;
        let none = || self.words.language().common().none.to_owned();
        let plain = |text: String| RowCell { text, title: None };
        let time = |at| RowCell {
            text: format::short_time(at, self.now, words.language()),
            title: Some(format::time(at)),
        };
        match column {
            Column::Node => plain(words.node(order.node).to_owned()),
            Column::Service => plain(format!(
                "{} · {}",
                words.service_type(order.service_type),
                words.service_method(order.service_method)
            )),
            Column::Goods => RowCell {
                text: match order.quantity.get() {
                    1 => order.title.clone(),
                    quantity => format!("×{quantity} {}", order.title),
                },
                title: Some(order.title.clone()),
            },
            Column::Consumer => plain(format::masked_phone(&order.contact.phone)),
            Column::Applied => time(order.applied_at),
            Column::Reason => plain(words.apply_reason(order.reason_code).to_owned()),
            Column::Assignee => plain(
                order
                    .assignee
                    .as_ref()
                    .map_or_else(none, |who| who.name.clone()),
            ),
            Column::Order => plain(order.order_number.to_string()),
            Column::Channel => plain(words.channel(order.channel).to_owned()),
            Column::Sku => plain(order.sku.to_string()),
            Column::Entered => time(order.node_entered_at),
            Column::External => plain(
                order
                    .external_id
                    .as_ref()
                    .map_or_else(none, ToString::to_string),
            ),
        }
    }

    /// Marks of what deserves attention.
    fn write_marks(&self, row: &mut Markup, order: &Summary) {
        let orders = self.orders;
        let marks = [
            (order.urges > 0, orders.urged, "soon"),
            (order.address_missing, orders.address_missing, "soon"),
            (order.goods_stay, orders.goods_stay, "soon"),
            (order.held, orders.held, "soon"),
            (order.question_open, orders.question_open, "done"),
            (order.auto_passed, orders.auto_passed, "done"),
        ];
        for (_, mark, tone) in marks.into_iter().filter(|(holds, ..)| *holds) {
            row.tags("<span class=\"badge\" data-tone=\"");
            row.tags(tone);
            row.tags("\">");
            row.text(mark);
            row.tags("</span>");
        }
    }
}

/// The text of a cell, and its tooltip.
struct RowCell {
    text: String,
    title: Option<String>,
}
