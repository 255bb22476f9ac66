//! What is known: goods, application, and what each node has added.

use aftercare_domain::{
    service_order::{
        Part, Repair,
        view::{AppliedView, OrderView},
    },
    values::carrier::Parcel,
};
use leptos::prelude::*;

use crate::{
    pages::workbench::service_order::reveal::RevealButton,
    parts::layout::description_list::{DescriptionList, Fact},
    words::{Words, common, format, order_list, service_order, words},
};

/// The facts in sections; empty sections are left out.
#[component]
pub fn Facts(
    /// The order.
    order: OrderView,
    /// Whether personal data can be revealed here.
    reveals: bool,
) -> impl IntoView {
    let order = &order;
    [
        Some(goods(order)),
        Some(application(order, reveals)),
        question(order),
        arrival(order),
        receipt(order),
        exception(order),
        inspection(order),
        handling(order),
        order.repair.as_ref().map(repair),
        departure(order),
    ]
    .into_iter()
    .flatten()
    .collect_view()
}

fn labels() -> &'static service_order::ServiceOrderWords {
    service_order()
}

fn section(title: &'static str, facts: Vec<AnyView>) -> AnyView {
    view! {
        <section class="card">
            <h2>{title}</h2>
            <DescriptionList>{facts}</DescriptionList>
        </section>
    }
    .into_any()
}

/// A fact of text.
pub(in crate::pages::workbench::service_order) fn fact(
    label: &'static str,
    value: impl Into<String>,
) -> AnyView {
    let value: String = value.into();
    view! { <Fact label value=value /> }.into_any()
}

/// A fact that takes the whole width: text that people wrote, addresses.
fn text(label: &'static str, value: impl Into<String>) -> AnyView {
    let value: String = value.into();
    view! { <Fact label value=value wide=true /> }.into_any()
}

fn parcel(words: Words, parcel: &Parcel) -> String {
    format!(
        "{} {}",
        words.carrier(parcel.carrier),
        parcel.tracking_number.as_str()
    )
}

fn parts(parts: &[Part]) -> Option<AnyView> {
    let told = parts.iter().map(|part| {
        let name = part
            .name
            .as_ref()
            .map(ToString::to_string)
            .or_else(|| part.sku.as_ref().map(ToString::to_string))
            .unwrap_or_default();
        let price = part
            .price
            .map(|price| format!(" {}", format::money(price.fen())))
            .unwrap_or_default();
        format!("{name} ×{}{price}", part.quantity.get())
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| text(labels().parts, told.join("\n")))
}

fn goods(order: &OrderView) -> AnyView {
    let labels = labels();
    let money = |money: aftercare_domain::values::money::Money| format::money(money.fen());
    let paid_for_received = order
        .refund
        .paid_for_received
        .map(|paid| fact(labels.paid_for_received, money(paid)));
    let facts = [
        text(labels.product, order.title.clone()),
        fact(labels.sku, order.sku.to_string()),
        fact(labels.quantity, order.quantity.get().to_string()),
        fact(
            labels.serial_number,
            order
                .applied
                .serial_number
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        ),
        fact(
            labels.order_number,
            format!("{} / {}", order.order_number, order.line_number),
        ),
        fact(labels.channel, words().channel(order.channel)),
        fact(labels.paid, money(order.refund.paid)),
    ];
    let refunds = [
        fact(labels.refunded, money(order.refund.refunded)),
        fact(labels.refundable, money(order.refund.refundable)),
    ];
    let facts = facts.into_iter().chain(paid_for_received).chain(refunds);
    section(labels.goods, facts.collect())
}

/// The contact, with the button to reveal it.
fn contact(applied: &AppliedView, reveals: bool) -> AnyView {
    let contact = &applied.contact;
    let told = format!("{} {}", contact.name, format::masked_phone(&contact.phone));
    view! {
        <Fact label=labels().contact wide=true>
            <span class="contact">
                {told}
                {reveals.then(|| view! { <RevealButton /> })}
            </span>
        </Fact>
    }
    .into_any()
}

fn application(order: &OrderView, reveals: bool) -> AnyView {
    let labels = labels();
    let applied = &order.applied;
    let services = [
        words().service_type(applied.service_type),
        words().service_method(applied.service_method),
    ];
    let until = order
        .warranty
        .until
        .map(|until| format!(" {} {}", labels.warranty_until, format::last_date(until)));
    let warranty = format!(
        "{}{}",
        words().warranty(order.warranty.in_warranty),
        until.unwrap_or_default()
    );
    let mut facts = vec![
        fact(labels.applied_for, services.join(" · ")),
        fact(labels.reason, words().apply_reason(applied.reason_code)),
        fact(labels.warranty, warranty),
        fact(labels.applied_at, format::time(applied.applied_at)),
        text(labels.description, applied.description.as_str()),
        contact(applied, reveals),
        text(labels.return_to, format::address(&applied.return_to)),
    ];
    facts.extend(
        order
            .external_id
            .as_ref()
            .map(|id| fact(labels.external_id, id.to_string())),
    );
    facts.extend(order.rejection.as_ref().map(|rejection| {
        text(
            words().reject_reason(rejection.reason_code),
            rejection.reason.as_str(),
        )
    }));
    section(labels.application, facts)
}

fn question(order: &OrderView) -> Option<AnyView> {
    let labels = labels();
    let asked = order.question.as_ref()?;
    let mut facts = vec![text(labels.question, asked.question.as_str())];
    facts.extend(
        asked
            .answer
            .as_ref()
            .map(|answer| text(labels.answer, answer.text.as_str())),
    );
    Some(section(labels.question, facts))
}

fn arrival(order: &OrderView) -> Option<AnyView> {
    let labels = labels();
    let mut facts = Vec::new();
    facts.extend(
        order
            .receiving_address
            .as_ref()
            .map(|to| text(labels.receiving_address, format::address(to))),
    );
    facts.extend(order.pickup.as_ref().map(|pickup| {
        let (from, until) = (format::time(pickup.from), format::time(pickup.until));
        text(
            labels.pickup,
            format!("{} {from} – {until}", words().carrier(pickup.carrier)),
        )
    }));
    facts.extend(
        order
            .shipment
            .as_ref()
            .map(|shipment| text(labels.parcel, parcel(words(), shipment))),
    );
    (!facts.is_empty()).then(|| section(labels.shipment, facts))
}

fn receipt(order: &OrderView) -> Option<AnyView> {
    let labels = labels();
    let receipt = order.receipt.as_ref()?;
    let automatic = if receipt.auto_passed {
        order_list().auto_passed
    } else {
        ""
    };
    let pieces = if receipt.quantity < order.quantity {
        words().received_in_part(receipt.quantity, order.quantity)
    } else {
        receipt.quantity.get().to_string()
    };
    let mut facts = vec![
        fact(
            labels.receipt,
            format!("{} {automatic}", format::time(receipt.signed_for_at)),
        ),
        fact(labels.quantity, pieces),
    ];
    facts.extend(
        receipt
            .remark
            .as_ref()
            .map(|remark| text(labels.remark, remark.as_str())),
    );
    Some(section(labels.receipt, facts))
}

fn exception(order: &OrderView) -> Option<AnyView> {
    let labels = labels();
    let abnormality = order.abnormality.as_ref()?;
    let mut facts = vec![
        fact(
            labels.reason,
            words().abnormal_reason(abnormality.reason_code),
        ),
        fact(labels.exception, format::time(abnormality.reported_at)),
        text(labels.remark, abnormality.remark.as_str()),
    ];
    if let Some(hold) = &order.hold {
        facts.push(fact(labels.review_on, hold.review_on.to_string()));
        facts.push(text(order_list().held, hold.remark.as_str()));
    }
    Some(section(labels.exception, facts))
}

fn inspection(order: &OrderView) -> Option<AnyView> {
    let labels = labels();
    let inspection = order.inspection.as_ref()?;
    let conclusion = &inspection.conclusion;
    let yes_or_no = |holds: bool| {
        if holds { common().yes } else { common().no }
    };
    let automatic = if inspection.auto_passed {
        order_list().auto_passed
    } else {
        ""
    };
    let mut facts = vec![
        fact(
            labels.conclusion,
            words().method(conclusion.handling_method),
        ),
        fact(labels.liability, words().liability(conclusion.liability)),
        fact(labels.warranty, words().warranty(conclusion.in_warranty)),
        fact(labels.intact, yes_or_no(inspection.goods_intact)),
        fact(
            labels.inspection,
            format!("{} {automatic}", format::time(inspection.inspected_at)),
        ),
    ];
    let described = inspection
        .fault
        .as_ref()
        .and_then(|fault| fault.description.as_ref());
    facts.extend(described.map(|description| text(labels.fault, description.as_str())));
    Some(section(labels.inspection, facts))
}

fn handling(order: &OrderView) -> Option<AnyView> {
    let labels = labels();
    let handling = order.handling.as_ref()?;
    let mut facts = vec![
        fact(labels.method, words().method(handling.method)),
        fact(labels.handling, format::time(handling.handled_at)),
    ];
    facts.extend(
        handling
            .refund
            .map(|amount| fact(labels.refund, format::money(amount.fen()))),
    );
    facts.extend(order.quote.as_ref().map(|quote| {
        let decided = if quote.accepted_at.is_some() {
            labels.quote_accepted
        } else {
            labels.quote_open
        };
        fact(
            labels.quote,
            format!("{} {decided}", format::money(quote.amount.fen())),
        )
    }));
    facts.extend(
        handling
            .reason
            .as_ref()
            .map(|reason| text(labels.reason, reason.as_str())),
    );
    facts.extend(parts(&handling.parts));
    facts.extend(
        handling
            .consignee
            .as_ref()
            .map(|to| text(labels.consignee, format::address(to))),
    );
    facts.extend(
        handling
            .remark
            .as_ref()
            .map(|remark| text(labels.remark, remark.as_str())),
    );
    Some(section(labels.handling, facts))
}

fn repair(repair: &Repair) -> AnyView {
    let labels = labels();
    let mut facts = vec![
        fact(labels.method, words().method(repair.method)),
        fact(labels.repair, format::time(repair.repaired_at)),
        text(labels.details, repair.details.as_str()),
    ];
    facts.extend(parts(&repair.parts));
    section(labels.repair, facts)
}

fn departure(order: &OrderView) -> Option<AnyView> {
    let labels = labels();
    let shipment = order.return_shipment.as_ref()?;
    Some(section(
        labels.return_shipment,
        vec![text(labels.parcel, parcel(words(), shipment))],
    ))
}
