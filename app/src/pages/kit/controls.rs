//! What is pressed, typed into and chosen from.

use aftercare_domain::{
    form::FieldError, service_order::reason::ApplyReason, values::service::ServiceType,
};
use leptos::prelude::*;

use super::Specimen;
use crate::{
    parts::{
        controls::{
            button::{Button, Emphasis},
            choice_cards::ChoiceCards,
            copy_button::CopyIsland,
            count_input::CountInput,
            money_input::MoneyInput,
            select::{Choice, Select},
            text_area::TextArea,
            text_input::TextInput,
        },
        status::icon::{Icon, Symbol},
    },
    window::island::Island as _,
    words::{common, order_list, service_order, words},
};

/// Each emphasis: ready, busy, disabled.
#[component]
pub fn Buttons() -> impl IntoView {
    let common = common();
    let emphases = [
        (Emphasis::Primary, common.submit),
        (Emphasis::Secondary, common.retry),
        (Emphasis::Quiet, common.cancel),
        (Emphasis::Danger, common.remove),
    ];
    view! {
        <Specimen name="Button">
            {emphases
                .map(|(emphasis, label)| {
                    view! {
                        <Button emphasis>{label}</Button>
                        <Button emphasis busy=true>
                            {label}
                        </Button>
                        <Button emphasis disabled=true>
                            {label}
                        </Button>
                    }
                })
                .collect_view()}
            <Button>
                <Icon of=Symbol::Plus />
                {common.add}
            </Button>
            {CopyIsland {
                text: "26112300000012".to_owned(),
            }
                .view()}
        </Specimen>
    }
}

fn required() -> Signal<Option<String>> {
    Signal::stored(Some(words().fault(&FieldError::Required {})))
}

/// Empty, filled, wrong.
#[component]
pub fn Fields() -> impl IntoView {
    let labels = service_order();
    view! {
        <Specimen name="Field">
            <TextInput name="kit-line" label=labels.serial_number />
            <TextInput name="kit-line-filled" label=labels.order_number initial="E2E-7F3A" required=true />
            <TextInput name="kit-line-wrong" label=labels.product required=true fault=required() />
            <TextArea name="kit-text" label=labels.remark value=RwSignal::new(String::new()) max=500 />
            <TextArea
                name="kit-text-wrong"
                label=labels.description
                value=RwSignal::new(String::new())
                required=true
                fault=required()
            />
            <MoneyInput name="kit-money" label=labels.refund value=RwSignal::new("128.50".to_owned()) />
            <CountInput
                name="kit-count"
                label=labels.quantity
                value=RwSignal::new("1".to_owned())
                min=1
                max=Signal::stored(9)
            />
        </Specimen>
    }
}

/// One of few, one of many, and what can't be chosen.
#[component]
pub fn Choices() -> impl IntoView {
    let types = ServiceType::ALL.iter().map(|&service_type| {
        let choice = Choice::new(service_type.name(), words().service_type(service_type))
            .hinted(words().service_type_hint(service_type));
        let unavailable = (service_type == ServiceType::Exchange)
            .then(|| words().fault(&FieldError::Required {}));
        choice.refused(unavailable)
    });
    let reasons = ApplyReason::ALL
        .iter()
        .map(|&reason| Choice::new(reason.name(), words().apply_reason(reason)));
    let chosen = RwSignal::new(ServiceType::Return.name().to_owned());
    view! {
        <Specimen name="Choice">
            <ChoiceCards
                name="kit-cards"
                label=order_list().service_type
                value=chosen
                choices=Signal::stored(types.collect::<Vec<_>>())
            />
            <Select
                name="kit-menu"
                label=service_order().reason
                value=RwSignal::new(String::new())
                choices=Signal::stored(reasons.collect::<Vec<_>>())
                nothing=common().choose
            />
        </Specimen>
    }
}
