//! 订单信息: the order of the marketplace, with its logistics 物流, payment 交易 and invoice 发票 (R-DET-1).

use aftercare_domain::{
    order::{Invoice, OrderChanged, OrderField, Payment, Shipment, line::ShippedBy},
    service_order::view::{OrderLineView, OrderRecord},
    values::{carrier::Carrier, channel::Channel, money::Money, time::Timestamp},
};
use leptos::prelude::*;
use serde_json::Value;

use super::facts::fact;
use crate::{
    api::ApiError,
    parts::{
        layout::{description_list::DescriptionList, table::Table},
        status::problem_panel::ProblemPanel,
    },
    words::{format, order_page, service_order, words},
};

/// The order of the marketplace, section by section.
#[component]
pub fn MarketOrder(
    /// The order.
    order: Result<OrderRecord, ApiError>,
    /// The line that the service order is about.
    line_number: u32,
) -> impl IntoView {
    let order = match order {
        Ok(order) => order,
        Err(error) => return view! { <ProblemPanel error try_again=true /> }.into_any(),
    };
    let ui = order_page();
    let known_shipments = order.shipments.iter().map(|told| shipment(&told.known));
    let known_payments = order.payments.iter().map(|told| payment(&told.known));
    let known_invoice = order.invoice.iter().map(|told| invoice(&told.known));
    view! {
        {facts(&order)}
        <section class="card" data-flush>
            <h2>{ui.lines}</h2>
            {lines(&order.lines, line_number)}
        </section>
        {section(ui.logistics, known_shipments.collect(), ui.no_shipments)}
        {section(ui.payment, known_payments.collect(), ui.no_payments)}
        {section(ui.invoice, known_invoice.collect(), ui.no_invoice)}
        {(!order.changes.is_empty())
            .then(|| {
                let changes = order.changes.iter().map(changed).collect();
                section(ui.changes, changes, "")
            })}
    }
    .into_any()
}

fn facts(order: &OrderRecord) -> impl IntoView + use<> {
    let facts = vec![
        fact(service_order().order_number, order.order_number.to_string()),
        fact(service_order().channel, words().channel(order.channel)),
        fact(order_page().shipped_by, shipped_by(order.shipped_by)),
        fact(order_page().paid_at, format::time(order.paid_at)),
        fact(order_page().shipped_at, time(order.shipped_at)),
        fact(service_order().delivered_at, time(order.delivered_at)),
    ];
    view! {
        <section class="card">
            <h2>{order_page().tab_order}</h2>
            <DescriptionList>{facts}</DescriptionList>
        </section>
    }
}

fn lines(lines: &[OrderLineView], line_number: u32) -> impl IntoView + use<> {
    let labels = service_order();
    let columns = [
        labels.product,
        labels.sku,
        labels.quantity,
        labels.paid,
        labels.serial_number,
    ];
    let rows = lines.iter().map(move |line| {
        let serial_numbers: Vec<_> = line
            .serial_numbers
            .iter()
            .map(ToString::to_string)
            .collect();
        let is_this = line.line_number == line_number;
        view! {
            <tr>
                <th scope="row" class="goods">
                    {line.title.clone()}
                    " "
                    {is_this
                        .then(|| view! { <span class="badge">{order_page().this_line}</span> })}
                </th>
                <td class="nowrap">{line.sku.to_string()}</td>
                <td>{line.quantity.get()}</td>
                <td class="nowrap">{format::money(line.paid.fen())}</td>
                <td>{serial_numbers.join(" ")}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption=order_page().lines columns=columns.map(str::to_owned).to_vec()>
            {rows}
        </Table>
    }
}

/// A section of records, or a note that the order system has none.
fn section(
    title: &'static str,
    records: Vec<AnyView>,
    none: &'static str,
) -> impl IntoView + use<> {
    let is_empty = records.is_empty();
    view! {
        <section class="card">
            <h2>{title}</h2>
            {is_empty.then(|| view! { <p class="muted">{none}</p> })}
            <div class="stack">{records}</div>
        </section>
    }
}

fn shipment(shipment: &Shipment) -> AnyView {
    let carrier = shipment.carrier.as_ref().map(|code| {
        Carrier::parse(code.as_str()).map_or_else(
            || code.to_string(),
            |known| words().carrier(known).to_owned(),
        )
    });
    let number = text(shipment.tracking_number.as_ref());
    let parcel = [carrier.unwrap_or_default(), number].join(" ");
    let facts = vec![
        fact(service_order().parcel, parcel.trim()),
        fact(order_page().shipped_at, time(shipment.shipped_at)),
        fact(service_order().delivered_at, time(shipment.delivered_at)),
    ];
    view! {
        <DescriptionList>{facts}</DescriptionList>
    }
    .into_any()
}

fn payment(payment: &Payment) -> AnyView {
    let labels = order_page();
    let facts = vec![
        fact(
            labels.payment_method,
            labels.paid_by(&text(payment.method.as_ref())),
        ),
        fact(labels.amount, money(payment.amount)),
        fact(labels.paid_at, time(payment.paid_at)),
        fact(labels.payment_reference, text(payment.reference.as_ref())),
    ];
    view! {
        <DescriptionList>{facts}</DescriptionList>
    }
    .into_any()
}

fn invoice(invoice: &Invoice) -> AnyView {
    let labels = order_page();
    let facts = vec![
        fact(labels.invoice_kind, text(invoice.kind.as_ref())),
        fact(labels.invoice_title, text(invoice.title.as_ref())),
        fact(labels.tax_number, text(invoice.tax_number.as_ref())),
        fact(labels.invoice_number, text(invoice.number.as_ref())),
        fact(labels.amount, money(invoice.amount)),
        fact(labels.issued_at, time(invoice.issued_at)),
    ];
    view! {
        <DescriptionList>{facts}</DescriptionList>
    }
    .into_any()
}

/// What one telling changed: when, who, why, and each thing as it was and as it is.
fn changed(telling: &OrderChanged) -> AnyView {
    let by = [words().party(telling.by.party), telling.by.name.as_str()].join(" ");
    let reason = text(telling.reason.as_ref());
    let head = [format::time(telling.at), by, reason].join(" ");
    let facts = telling.changes.iter().map(|change| {
        let field = change.field;
        let label = order_page().order_field(field.name());
        let from_to = [&change.from, &change.to].map(|value| of_change(field, value));
        let line = change
            .line
            .map_or_else(String::new, |line| format!("#{line} "));
        let what = match from_to {
            [from, to] if from.is_empty() && to.is_empty() => order_page().changed.to_owned(),
            [from, to] => [from, to].join(" → "),
        };
        fact(label, line + &what)
    });
    let facts = facts.collect_view();
    view! {
        <div>
            <p>{head.trim().to_owned()}</p>
            <DescriptionList>{facts}</DescriptionList>
        </div>
    }
    .into_any()
}

/// What was, or is, of an order, as people read it.
fn of_change(field: OrderField, value: &Value) -> String {
    let told = || value.as_str().unwrap_or_default();
    match field {
        OrderField::Paid | OrderField::Freight => {
            value.as_i64().map_or_else(String::new, format::money)
        }
        OrderField::PaidAt | OrderField::ShippedAt | OrderField::DeliveredAt => {
            time(Timestamp::parse(told()).ok())
        }
        OrderField::Channel => Channel::parse(told())
            .map_or_else(String::new, |channel| words().channel(channel).to_owned()),
        OrderField::ShippedBy => {
            ShippedBy::parse(told()).map_or_else(String::new, |by| shipped_by(by).to_owned())
        }
        OrderField::Line => text(value.get("title").and_then(Value::as_str).as_ref()),
        OrderField::SerialNumbers => {
            let numbers = value.as_array().into_iter().flatten();
            let numbers: Vec<&str> = numbers.filter_map(Value::as_str).collect();
            numbers.join(" ")
        }
        OrderField::Quantity => text(value.as_i64().as_ref()),
        OrderField::MerchantId
        | OrderField::ConsumerId
        | OrderField::Spu
        | OrderField::Sku
        | OrderField::Title
        | OrderField::Category => told().to_owned(),
        OrderField::Shipments | OrderField::Payments | OrderField::Invoice => String::new(),
    }
}

fn shipped_by(by: ShippedBy) -> &'static str {
    let labels = order_page();
    match by {
        ShippedBy::Merchant => labels.by_merchant,
        ShippedBy::Platform => labels.by_platform,
    }
}

fn time(at: Option<Timestamp>) -> String {
    at.map_or_else(String::new, format::time)
}

fn money(amount: Option<Money>) -> String {
    amount.map_or_else(String::new, |amount| format::money(amount.fen()))
}

fn text(text: Option<&impl ToString>) -> String {
    text.map_or_else(String::new, ToString::to_string)
}
