//! What has been typed into a form, and the JSON that it makes.

use aftercare_domain::{
    form::{Cardinality, FieldKind, FieldRole, FieldSpec},
    service_order::inspection::{Item, ItemKind},
};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

use crate::{
    form::values::{filled, object, text_json, whole_number},
    words::format,
};

/// The state of a form. It is shared: clones see the same text, so a page can keep it while the form is shown and
/// hidden.
#[derive(Clone, Debug)]
pub struct FormState {
    slots: Vec<FieldSlot>,
}

/// A field and what has been typed into it.
#[derive(Clone, Debug)]
pub struct FieldSlot {
    /// The field.
    pub spec: FieldSpec,
    /// What has been typed.
    pub content: Content,
}

/// What has been typed into one field.
#[derive(Clone, Debug)]
pub enum Content {
    /// Text, as typed.
    Text(ArcRwSignal<String>),
    /// The fields of a record.
    Record(FormState),
    /// The entries of a list.
    List(ArcRwSignal<Vec<ListEntry>>),
    /// Results of an inspection, one an item of the template.
    Results(Vec<ResultSlot>),
}

/// One entry of a list.
#[derive(Clone, Debug)]
pub struct ListEntry {
    /// Identifies an entry while others are added and removed.
    pub id: u32,
    /// What has been typed.
    pub content: Content,
}

/// The result of one item of an inspection.
#[derive(Clone, Debug)]
pub struct ResultSlot {
    /// The item.
    pub item: Item,
    /// The result, as typed.
    pub value: ArcRwSignal<String>,
    /// What there is to say about it.
    pub remark: ArcRwSignal<String>,
}

impl FormState {
    /// A form's fields, filled from a JSON object where it has them. Results follow the template's items.
    pub fn new(fields: &[FieldSpec], filled: &Value, items: &[Item]) -> Self {
        let slots = fields
            .iter()
            .map(|&spec| {
                let filled = filled.get(spec.name).unwrap_or(&Value::Null);
                let content = if spec.role == FieldRole::Results {
                    Content::Results(items.iter().map(ResultSlot::of).collect())
                } else if spec.cardinality == Cardinality::List {
                    let entries = filled.as_array().into_iter().flatten();
                    Content::List(ArcRwSignal::new(
                        (0..)
                            .zip(entries)
                            .map(|(id, filled)| ListEntry {
                                id,
                                content: content_of(spec.kind, filled),
                            })
                            .collect(),
                    ))
                } else {
                    content_of(spec.kind, filled)
                };
                FieldSlot { spec, content }
            })
            .collect();
        Self { slots }
    }

    /// Its fields.
    pub fn slots(&self) -> &[FieldSlot] {
        &self.slots
    }

    /// What has been typed into a field of text at the top of the form; tracked.
    pub fn text(&self, name: &str) -> String {
        self.slots
            .iter()
            .find(|slot| slot.spec.name == name)
            .map(|slot| match &slot.content {
                Content::Text(text) => text.get(),
                Content::Record(_) | Content::List(_) | Content::Results(_) => String::new(),
            })
            .unwrap_or_default()
    }

    /// All that has been typed, as typed; tracked. [`Self::put_back`] reads it.
    pub fn typed(&self) -> Map<String, Value> {
        object(
            &mut self
                .slots
                .iter()
                .map(|slot| (slot.spec.name.to_owned(), slot.content.typed())),
        )
    }

    /// Restores what was typed at another time; fields without a stored value stay as they are.
    pub fn put_back(&self, typed: &Map<String, Value>) {
        for slot in &self.slots {
            if let Some(typed) = typed.get(slot.spec.name) {
                slot.content.put_back(slot.spec.kind, typed);
            }
        }
    }

    /// The JSON object of what has been typed, without fields that are empty or not shown; tracked.
    pub fn body(&self, shows: &dyn Fn(&str) -> bool) -> Map<String, Value> {
        let asked = self.slots.iter().filter(|slot| shows(slot.spec.name));
        object(&mut asked.filter_map(|slot| {
            let value = json_of(slot.spec.kind, slot.spec.cardinality, &slot.content)?;
            Some((slot.spec.name.to_owned(), value))
        }))
    }
}

impl Content {
    fn typed(&self) -> Value {
        match self {
            Self::Text(text) => Value::String(text.get()),
            Self::Record(draft) => Value::Object(draft.typed()),
            Self::List(entries) => {
                let entries = entries.get();
                Value::Array(entries.iter().map(|entry| entry.content.typed()).collect())
            }
            Self::Results(results) => Value::Object(object(&mut results.iter().map(|result| {
                let typed = json!([result.value.get(), result.remark.get()]);
                (result.item.id.as_str().to_owned(), typed)
            }))),
        }
    }

    fn put_back(&self, kind: FieldKind, typed: &Value) {
        match (self, typed) {
            (Self::Text(text), Value::String(typed)) => put(text, typed),
            (Self::Record(draft), Value::Object(typed)) => draft.put_back(typed),
            (Self::List(entries), Value::Array(typed)) => {
                let entry = |(id, typed): (u32, &Value)| {
                    let content = content_of(kind, &Value::Null);
                    content.put_back(kind, typed);
                    ListEntry { id, content }
                };
                entries.set((0..).zip(typed).map(entry).collect());
            }
            (Self::Results(results), Value::Object(typed)) => {
                for result in results {
                    let typed = typed.get(result.item.id.as_str()).and_then(Value::as_array);
                    let mut texts = typed.into_iter().flatten().filter_map(Value::as_str);
                    if let (Some(value), Some(remark)) = (texts.next(), texts.next()) {
                        put(&result.value, value);
                        put(&result.remark, remark);
                    }
                }
            }
            // It was stored for an earlier version of this form.
            (Self::Text(_) | Self::Record(_) | Self::List(_) | Self::Results(_), _) => {}
        }
    }
}

/// Set only when changed, so that subscribers are not notified needlessly.
fn put(text: &ArcRwSignal<String>, typed: &str) {
    if text.with_untracked(|text| text != typed) {
        text.set(typed.to_owned());
    }
}

impl ListEntry {
    /// An empty entry with an id of its own.
    pub fn after(others: &[Self], kind: FieldKind) -> Self {
        let id = others.iter().map(|entry| entry.id + 1).max().unwrap_or(0);
        Self {
            id,
            content: content_of(kind, &Value::Null),
        }
    }
}

impl ResultSlot {
    fn of(item: &Item) -> Self {
        Self {
            item: item.clone(),
            value: ArcRwSignal::new(String::new()),
            remark: ArcRwSignal::new(String::new()),
        }
    }

    fn json(&self) -> Option<Value> {
        let value = self.value.get();
        let value = match self.item.kind {
            _ if value.is_empty() => return None,
            ItemKind::Number => whole_number(&value),
            ItemKind::PassFail | ItemKind::Choice | ItemKind::Text => Value::String(value),
        };
        let remark = self.remark.get();
        let mut result = json!({ "item": self.item.id, "value": value });
        if let (Value::Object(result), false) = (&mut result, remark.is_empty()) {
            result.insert("remark".to_owned(), Value::String(remark));
        }
        Some(result)
    }
}

fn content_of(kind: FieldKind, filled: &Value) -> Content {
    match kind {
        FieldKind::Record { fields } => Content::Record(FormState::new(fields, filled, &[])),
        FieldKind::Money => Content::Text(ArcRwSignal::new(
            filled.as_i64().map_or_else(String::new, |fen| {
                format::money(fen).trim_start_matches('¥').to_owned()
            }),
        )),
        FieldKind::Text { .. }
        | FieldKind::Count { .. }
        | FieldKind::Flag
        | FieldKind::Time
        | FieldKind::Date
        | FieldKind::Phone
        | FieldKind::TrackingNumber
        | FieldKind::Choice { .. }
        | FieldKind::ReasonCode
        | FieldKind::Identifier
        | FieldKind::Free => Content::Text(ArcRwSignal::new(match filled {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })),
    }
}

/// The JSON of one field; none when it is left out.
fn json_of(kind: FieldKind, cardinality: Cardinality, content: &Content) -> Option<Value> {
    match content {
        Content::Text(text) => text_json(kind, &text.get()),
        Content::Record(draft) => filled(cardinality, draft.body(&|_| true)),
        Content::List(entries) => {
            let entries = entries.get();
            let values = entries.iter().map(|entry| {
                json_of(kind, Cardinality::Required, &entry.content)
                    .unwrap_or(Value::String(String::new()))
            });
            Some(Value::Array(values.collect()))
        }
        Content::Results(results) => Some(Value::Array(
            results.iter().filter_map(ResultSlot::json).collect(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use aftercare_domain::service_order::CommandType;

    use super::*;

    fn typed(command: CommandType, texts: &[(&str, &str)]) -> Value {
        let draft = FormState::new(command.fields(), &Value::Null, &[]);
        for (name, text) in texts {
            let slot = draft
                .slots()
                .iter()
                .find(|slot| slot.spec.name == *name)
                .unwrap();
            match &slot.content {
                Content::Text(content) => content.set((*text).to_owned()),
                other => panic!("{other:?}"),
            }
        }
        Value::Object(draft.body(&|_| true))
    }

    #[test]
    fn what_is_typed_becomes_what_the_api_reads() {
        let owner = Owner::new();
        owner.with(|| {
            assert_eq!(
                typed(
                    CommandType::ApproveDirectCompensation,
                    &[("amount", "1,234.5"), ("reason", "  ")]
                ),
                json!({ "amount": 123_450 })
            );
            assert_eq!(
                typed(
                    CommandType::ExtendDeadline,
                    &[("until", "2026-11-25T09:30")]
                ),
                json!({ "until": "2026-11-25T09:30:00+08:00" })
            );
            assert_eq!(
                typed(CommandType::SignFor, &[("quantity", "two")]),
                json!({ "quantity": "two", "attachments": [] })
            );
        });
    }

    // R-INS-5
    #[test]
    fn what_was_typed_at_another_time_is_put_back_as_it_was() {
        let owner = Owner::new();
        owner.with(|| {
            let fields = CommandType::Handle.fields();
            let typed = json!({
                "method": "partial_refund", "amount": "12.", "reason": "",
                "consignee": { "name": "王芳", "phone": "13" },
                "parts": [{ "name": "滤芯", "quantity": "x" }, {}],
            });
            let draft = FormState::new(fields, &Value::Null, &[]);
            draft.put_back(typed.as_object().unwrap());
            let other = FormState::new(fields, &Value::Null, &[]);
            other.put_back(&draft.typed());
            assert_eq!(other.typed(), draft.typed());
            let amount = other.typed().get("amount").cloned();
            assert_eq!(
                amount,
                Some(json!("12.")),
                "half a number stays half a number"
            );
            let parts = other.typed().get("parts").cloned();
            assert_eq!(parts.unwrap().as_array().map(Vec::len), Some(2));
        });
    }

    #[test]
    fn an_optional_record_that_is_empty_is_left_out() {
        let owner = Owner::new();
        owner.with(|| {
            let body = typed(CommandType::Handle, &[("method", "full_refund")]);
            assert_eq!(body, json!({ "method": "full_refund", "parts": [] }));
        });
    }
}
