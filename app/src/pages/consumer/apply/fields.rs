//! The fields of an application.

use aftercare_domain::{service::ServiceType, view::OrderLineView};
use leptos::prelude::*;

use super::{super::errand_form::Form, choices};
use crate::{
    parts::{
        choice_cards::ChoiceCards, select::Select, text_area::TextArea, text_input::TextInput,
    },
    words::words,
};

/// The most characters of a description (R-APP-1).
const DESCRIPTION_MAX: u32 = 500;

/// All fields, in the order in which people think of them.
#[component]
pub fn Fields(
    /// The line that is applied for.
    line: OrderLineView,
    /// What stands in the form.
    form: Form,
) -> impl IntoView {
    let ui = &words().consumer().apply;
    let service_type = form.text("service_type");
    let service = Memo::new(move |_| service_type.with(|name| ServiceType::parse(name)));
    let services = choices::services(&line.services);
    view! {
        <ChoiceCards
            name="service_type"
            label=ui.service_type
            value=service_type
            choices=Signal::stored(services)
            fault=form.fault("service_type")
        />
        <ReasonAndMethod form service />
        <Quantity form available=line.available />
        <TextArea
            name="description"
            label=ui.description
            hint=ui.description_hint
            value=form.text("description")
            fault=form.fault("description")
            required=true
            max=DESCRIPTION_MAX
        />
        <ReturnTo form />
        <TextInput
            name="serial_number"
            label=ui.serial_number
            hint=ui.serial_number_hint
            value=form.text("serial_number")
            fault=form.fault("serial_number")
        />
    }
}

/// Reason and method: of each what fits the service; what doesn't fit any more is not kept.
#[component]
fn ReasonAndMethod(form: Form, service: Memo<Option<ServiceType>>) -> impl IntoView {
    let ui = &words().consumer().apply;
    let (reason, method) = (form.text("reason_code"), form.text("service_method"));
    let reasons = Memo::new(move |_| choices::reasons(service.get()));
    let methods = Memo::new(move |_| choices::methods(service.get()));
    let fits = |choices: &[crate::parts::select::Choice], value: &str| {
        choices.iter().any(|choice| choice.value == value)
    };
    Effect::new(move || {
        if !reasons.with(|reasons| fits(reasons, &reason.get_untracked())) {
            reason.set(String::new());
        }
    });
    Effect::new(move || {
        let first = methods.with(|methods| {
            (!fits(methods, &method.get_untracked()))
                .then(|| methods.first().map(|first| first.value.clone()))
        });
        if let Some(first) = first {
            method.set(first.unwrap_or_default());
        }
    });
    view! {
        <ChoiceCards
            name="reason_code"
            label=ui.reason
            value=reason
            choices=reasons
            fault=form.fault("reason_code")
        />
        <ChoiceCards
            name="service_method"
            label=ui.service_method
            value=method
            choices=methods
            fault=form.fault("service_method")
        />
    }
}

/// How many pieces: a menu where they are few.
#[component]
fn Quantity(form: Form, available: u32) -> impl IntoView {
    const MENU_AT_MOST: u32 = 20;
    let words = words();
    let label = words.consumer().apply.quantity;
    let hint = words.at_most(available);
    let (value, fault) = (form.text("quantity"), form.fault("quantity"));
    if available <= MENU_AT_MOST {
        let choices = Signal::stored(choices::quantities(available));
        return view! { <Select name="quantity" label hint value choices fault required=true /> }
            .into_any();
    }
    view! {
        <TextInput
            name="quantity"
            label
            hint
            value
            fault
            required=true
            kind="number"
            input_mode="numeric"
        />
    }
    .into_any()
}

/// Where goods go back to, and whom to call.
#[component]
fn ReturnTo(form: Form) -> impl IntoView {
    let ui = &words().consumer().apply;
    view! {
        <fieldset class="fieldset">
            <legend>{ui.return_to}</legend>
            <p class="field-hint">{ui.return_to_hint}</p>
            <div class="field-row">
                <Typed form path="return_to.name" label=ui.name autocomplete="name" />
                <Typed form path="return_to.phone" label=ui.phone autocomplete="tel" />
            </div>
            <div class="field-row">
                <Typed form path="return_to.province" label=ui.province autocomplete="address-level1" />
                <Typed form path="return_to.city" label=ui.city autocomplete="address-level2" />
                <Typed form path="return_to.district" label=ui.district autocomplete="address-level3" />
            </div>
            <Typed form path="return_to.street" label=ui.street autocomplete="street-address" />
            <Contact form />
        </fieldset>
    }
}

/// Somebody else to call; folded until it is wanted, or wrong.
#[component]
fn Contact(form: Form) -> impl IntoView {
    let ui = &words().consumer().apply;
    let is_filled = form
        .text("contact.name")
        .with_untracked(|name| !name.is_empty());
    view! {
        <details class="folded" open=move || is_filled || form.is_faulty("contact")>
            <summary>{ui.contact}</summary>
            <p class="field-hint">{ui.contact_hint}</p>
            <div class="field-row">
                <Typed form path="contact.name" label=ui.name />
                <Typed form path="contact.phone" label=ui.phone />
            </div>
        </details>
    }
}

/// A line of text at a path of the form.
#[component]
fn Typed(
    form: Form,
    path: &'static str,
    label: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
) -> impl IntoView {
    let kind = match path.rsplit_once('.') {
        Some((_, "phone")) => "tel",
        Some(_) | None => "text",
    };
    view! {
        <TextInput
            name=path
            id=path.replace('.', "-")
            label
            value=form.text(path)
            fault=form.fault(path)
            required=true
            kind
            autocomplete
        />
    }
}
