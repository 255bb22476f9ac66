//! The questions of a form, and the answers to them.

use std::sync::Arc;

use leptos::prelude::*;

use super::model::{Control, FormPart, Narrowing, Question};
use crate::{
    form::submission::SubmissionFailure,
    parts::controls::{
        choice_cards::ChoiceCards, field::FieldNotes, select::Select, text_area::TextArea,
        text_input::TextInput,
    },
    words::words,
};

/// The values of a form, and its errors.
#[derive(Clone)]
pub(super) struct Answers {
    values: Arc<[(String, RwSignal<String>)]>,
    failure: RwSignal<SubmissionFailure>,
}

impl Answers {
    /// The initial values of the questions.
    pub(super) fn new(items: &[FormPart], failure: RwSignal<SubmissionFailure>) -> Self {
        let entries = items.iter().flat_map(FormPart::questions);
        let values = entries
            .map(|entry| (entry.path.clone(), RwSignal::new(entry.value.clone())))
            .collect();
        Self { values, failure }
    }

    fn value(&self, path: &str) -> RwSignal<String> {
        let known = self.values.iter().find(|(its, _)| its == path);
        known.map_or_else(|| RwSignal::new(String::new()), |&(_, value)| value)
    }

    fn fault(&self, path: &str) -> Signal<Option<String>> {
        let (failure, path) = (self.failure, path.to_owned());
        let words = words();
        Signal::derive(move || {
            failure.with(|failure| {
                let mut violations = failure.violations.iter();
                let violation = violations.find(|violation| violation.field == path)?;
                Some(words.fault(&violation.fault))
            })
        })
    }

    /// Whether one of these questions has a value or an error.
    fn concern(&self, entries: &[&Question]) -> impl Fn() -> bool + Send + Sync + use<> {
        let is_answered = entries.iter().any(|entry| !entry.value.is_empty());
        let faults: Vec<_> = entries
            .iter()
            .map(|entry| self.fault(&entry.path))
            .collect();
        move || is_answered || faults.iter().any(|fault| fault.with(Option::is_some))
    }
}

/// The parts of a form.
pub(super) fn parts(items: Vec<FormPart>, answers: &Answers) -> AnyView {
    let parts = items.into_iter().map(|item| part(item, answers));
    parts.collect_view().into_any()
}

fn part(item: FormPart, answers: &Answers) -> AnyView {
    match item {
        FormPart::Entry(entry) => question(entry, answers),
        FormPart::Row(entries) => {
            let entries = entries.into_iter().map(|entry| question(entry, answers));
            view! { <div class="field-row">{entries.collect_view()}</div> }.into_any()
        }
        FormPart::Group {
            legend,
            hint,
            items,
        } => view! {
            <fieldset class="fieldset">
                <legend>{legend}</legend>
                <p class="field-hint">{hint}</p>
                {parts(items, answers)}
            </fieldset>
        }
        .into_any(),
        FormPart::Folded {
            summary,
            hint,
            items,
        } => {
            let entries: Vec<_> = items.iter().flat_map(FormPart::questions).collect();
            let is_open = answers.concern(&entries);
            view! {
                <details class="folded" open=is_open>
                    <summary>{summary}</summary>
                    <p class="field-hint">{hint}</p>
                    {parts(items, answers)}
                </details>
            }
            .into_any()
        }
        FormPart::Note(sentence) => view! { <p class="muted">{sentence}</p> }.into_any(),
        FormPart::Step {
            id,
            head,
            items,
            ways,
        } => view! {
            <section class="step" aria-labelledby=id>
                <div class="step-head" inner_html=head></div>
                {parts(items, answers)}
                <p class="step-ways" inner_html=ways></p>
            </section>
        }
        .into_any(),
    }
}

fn question(entry: Question, answers: &Answers) -> AnyView {
    let (value, fault) = (answers.value(&entry.path), answers.fault(&entry.path));
    let Question {
        path: name,
        id,
        label,
        hint,
        value: _,
        required,
        control,
    } = entry;
    match control {
        Control::Line { kind, autocomplete } => {
            view! { <TextInput name id label hint value fault required kind autocomplete /> }
                .into_any()
        }
        Control::Text { max: Some(max) } => {
            view! { <TextArea name id label hint value fault required max /> }.into_any()
        }
        Control::Text { max: None } => {
            view! { <TextArea name id label hint value fault required /> }.into_any()
        }
        Control::Menu { choices, nothing } => {
            let choices = Signal::stored(choices);
            match nothing {
                Some(nothing) => view! {
                    <Select name id label hint value choices fault required nothing />
                }
                .into_any(),
                None => {
                    view! { <Select name id label hint value choices fault required /> }.into_any()
                }
            }
        }
        Control::Cards { choices, narrowing } => {
            let fitting = narrowing.map(|narrowing| fitting(narrowing, value, answers));
            let fitting = fitting.unwrap_or_else(|| Signal::stored(None));
            let choices = Signal::stored(choices);
            view! { <ChoiceCards name id label hint value choices fitting fault /> }.into_any()
        }
        Control::Ticks(choices) => view! { <Ticks name label choices value fault /> }.into_any(),
    }
}

/// The choices that fit the answer to another question; a choice that no longer fits is cleared.
fn fitting(
    narrowing: Narrowing,
    value: RwSignal<String>,
    answers: &Answers,
) -> Signal<Option<Vec<String>>> {
    let Narrowing {
        by,
        fitting,
        takes_first,
    } = narrowing;
    let by = answers.value(&by);
    let fitting = Memo::new(move |_| {
        by.with(|by| {
            let mut answers = fitting.iter();
            let own = answers.find(|(answer, _)| answer == by);
            own.map(|(_, fitting)| fitting.clone())
        })
    });
    Effect::new(move || {
        let instead = fitting.with(|fitting| {
            let fitting = fitting.as_ref()?;
            let fits = value.with_untracked(|value| fitting.contains(value));
            let first = fitting.first().filter(|_| takes_first);
            (!fits).then(|| first.cloned().unwrap_or_default())
        });
        if let Some(instead) = instead {
            value.set(instead);
        }
    });
    fitting.into()
}

/// Tags to tick.
#[component]
fn Ticks(
    name: String,
    label: String,
    choices: Vec<String>,
    value: RwSignal<String>,
    fault: Signal<Option<String>>,
) -> impl IntoView {
    let id = name.clone();
    let ticked = value.get_untracked();
    let choices = choices.into_iter().map(|choice| {
        let is_ticked = ticked.lines().any(|its| its == choice);
        view! {
            <label class="choice-card">
                <input type="checkbox" name=name.clone() value=choice.clone() checked=is_ticked />
                <span>{choice}</span>
            </label>
        }
    });
    view! {
        <fieldset class="choice-cards">
            <legend class="field-label">{label}</legend>
            <div class="choice-cards-list">{choices.collect_view()}</div>
            <FieldNotes id hint=String::new() fault />
        </fieldset>
    }
}
