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
    vec![
        reason(form).into(),
        form.field("description", ui.description)
            .hinted(ui.description_hint)
            .into(),
        form.field("serial_number", ui.serial_number)
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
    let question = if available <= MENU_AT_MOST {
        let menu = Control::Menu {
            choices: choices::quantities(available),
            nothing: None,
        };
        form.question("quantity", apply().quantity, menu).required()
    } else {
        form.field("quantity", apply().quantity)
    };
    question.hinted(words().at_most(available))
}

/// Where goods go back to, and whom to call.
fn return_to(form: &FormBuilder) -> FormPart {
    let ui = apply();
    let contact = FormPart::Folded {
        summary: ui.contact.to_owned(),
        hint: ui.contact_hint.to_owned(),
        items: vec![FormPart::Row(vec![
            form.field("contact.name", ui.name),
            form.field("contact.phone", ui.phone).autofilled("off"),
        ])],
    };
    FormPart::Group {
        legend: ui.return_to.to_owned(),
        hint: ui.return_to_hint.to_owned(),
        items: vec![
            FormPart::Row(vec![
                form.field("return_to.name", ui.name).autofilled("name"),
                form.field("return_to.phone", ui.phone),
            ]),
            FormPart::Row(vec![
                form.field("return_to.province", ui.province),
                form.field("return_to.city", ui.city),
                form.field("return_to.district", ui.district)
                    .hinted(ui.district_hint)
                    .required(),
            ]),
            form.field("return_to.street", ui.street).into(),
            contact,
        ],
    }
}
