//! A number of things.

use leptos::{html, prelude::*};

use super::{
    field::{Field, described_by},
    hydrated::taken_over,
    typed::sync_with_signal,
};
use crate::words::common;

/// A labelled whole number, typed or stepped by a thumb.
#[component]
pub fn CountInput(
    /// The field's name; also its id, unless one is given.
    #[prop(into)]
    name: String,
    /// Another id than the name, where a page has two fields of that name.
    #[prop(optional, into)]
    id: Option<String>,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What has been typed.
    value: RwSignal<String>,
    /// The least number that the buttons step to.
    min: i64,
    /// The greatest number that the buttons step to.
    #[prop(into)]
    max: Signal<i64>,
    /// How to answer; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    fault: Signal<Option<String>>,
    /// An answer is needed.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let ui = common();
    let id = id.unwrap_or_else(|| name.clone());
    let element = NodeRef::<html::Input>::new();
    sync_with_signal(element, value);
    let taken_over = taken_over();
    let number = move || value.with(|typed| typed.trim().parse::<i64>().ok());
    let step = move |by: i64| {
        let from =
            value.with_untracked(|typed| typed.trim().parse::<i64>().unwrap_or(min - by.max(0)));
        value.set((from + by).clamp(min, max.get_untracked()).to_string());
    };
    view! {
        <Field id=id.clone() label hint fault required>
            <div class="count-input">
                <button
                    class="button"
                    type="button"
                    aria-label=ui.fewer
                    aria-controls=id.clone()
                    disabled=move || !taken_over.get() || number().is_none_or(|number| number <= min)
                    on:click=move |_| step(-1)
                >
                    "−"
                </button>
                <input
                    class="input"
                    id=id.clone()
                    name=name
                    inputmode="numeric"
                    autocomplete="off"
                    aria-required=required.then_some("true")
                    aria-invalid=move || fault.with(Option::is_some).then_some("true")
                    aria-describedby=described_by(&id)
                    value=value.get_untracked()
                    node_ref=element
                    on:input:target=move |event| value.set(event.target().value())
                />
                <button
                    class="button"
                    type="button"
                    aria-label=ui.more
                    aria-controls=id.clone()
                    disabled=move || !taken_over.get() || number().is_some_and(|number| number >= max.get())
                    on:click=move |_| step(1)
                >
                    "+"
                </button>
            </div>
        </Field>
    }
}
