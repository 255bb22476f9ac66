//! One of a few, each a card: for choices that deserve a look, and for thumbs.

use leptos::{html, prelude::*};

use super::{field::FieldNotes, hydrated::taken_over, select::Choice};

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
    /// What can be chosen: always the same values, of which some can't be taken at times.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The values that make sense now; none: all of them.
    #[prop(optional, into)]
    fitting: Signal<Option<Vec<String>>>,
    /// How to answer; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    fault: Signal<Option<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let group = CardGroup {
        name,
        id: id.clone(),
        value,
        choices,
        fitting,
    };
    let notes_id = id.clone();
    let cards = choices.get_untracked().into_iter();
    view! {
        <fieldset class="choice-cards" id=id data-fault=move || fault.with(Option::is_some).then_some("")>
            <legend class="field-label">{label}</legend>
            <div class="choice-cards-list">
                {cards.map(|choice| card(&group, choice)).collect_view()}
            </div>
            <FieldNotes id=notes_id hint fault />
        </fieldset>
    }
}

/// What the cards of a group share.
struct CardGroup {
    name: String,
    id: String,
    value: RwSignal<String>,
    choices: Signal<Vec<Choice>>,
    fitting: Signal<Option<Vec<String>>>,
}

fn card(group: &CardGroup, choice: Choice) -> impl IntoView + use<> {
    let &CardGroup {
        value,
        choices,
        fitting,
        ..
    } = group;
    let Choice {
        value: own,
        label,
        hint,
        unavailable: _,
    } = choice;
    let reason_id = format!("{}-{own}-reason", group.id);
    let element = NodeRef::<html::Input>::new();
    adopt_choice(element, own.clone(), value);
    let this = own.clone();
    // Without a script nothing would bring it back.
    let taken_over = taken_over();
    let is_left_out = move || {
        let fits = || fitting.with(|fitting| fitting.as_ref().is_none_or(|it| it.contains(&this)));
        taken_over.get() && !fits()
    };
    let this = own.clone();
    let unavailable = Memo::new(move |_| {
        choices.with(|choices| {
            let own = choices.iter().find(|choice| choice.value == this);
            own.and_then(|choice| choice.unavailable.clone())
        })
    });
    let is_disabled = move || unavailable.with(Option::is_some);
    let described = reason_id.clone();
    let is_chosen = value.with_untracked(|value| *value == own);
    let chosen = own.clone();
    view! {
        <label class="choice-card" data-disabled=move || is_disabled().then_some("") hidden=is_left_out>
            <input
                type="radio"
                name=group.name.clone()
                value=own
                disabled=is_disabled
                aria-describedby=move || is_disabled().then(|| described.clone())
                checked=is_chosen
                on:change=move |_| value.set(chosen.clone())
                node_ref=element
            />
            <span class="choice-card-words">
                <span>{label}</span>
                {hint.map(|hint| view! { <span class="choice-card-hint">{hint}</span> })}
                <span class="choice-card-reason" id=reason_id>
                    {move || unavailable.get()}
                </span>
            </span>
        </label>
    }
}

/// Keeps a card and the choice in step; a card that was chosen before the browser had taken the page over stays chosen.
fn adopt_choice(element: NodeRef<html::Input>, own: String, value: RwSignal<String>) {
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
