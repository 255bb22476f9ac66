//! Answering the reviewer's question (R-REV-8).

use aftercare_domain::service_order::CommandType;
use leptos::prelude::*;

use crate::{
    form::without_script::RejectedForm,
    pages::consumer::{island::FormIsland, track::tracked::TrackedOrder},
    parts::controls::button::Emphasis,
    window::island::Island,
    words::consumer::track,
};

/// The question, and a place for the answer.
pub fn answer(tracked: &TrackedOrder, rejected: Option<&RejectedForm>) -> impl IntoView + use<> {
    let ui = track();
    let question = tracked.order.question.as_ref();
    let question = question.map(|asked| asked.question.to_string());
    let form = tracked.form(CommandType::Answer, rejected);
    let items = vec![form.field("text", ui.answer).into()];
    let model = form.build(ui.send_answer, Emphasis::Primary, items);
    view! {
        <blockquote class="question">
            <p class="muted small">{ui.question}</p>
            <p>{question}</p>
        </blockquote>
        {FormIsland(Box::new(model)).view()}
    }
}
