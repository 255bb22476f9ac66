//! An order of the marketplace: its goods, and what each can be applied for.

use aftercare_domain::service_order::{
    Refusal,
    service_offers::ServiceOffer,
    view::{OrderLineView, OrderRecord},
};
use leptos::prelude::*;

use crate::{
    form::without_script::apply_path,
    words::{
        consumer::{self, consumer_orders},
        format, words,
    },
};

/// The card of an order, a part for each line.
#[component]
pub fn BoughtOrder(
    /// The order.
    order: OrderRecord,
) -> impl IntoView {
    let language = words().language();
    let words = consumer_orders();
    let number = order.order_number.to_string();
    let lines = order.lines.into_iter().map(|line| {
        let href = apply_path(&number, line.line_number);
        view! { <Line line href /> }
    });
    view! {
        <article class="bought">
            <p class="bought-head muted small">
                <span>{words.order_number} " " {number.clone()}</span>
                <span>{words.paid_at} " " {consumer::day(order.paid_at, language)}</span>
            </p>
            {lines.collect_view()}
        </article>
    }
}

#[component]
fn Line(line: OrderLineView, href: String) -> impl IntoView {
    let words = words();
    let ui = consumer_orders();
    let terms = words.terms(&line.services);
    let applies = terms.is_some();
    // That all pieces are applied for is said beside their number.
    let is_left = line.available > 0;
    let refused = common_refusal(&line.services).filter(|_| is_left && !applies);
    let said = terms.or_else(|| refused.map(|refusal| words.not_offered(refusal).what));
    let services = line.services.iter().map(service);
    let all_terms = (is_left && refused.is_none()).then(|| {
        view! {
            <details class="folded">
                <summary>{ui.all_terms}</summary>
                <ul class="service-offers">{services.collect_view()}</ul>
            </details>
        }
    });
    let way = applies.then(|| {
        view! {
            <a href=href class="button">
                {ui.apply}
            </a>
        }
    });
    view! {
        <div class="bought-line">
            <h3>{line.title.clone()}</h3>
            <p class="muted small">
                {words.pieces(line.quantity.get(), line.available)} " · "
                {format::money(line.paid.fen())}
            </p>
            {said.map(|said| view! { <p>{said}</p> })}
            <div class="bought-ways">{all_terms} {way}</div>
        </div>
    }
}

/// Why no service at all can be applied for, where it is one reason for all.
fn common_refusal(offers: &[ServiceOffer]) -> Option<&Refusal> {
    let first = offers.first()?.reason.as_ref()?;
    let same =
        |offer: &ServiceOffer| offer.reason.as_ref().map(Refusal::code) == Some(first.code());
    offers.iter().all(same).then_some(first)
}

/// A service, with its terms or the reason why it can't be applied for.
fn service(offer: &ServiceOffer) -> impl IntoView + use<> {
    let words = words();
    let said = match &offer.reason {
        None => words.window(offer.service_type, &offer.warranty),
        Some(refusal) => words.not_offered(refusal).what,
    };
    view! {
        <li class="service-offer" data-disabled=(!offer.allowed).then_some("")>
            <span class="service-offer-name">{words.service_type(offer.service_type)}</span>
            <span>{said}</span>
        </li>
    }
}
