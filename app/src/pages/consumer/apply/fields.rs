//! What an application asks for.

use aftercare_domain::{
    service_order::{reason::ApplyReason, view::OrderLineView},
    values::service::{ServiceMethod, ServiceType},
};

use leptos::prelude::*;

use super::{
    choices,
    steps::{StepHeading, Ways, id_of, summary},
};
use crate::{
    form::model::{Control, FormBuilder, FormPart, Narrowing, Question},
    words::{consumer::apply, words},
};

/// The most characters of a description (R-APP-1).
const DESCRIPTION_MAX: u32 = 500;

/// All questions in the order in which people think of them, a few at a time; at last what was answered, to be read once more.
pub fn items(line: &OrderLineView, form: &FormBuilder) -> Vec<FormPart> {
    let ui = apply();
    let questions = [what(line, form), why(form), how(form)];
    let mut items: Vec<_> = questions
        .into_iter()
        .enumerate()
        .map(|(index, items)| step(index, items, None))
        .collect();
    let notes = [ui.check, ui.then].map(|note| FormPart::Note(note.to_owned()));
    items.push(step(items.len(), notes.into(), Some(summary(line))));
    items
}

/// A step with its heading, and links to the previous and next one.
fn step(index: usize, items: Vec<FormPart>, besides: Option<AnyView>) -> FormPart {
    let id = id_of(index);
    FormPart::Step {
        head: view! {
            <StepHeading id=id.clone() index />
            {besides}
        }
        .to_html(),
        id,
        items,
        ways: view! { <Ways index /> }.to_html(),
    }
}

/// Which service, for how many pieces.
fn what(line: &OrderLineView, form: &FormBuilder) -> Vec<FormPart> {
    vec![
        service_type(line, form).into(),
        quantity(line.available, form).into(),
    ]
}

/// What is wrong with the goods.
fn why(form: &FormBuilder) -> Vec<FormPart> {
    let ui = apply();
    let text = Control::Text {
        max: Some(DESCRIPTION_MAX),
    };
    vec![
        reason(form).into(),
        form.question("description", ui.description, text)
            .hinted(ui.description_hint)
            .required()
            .into(),
        form.question("serial_number", ui.serial_number, Control::line())
            .hinted(ui.serial_number_hint)
            .into(),
    ]
}

/// How the goods come, and where they go back to.
fn how(form: &FormBuilder) -> Vec<FormPart> {
    vec![service_method(form).into(), return_to(form)]
}

fn service_type(line: &OrderLineView, form: &FormBuilder) -> Question {
    let cards = Control::Cards {
        choices: choices::services(&line.services),
        narrowing: None,
    };
    form.question("service_type", apply().service_type, cards)
}

/// The reasons that fit the service.
fn reason(form: &FormBuilder) -> Question {
    let fitting = |service| {
        let reasons = ApplyReason::ALL.iter();
        let fitting = reasons.filter(move |reason| reason.fits(service));
        fitting.map(|reason| reason.name().to_owned()).collect()
    };
    let cards = Control::Cards {
        choices: choices::reasons(),
        narrowing: Some(by_service(fitting, false)),
    };
    form.question("reason_code", apply().reason, cards)
}

/// The ways in which goods can come for the service.
fn service_method(form: &FormBuilder) -> Question {
    let fitting = |service: ServiceType| {
        let methods = service.methods().iter().copied();
        methods
            .map(ServiceMethod::name)
            .map(str::to_owned)
            .collect()
    };
    let cards = Control::Cards {
        choices: choices::methods(),
        narrowing: Some(by_service(fitting, true)),
    };
    let label = apply().service_method;
    form.question("service_method", label, cards)
}

fn by_service(fitting: impl Fn(ServiceType) -> Vec<String>, takes_first: bool) -> Narrowing {
    let services = ServiceType::ALL.iter();
    Narrowing {
        by: "service_type".to_owned(),
        fitting: services
            .map(|&service| (service.name().to_owned(), fitting(service)))
            .collect(),
        takes_first,
    }
}

/// How many pieces: a menu where they are few.
fn quantity(available: u32, form: &FormBuilder) -> Question {
    const MENU_AT_MOST: u32 = 20;
    let control = if available <= MENU_AT_MOST {
        Control::Menu {
            choices: choices::quantities(available),
            nothing: None,
        }
    } else {
        Control::Line {
            kind: "number".to_owned(),
            autocomplete: "off".to_owned(),
        }
    };
    form.question("quantity", apply().quantity, control)
        .hinted(words().at_most(available))
        .required()
}

/// Where goods go back to, and whom to call.
fn return_to(form: &FormBuilder) -> FormPart {
    let ui = apply();
    let line = |path, label, autocomplete| {
        let kind = if str::ends_with(path, ".phone") {
            "tel"
        } else {
            "text"
        };
        let control = Control::Line {
            kind: kind.to_owned(),
            autocomplete: str::to_owned(autocomplete),
        };
        form.question(path, label, control).required()
    };
    let contact = FormPart::Folded {
        summary: ui.contact.to_owned(),
        hint: ui.contact_hint.to_owned(),
        items: vec![FormPart::Row(vec![
            line("contact.name", ui.name, "off"),
            line("contact.phone", ui.phone, "off"),
        ])],
    };
    FormPart::Group {
        legend: ui.return_to.to_owned(),
        hint: ui.return_to_hint.to_owned(),
        items: vec![
            FormPart::Row(vec![
                line("return_to.name", ui.name, "name"),
                line("return_to.phone", ui.phone, "tel"),
            ]),
            FormPart::Row(vec![
                line("return_to.province", ui.province, "address-level1"),
                line("return_to.city", ui.city, "address-level2"),
                line("return_to.district", ui.district, "address-level3").hinted(ui.district_hint),
            ]),
            line("return_to.street", ui.street, "street-address").into(),
            contact,
        ],
    }
}
