//! The steps of an application: what stands around their questions, and the summary of answers.

use aftercare_domain::service_order::view::OrderLineView;
use leptos::prelude::*;

use crate::words::{
    consumer::{apply, track},
    words,
};

/// How many steps there are; in the last one everything is read once more.
const STEPS: usize = 4;

/// The id of a step's heading.
pub fn id_of(index: usize) -> String {
    format!("step-{}", index + 1)
}

/// What a step is about, and which of how many it is.
#[component]
pub fn StepHeading(
    /// The id.
    id: String,
    /// Which step it is, from 0.
    index: usize,
) -> impl IntoView {
    let words = words();
    view! {
        <h2 class="step-heading" id=id tabindex="-1">
            <span class="step-place">{words.step_of(index + 1, STEPS)}</span>
            {apply().steps().get(index).copied()}
        </h2>
    }
}

/// The links of a step: back, next, and to the last step after an answer was changed there.
#[component]
pub fn Ways(
    /// Which step it is, from 0.
    index: usize,
) -> impl IntoView {
    let ui = apply();
    let to = |index| format!("#{}", id_of(index));
    let back = index.checked_sub(1).map(|before| {
        view! {
            <a class="button" href=to(before)>
                {ui.step_back}
            </a>
        }
    });
    let on = (index + 1 < STEPS).then(|| {
        view! {
            <a class="button" data-emphasis="primary" data-onward href=to(index + 1)>
                {ui.next}
            </a>
        }
    });
    let to_the_check = (index + 2 < STEPS).then(|| {
        view! {
            <a class="button" data-onward data-to-the-check href=to(STEPS - 1)>
                {ui.to_the_check}
            </a>
        }
    });
    view! {
        {back}
        {on}
        {to_the_check}
    }
}

/// What was answered, step by step: each line names the questions whose answers the browser writes into it.
pub fn summary(line: &OrderLineView) -> AnyView {
    let (ui, track) = (apply(), track());
    let is_one_of_several = line.available > 1;
    let answers = [
        vec![
            Some((track.service, "service_type")),
            is_one_of_several.then_some((ui.quantity, "quantity")),
        ],
        vec![
            Some((track.reason_applied, "reason_code")),
            Some((ui.description, "description")),
            Some((ui.serial_number, "serial_number")),
        ],
        vec![
            Some((track.service_method, "service_method")),
            Some((ui.return_to, RETURN_TO)),
            Some((track.contact, "contact.name contact.phone")),
        ],
    ];
    let parts = answers.into_iter().enumerate();
    let parts = parts.map(|(index, lines)| {
        let heading = ui.steps().get(index).copied();
        let lines = lines.into_iter().flatten().map(|(label, questions)| {
            view! {
                <div class="fact">
                    <dt>{label}</dt>
                    <dd data-says=questions></dd>
                </div>
            }
        });
        view! {
            <section class="summary-part">
                <h3>{heading}</h3>
                <a class="summary-change" href=format!("#{}", id_of(index))>
                    {ui.change}
                    <span class="visually-hidden">{heading}</span>
                </a>
                <dl>{lines.collect_view()}</dl>
            </section>
        }
    });
    view! { <div class="summary">{parts.collect_view()}</div> }.into_any()
}

/// The questions of an address, in the order in which they are read.
const RETURN_TO: &str = "return_to.name return_to.phone return_to.province return_to.city return_to.district return_to.street";
