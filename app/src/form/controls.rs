//! The controls of a form, drawn from its specification.

use std::sync::Arc;

use aftercare_domain::{
    form::{Cardinality, FieldError, FieldKind, FieldRole, Offered, Violation},
    service_order::inspection::{Item, ItemKind, Verdict},
};
use leptos::prelude::*;

use super::{
    rules::FormRules,
    spec::FormWords,
    state::{Content, FieldSlot, FormState, ListEntry, ResultSlot},
};
use crate::{
    parts::controls::{
        button::{Button, Emphasis},
        choice_cards::ChoiceCards,
        count_input::CountInput,
        field::FieldNotes,
        money_input::MoneyInput,
        select::{Choice, Select},
        text_area::TextArea,
        text_input::TextInput,
    },
    words::{common, words},
};

/// The greatest number of characters that still fits on one line.
pub(super) const ONE_LINE: u32 = 100;

/// What all controls of one form share.
#[derive(Clone)]
pub(super) struct FormContext {
    /// What the form says of its fields.
    pub(super) words: Arc<dyn FormWords>,
    /// What the page knows besides.
    pub(super) guide: FormRules,
    /// The errors, shown after the first attempt to send.
    pub(super) violations: Signal<Vec<Violation>>,
}

impl FormContext {
    fn label(&self, name: &str) -> String {
        self.words.label(name).to_owned()
    }

    fn hint(&self, name: &str) -> String {
        self.words.hint(name).to_owned()
    }

    fn id(&self, path: &str) -> String {
        let path = path.replace(['.', '[', ']'], "-");
        format!("{}-{path}", self.words.name())
    }

    fn fault(&self, path: Signal<String>) -> Signal<Option<String>> {
        let violations = self.violations;
        Signal::derive(move || {
            let path = path.get();
            violations.with(|violations| {
                let violation = violations
                    .iter()
                    .find(|violation| violation.field == path)?;
                Some(words().fault(&violation.fault))
            })
        })
    }
}

/// The controls of the fields at a path; which top-level fields are shown depends on other fields.
pub(super) fn fields(
    form_context: &FormContext,
    draft: &FormState,
    path: Option<Signal<String>>,
) -> AnyView {
    draft
        .slots()
        .iter()
        .filter(|slot| is_typed(slot.spec.role))
        .map(|slot| {
            let name = slot.spec.name;
            let own_path = match path {
                None => Signal::stored(name.to_owned()),
                Some(path) => Signal::derive(move || format!("{}.{name}", path.get())),
            };
            if path.is_some() {
                return field(form_context, slot, own_path);
            }
            let (form_context, slot, draft) = (form_context.clone(), slot.clone(), draft.clone());
            let shown = Memo::new({
                let form_context = form_context.clone();
                move |_| (form_context.guide.shows)(name, &draft)
            });
            (move || shown.get().then(|| field(&form_context, &slot, own_path))).into_any()
        })
        .collect_view()
        .into_any()
}

/// Whether a person fills the field in here: files go with an upload, ids of other systems with the API.
const fn is_typed(role: FieldRole) -> bool {
    match role {
        FieldRole::Files | FieldRole::Programs => false,
        FieldRole::Plain
        | FieldRole::Results
        | FieldRole::Province
        | FieldRole::City
        | FieldRole::District
        | FieldRole::Street => true,
    }
}

fn field(form_context: &FormContext, slot: &FieldSlot, path: Signal<String>) -> AnyView {
    match &slot.content {
        Content::Text(text) => control(form_context, slot, text.clone().into(), path),
        Content::Record(draft) => record(form_context, slot, draft, path),
        Content::List(entries) => list(form_context, slot, entries.clone(), path),
        Content::Results(results) => inspection(form_context, slot, results, path),
    }
}

fn control(
    form_context: &FormContext,
    slot: &FieldSlot,
    value: RwSignal<String>,
    path: Signal<String>,
) -> AnyView {
    let name = slot.spec.name;
    let required = slot.spec.cardinality == Cardinality::Required;
    let id = form_context.id(&path.get_untracked());
    let (label, hint) = (form_context.label(name), form_context.hint(name));
    let fault = form_context.fault(path);
    match slot.spec.kind {
        FieldKind::Text { max, .. } if max > ONE_LINE => {
            view! { <TextArea name id label value hint fault required max /> }.into_any()
        }
        FieldKind::Money => {
            view! { <MoneyInput name id label value hint fault required /> }.into_any()
        }
        FieldKind::Count { min, max } => {
            view! { <CountInput name id label value min max hint fault required /> }.into_any()
        }
        FieldKind::Flag => flag(id, label, value),
        _ if (form_context.guide.choices)(name).is_some() => choose(
            form_context,
            slot,
            ChoiceControl {
                id,
                label,
                hint,
                fault,
                value,
            },
            (&[], None),
        ),
        FieldKind::Choice { names, of } => choose(
            form_context,
            slot,
            ChoiceControl {
                id,
                label,
                hint,
                fault,
                value,
            },
            (names, of),
        ),
        kind => {
            let autocomplete = autocomplete_of(kind, slot.spec.role);
            let (kind, input_mode) = input_of(kind);
            view! {
                <TextInput name id label value hint fault required kind input_mode autocomplete />
            }
            .into_any()
        }
    }
}

/// Type and keyboard of a one-line input.
const fn input_of(kind: FieldKind) -> (&'static str, &'static str) {
    match kind {
        FieldKind::Time => ("datetime-local", "text"),
        FieldKind::Date => ("date", "text"),
        FieldKind::Phone => ("tel", "tel"),
        FieldKind::Count { .. }
        | FieldKind::Text { .. }
        | FieldKind::Money
        | FieldKind::Flag
        | FieldKind::TrackingNumber
        | FieldKind::Choice { .. }
        | FieldKind::ReasonCode
        | FieldKind::Identifier
        | FieldKind::Free
        | FieldKind::Record { .. } => ("text", "text"),
    }
}

/// What a browser may fill in.
pub(super) fn autocomplete_of(kind: FieldKind, role: FieldRole) -> &'static str {
    match role {
        FieldRole::Province => "address-level1",
        FieldRole::City => "address-level2",
        FieldRole::District => "address-level3",
        FieldRole::Street => "street-address",
        FieldRole::Plain if kind == FieldKind::Phone => "tel",
        FieldRole::Plain | FieldRole::Files | FieldRole::Programs | FieldRole::Results => "off",
    }
}

/// The properties of a choice control.
struct ChoiceControl {
    id: String,
    label: String,
    hint: String,
    fault: Signal<Option<String>>,
    value: RwSignal<String>,
}

/// Few choices are shown as cards, many as a menu. The page's own choices, with reasons why some are disabled, win over
/// those of the specification.
fn choose(
    form_context: &FormContext,
    slot: &FieldSlot,
    picked: ChoiceControl,
    (names, of): (&'static [&'static str], Option<Offered>),
) -> AnyView {
    const MOST_CARDS: usize = 4;
    let ChoiceControl {
        id,
        label,
        hint,
        fault,
        value,
    } = picked;
    let name = slot.spec.name;
    let required = slot.spec.cardinality == Cardinality::Required;
    let guide = form_context.guide.clone();
    let choices = Signal::derive(move || {
        (guide.choices)(name).unwrap_or_else(|| {
            names
                .iter()
                .map(|name| {
                    let label = of.and_then(|of| words().choice(of, name));
                    Choice::new(*name, label.unwrap_or(name))
                })
                .collect()
        })
    });
    if required && choices.with_untracked(Vec::len) <= MOST_CARDS {
        return view! { <ChoiceCards name id label value choices hint fault /> }.into_any();
    }
    let nothing = common().choose;
    view! { <Select name id label value choices nothing hint fault required /> }.into_any()
}

fn flag(id: String, label: String, value: RwSignal<String>) -> AnyView {
    let labels = id.clone();
    view! {
        <label class="check" for=labels>
            <input
                type="checkbox"
                id=id
                prop:checked=move || value.with(|value| value == "true")
                on:change:target=move |event| value.set(event.target().checked().to_string())
            />
            {label}
        </label>
    }
    .into_any()
}

/// A record in its own frame; an optional one is folded.
fn record(
    form_context: &FormContext,
    slot: &FieldSlot,
    draft: &FormState,
    path: Signal<String>,
) -> AnyView {
    let label = form_context.label(slot.spec.name);
    let inside = fields(form_context, draft, Some(path));
    if slot.spec.cardinality == Cardinality::Optional {
        let hint = form_context.hint(slot.spec.name);
        return view! {
            <details class="fieldset-folded">
                <summary>
                    {label} <span class="field-optional">{common().optional}</span>
                </summary>
                <p class="field-hint">{hint}</p>
                <div class="fieldset">{inside}</div>
            </details>
        }
        .into_any();
    }
    view! {
        <fieldset class="fieldset">
            <legend>{label}</legend>
            {inside}
        </fieldset>
    }
    .into_any()
}

/// A list: its entries, each with a button to remove it, and a button to add one.
fn list(
    form_context: &FormContext,
    slot: &FieldSlot,
    entries: ArcRwSignal<Vec<ListEntry>>,
    path: Signal<String>,
) -> AnyView {
    let ui = common();
    let entries = RwSignal::from(entries);
    let fault = form_context.fault(path);
    let (label, id) = (
        form_context.label(slot.spec.name),
        form_context.id(&path.get_untracked()),
    );
    let kind = slot.spec.kind;
    let (form_context, slot) = (form_context.clone(), slot.clone());
    let own_id = id.clone();
    let add = move |()| entries.update(|entries| entries.push(ListEntry::after(entries, kind)));
    view! {
        <fieldset class="fieldset" id=own_id>
            <legend>{label}</legend>
            <For each=move || entries.get() key=|entry| entry.id let:entry>
                {
                    let own = entry.id;
                    let path = Signal::derive(move || {
                        let index = entries
                            .with(|entries| entries.iter().position(|entry| entry.id == own));
                        format!("{}[{}]", path.get(), index.unwrap_or_default())
                    });
                    view! {
                        <div class="list-entry">
{entry_fields(&form_context, &slot, &entry, path)}
                            <Button
                                emphasis=Emphasis::Quiet
                                on_press=move |()| entries.update(|entries| entries.retain(|entry| entry.id != own))
                            >
                                {ui.remove}
                            </Button>
                        </div>
                    }
                }
            </For>
            <Button on_press=add>{ui.add}</Button>
            <FieldNotes id hint=String::new() fault />
        </fieldset>
    }
    .into_any()
}

/// The controls of one entry: those of its record, or one.
fn entry_fields(
    form_context: &FormContext,
    slot: &FieldSlot,
    entry: &ListEntry,
    path: Signal<String>,
) -> AnyView {
    if let Content::Record(draft) = &entry.content {
        return fields(form_context, draft, Some(path));
    }
    let content = entry.content.clone();
    field(
        form_context,
        &FieldSlot {
            content,
            ..slot.clone()
        },
        path,
    )
}

/// The items of an inspection, one a row.
fn inspection(
    form_context: &FormContext,
    slot: &FieldSlot,
    results: &[ResultSlot],
    path: Signal<String>,
) -> AnyView {
    let rows = results
        .iter()
        .cloned()
        .map(|result| {
            let fault = item_fault(form_context, &result, results.to_vec(), path);
            inspected_item(form_context, result, fault)
        })
        .collect_view();
    view! {
        <fieldset class="fieldset">
            <legend>{form_context.label(slot.spec.name)}</legend>
            {rows}
        </fieldset>
    }
    .into_any()
}

/// The error of an item: it is missing, or its value is wrong. Items without a result are not sent, so the index of a
/// result in the request depends on those before it.
fn item_fault(
    form_context: &FormContext,
    result: &ResultSlot,
    all: Vec<ResultSlot>,
    path: Signal<String>,
) -> Signal<Option<String>> {
    let violations = form_context.violations;
    let own = result.item.id.clone();
    Signal::derive(move || {
        let before = all.iter().take_while(|other| other.item.id != own);
        let place = before
            .filter(|other| !other.value.with(String::is_empty))
            .count();
        let entry = format!("{}[{place}]", path.get());
        violations.with(|violations| {
            let violation = violations.iter().find(|violation| {
                if let FieldError::ItemMissing { item } = &violation.fault {
                    item == own.as_str()
                } else {
                    violation.field.starts_with(&entry)
                }
            })?;
            Some(words().fault(&violation.fault))
        })
    })
}

fn inspected_item(
    form_context: &FormContext,
    result: ResultSlot,
    fault: Signal<Option<String>>,
) -> AnyView {
    let ResultSlot {
        item,
        value,
        remark,
    } = result;
    let value = RwSignal::from(value);
    let remark = RwSignal::from(remark);
    let id = form_context.id(item.id.as_str());
    let name = item.id.as_str().to_owned();
    let label = item.title.clone();
    let control = match item.kind {
        ItemKind::PassFail | ItemKind::Choice => {
            let choices = item_choices(&item);
            view! { <ChoiceCards name id=id.clone() label value choices fault /> }.into_any()
        }
        ItemKind::Number => view! {
            <TextInput name id=id.clone() label value fault required=item.required input_mode="numeric" />
        }
        .into_any(),
        ItemKind::Text => {
            view! { <TextArea name id=id.clone() label value fault required=item.required /> }.into_any()
        }
    };
    let has_failed = move || value.with(|value| value == Verdict::Fail.name());
    let label = form_context.label("remark");
    view! {
        <div class="inspection-item">
            {control}
            {move || {
                has_failed()
                    .then(|| {
                        view! {
                            <TextInput name="remark" id=format!("{id}-remark") label=label.clone() value=remark />
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

fn item_choices(item: &Item) -> Vec<Choice> {
    match item.kind {
        ItemKind::PassFail => Verdict::ALL
            .iter()
            .map(|&verdict| Choice::new(verdict.name(), words().verdict(verdict)))
            .collect(),
        ItemKind::Choice | ItemKind::Number | ItemKind::Text => item
            .choices
            .iter()
            .map(|choice| Choice::new(choice, choice))
            .collect(),
    }
}
