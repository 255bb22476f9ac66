//! Answering the reviewer's question (R-REV-8).

use aftercare_domain::service_order::CommandType;
use leptos::prelude::*;

use crate::{
    pages::consumer::{errand_form::ErrandForm, track::current::Current},
    parts::text_area::TextArea,
    words::words,
};

/// The question, and a place for the answer.
#[component]
pub fn Answer(
    /// The service order.
    current: Current,
) -> impl IntoView {
    const LONGEST: u32 = 500;
    let ui = &words().consumer().track;
    let question = current.read(|tracked| {
        let asked = tracked.order.question.as_ref()?;
        Some(asked.question.to_string())
    });
    let form = current.form(CommandType::Answer);
    view! {
        <blockquote class="question">
            <p class="muted small">{ui.question}</p>
            <p>{question}</p>
        </blockquote>
        <ErrandForm
            errand=current.errand(CommandType::Answer)
            form
            submit=ui.send_answer
            on_done=current.on_done()
            on_conflict=current.on_conflict()
        >
            <TextArea
                name="text"
                label=ui.answer
                value=form.text("text")
                fault=form.fault("text")
                required=true
                max=LONGEST
            />
        </ErrandForm>
    }
}
