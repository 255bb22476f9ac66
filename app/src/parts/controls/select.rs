//! One of several, from a menu.

use leptos::{html, prelude::*};
use serde::Serialize;

use super::{
    field::{Field, described_by},
    typed::sync_with_signal,
};

/// One thing to choose: its value in the form, and its words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Choice {
    /// The value in the form.
    pub value: String,
    /// What people read.
    pub label: String,
    /// What it means, where there is room to say it.
    pub hint: Option<String>,
    /// Why it can't be chosen now; shown beside its words.
    pub unavailable: Option<String>,
}

impl Choice {
    /// A choice that can be taken.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
            unavailable: None,
        }
    }

    /// The same, with what it means.
    #[must_use]
    pub fn hinted(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// The same, with the reason why it can't be taken now; none where it can.
    #[must_use]
    pub fn refused(self, unavailable: Option<String>) -> Self {
        Self {
            unavailable,
            ..self
        }
    }

    /// The words, with the reason why it can't be chosen.
    fn text(&self) -> String {
        match &self.unavailable {
            None => self.label.clone(),
            Some(reason) => format!("{} · {reason}", self.label),
        }
    }
}

/// A labelled menu.
#[component]
pub fn Select(
    /// The field's name; also its id, unless one is given.
    #[prop(into)]
    name: String,
    /// Another id than the name, where a page has two fields of that name.
    #[prop(optional, into)]
    id: Option<String>,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// The value that is chosen; empty when none is.
    value: RwSignal<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The words of choosing nothing; without them something must be chosen.
    #[prop(optional, into)]
    nothing: Option<String>,
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
    let id = id.unwrap_or_else(|| name.clone());
    let element = NodeRef::<html::Select>::new();
    sync_with_signal(element, value);
    view! {
        <Field id=id.clone() label hint fault required>
            <select
                class="input"
                id=id.clone()
                name=name
                aria-required=required.then_some("true")
                aria-invalid=move || fault.with(Option::is_some).then_some("true")
                aria-describedby=described_by(&id)
                on:change:target=move |event| value.set(event.target().value())
                node_ref=element
            >
                {nothing
                    .map(|nothing| {
                        view! {
                            <option value="" selected=value.with_untracked(String::is_empty)>
                                {nothing}
                            </option>
                        }
                    })}
                {move || choices.get().into_iter().map(|choice| option(choice, value)).collect_view()}
            </select>
        </Field>
    }
}

fn option(choice: Choice, value: RwSignal<String>) -> impl IntoView {
    let text = choice.text();
    view! {
        <option
            selected=value.with_untracked(|value| *value == choice.value)
            value=choice.value
            disabled=choice.unavailable.is_some()
        >
            {text}
        </option>
    }
}
