//! A line of text.

use leptos::{html, prelude::*};

use super::{
    field::{Field, described_by},
    typed::sync_with_signal,
};

/// A labelled line of text. Bind `value`, which is also its value before the page is hydrated, or read `node_ref` when
/// the form is sent.
#[component]
pub fn TextInput(
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
    #[prop(optional)]
    value: Option<RwSignal<String>>,
    /// The initial value, where no signal follows what is typed.
    #[prop(optional, into)]
    initial: Option<String>,
    /// The element.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    fault: Signal<Option<String>>,
    /// An answer is needed.
    #[prop(optional)]
    required: bool,
    /// `text`, `password`, `search`, `date`, `datetime-local`.
    #[prop(default = "text".to_owned(), into)]
    kind: String,
    /// Which keyboard a phone shows.
    #[prop(optional, into)]
    input_mode: Option<&'static str>,
    /// What the browser may fill in.
    #[prop(default = "off".to_owned(), into)]
    autocomplete: String,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    if let Some(value) = value {
        sync_with_signal(node_ref, value);
    }
    view! {
        <Field id=id.clone() label hint fault required>
            <input
                class="input"
                id=id.clone()
                name=name
                type=kind
                inputmode=input_mode
                autocomplete=autocomplete
                aria-required=required.then_some("true")
                aria-invalid=move || fault.with(Option::is_some).then_some("true")
                aria-describedby=described_by(&id)
                value=value.map(|value| value.get_untracked()).or(initial)
                on:input:target=move |event| {
                    if let Some(value) = value {
                        value.set(event.target().value());
                    }
                }
                node_ref=node_ref
            />
        </Field>
    }
}
