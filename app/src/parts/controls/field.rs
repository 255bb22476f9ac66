//! The frame of a form's control: label, hint and what is wrong.

use leptos::prelude::*;

use crate::words::common;

/// Label above, control, then hint and fault below. The control's id is `id`; it is described by `{id}-hint`
/// and `{id}-fault` ([`described_by`]).
#[component]
pub fn Field(
    /// The control's id.
    #[prop(into)]
    id: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// How to answer; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    fault: Signal<Option<String>>,
    /// An answer is needed.
    #[prop(optional)]
    required: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let optional =
        (!required).then(|| view! { <span class="field-optional">{common().optional}</span> });
    view! {
        <div class="field" data-fault=move || fault.with(Option::is_some).then_some("")>
            <label class="field-label" for=id.clone()>
                {label}
                {optional}
            </label>
            {children()}
            <FieldNotes id hint fault />
        </div>
    }
}

/// Hint and fault of a control.
#[component]
pub fn FieldNotes(
    /// The control's id.
    id: String,
    /// How to answer; may be empty.
    hint: String,
    /// What is wrong with the answer.
    fault: Signal<Option<String>>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    view! {
        {(!hint.is_empty())
            .then(|| {
                view! {
                    <p class="field-hint" id=hint_id>
                        {hint}
                    </p>
                }
            })}
        <p class="field-fault" id=format!("{id}-fault") role="alert">
            {move || fault.get()}
        </p>
    }
}

/// The ids of what describes a control.
pub fn described_by(id: &str) -> String {
    format!("{id}-hint {id}-fault")
}
