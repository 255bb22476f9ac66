//! One of a few, each a card: for choices that deserve a look, and for thumbs.

use leptos::{html, prelude::*};

use super::{field::FieldNotes, select::Choice};

/// A labelled group of radio buttons that look like cards, one group of a name in a form. A card that can't be chosen says why.
#[component]
pub fn ChoiceCards(
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
    /// How to answer; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    fault: Signal<Option<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let (notes_id, group_id) = (id.clone(), id.clone());
    view! {
        <fieldset class="choice-cards" id=id data-fault=move || fault.with(Option::is_some).then_some("")>
            <legend class="field-label">{label}</legend>
            <div class="choice-cards-list">
                <For each=move || choices.get() key=|choice| choice.clone() let:choice>
                    {card(&name, &group_id, choice, value)}
                </For>
            </div>
            <FieldNotes id=notes_id hint fault />
        </fieldset>
    }
}

fn card(
    name: &str,
    group_id: &str,
    choice: Choice,
    value: RwSignal<String>,
) -> impl IntoView + use<> {
    let own = choice.value.clone();
    let chosen = choice.value.clone();
    let reason_id = format!("{group_id}-{}-reason", choice.value);
    let disabled = choice.unavailable.is_some();
    let element = NodeRef::<html::Input>::new();
    take_over_choice(element, choice.value.clone(), value);
    let described = disabled.then(|| reason_id.clone());
    view! {
        <label class="choice-card" data-disabled=disabled.then_some("")>
            <input
                type="radio"
                name=name.to_owned()
                value=choice.value
                disabled=disabled
                aria-describedby=described
                checked=value.with_untracked(|value| *value == own)
                on:change=move |_| value.set(chosen.clone())
                node_ref=element
            />
            <span class="choice-card-words">
                <span>{choice.label}</span>
                {choice
                    .hint
                    .map(|hint| view! { <span class="choice-card-hint">{hint}</span> })}
                {choice
                    .unavailable
                    .map(|reason| {
                        view! {
                            <span class="choice-card-reason" id=reason_id>
                                {reason}
                            </span>
                        }
                    })}
            </span>
        </label>
    }
}

/// Keeps a card and the choice in step; a card that was chosen before the browser had taken the page over stays chosen.
fn take_over_choice(element: NodeRef<html::Input>, own: String, value: RwSignal<String>) {
    Effect::new(move |taken_over: Option<bool>| {
        let is_chosen = value.with(|value| *value == own);
        let Some(element) = element.get() else {
            return false;
        };
        match taken_over {
            Some(true) => element.set_checked(is_chosen),
            Some(false) | None if element.checked() => value.set(own.clone()),
            Some(false) | None => {}
        }
        true
    });
}
