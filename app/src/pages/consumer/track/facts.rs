//! What was decided, what is on its way, and what was applied for.

use aftercare_domain::{
    service_order::{
        Handling, Quote, Rating,
        view::{AppliedView, OrderView, Rejection},
    },
    values::carrier::Parcel,
};
use leptos::prelude::*;

use super::tracked::TrackedOrder;
use crate::{
    parts::layout::description_list::{DescriptionList, Fact},
    words::{
        consumer::{apply, track},
        format, words,
    },
};

/// What came of it so far; nothing before there is anything to say.
pub fn outcome(tracked: &TrackedOrder) -> impl IntoView + use<> {
    let ui = track();
    let order = &tracked.order;
    let parcels = (order.shipment.as_ref(), order.return_shipment.as_ref());
    let lines = [
        order
            .rejection
            .as_ref()
            .map(|it| (ui.rejection, rejection(it))),
        order
            .handling
            .as_ref()
            .map(|it| (ui.handling, handling(it))),
        order.quote.as_ref().map(|it| (ui.quote, quote(it))),
        order
            .repair
            .as_ref()
            .map(|it| (ui.repair, it.details.to_string())),
        refunds(tracked).map(|it| (ui.refund, it)),
        parcels.0.map(|it| (ui.shipment, parcel(it))),
        parcels.1.map(|it| (ui.return_shipment, parcel(it))),
        order.rating.as_ref().map(|it| (ui.rating, rating(it))),
    ];
    let lines: Vec<_> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="card">
                <DescriptionList>
                    {lines
                        .into_iter()
                        .map(|(label, value)| view! { <Fact label value /> })
                        .collect_view()}
                </DescriptionList>
            </section>
        }
    })
}

fn rejection(rejection: &Rejection) -> String {
    let code = words().reject_reason(rejection.reason_code);
    format!("{code}\n{}", rejection.reason)
}

fn handling(handling: &Handling) -> String {
    let outcome = words().outcome(handling.method);
    match &handling.reason {
        Some(reason) => format!("{outcome}\n{reason}"),
        None => outcome.to_owned(),
    }
}

fn quote(quote: &Quote) -> String {
    let amount = format::money(quote.amount.fen());
    match quote.accepted_at {
        Some(_) => format!("{amount} {}", track().quote_accepted),
        None => amount,
    }
}

fn refunds(tracked: &TrackedOrder) -> Option<String> {
    let lines: Vec<_> = tracked
        .refunds
        .iter()
        .map(|refund| words().refund(refund.state, refund.amount))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn parcel(parcel: &Parcel) -> String {
    let carrier = words().carrier(parcel.carrier);
    format!("{carrier} {}", parcel.tracking_number)
}

fn rating(rating: &Rating) -> String {
    let stars = words().stars(rating.stars).to_owned();
    let tags: Vec<_> = rating.tags.iter().map(ToString::to_string).collect();
    let tags = (!tags.is_empty()).then(|| tags.join(" · "));
    let comment = rating.comment.as_ref().map(ToString::to_string);
    let lines: Vec<_> = [Some(stars), tags, comment].into_iter().flatten().collect();
    lines.join("\n")
}

/// The goods, and what was applied for: always there to be read again (R-APP-6).
pub fn application(order: &OrderView) -> impl IntoView + use<> {
    let words = words();
    let ui = track();
    let AppliedView {
        reason_code,
        description,
        contact,
        return_to,
        serial_number,
        ..
    } = order.applied.clone();
    let goods = format!("{} · {}", order.title, words.quantity(order.quantity.get()));
    let service = format!(
        "{} · {}",
        words.service_type(order.service_type),
        words.service_method(order.service_method),
    );
    let received = order.refund.paid_for_received.zip(order.receipt.as_ref());
    let received = received.map(|(paid, receipt)| {
        let pieces = words.quantity(receipt.quantity.get());
        let value = format!("{pieces} · {}", format::money(paid.fen()));
        view! { <Fact label=ui.received value /> }
    });
    let warranty = words.warranty(order.warranty.in_warranty).to_owned();
    let serial_number = serial_number.map(|serial| {
        let label = apply().serial_number;
        view! { <Fact label value=serial.to_string() /> }
    });
    view! {
        <section class="card">
            <h2>{ui.application}</h2>
            <DescriptionList>
                <Fact label=ui.goods value=goods />
                {received}
                <Fact label=ui.service value=service />
                <Fact label=ui.warranty value=warranty />
                <Fact
                    label=ui.description
                    value=format!("{}\n{description}", words.apply_reason(reason_code))
                />
                {serial_number}
                <Fact label=ui.contact value=format!("{} {}", contact.name, contact.phone.as_str()) />
                <Fact label=ui.return_to value=format::label(&return_to) />
            </DescriptionList>
        </section>
    }
}
