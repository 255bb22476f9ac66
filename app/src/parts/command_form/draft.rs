//! What has been typed into a command's form, and the JSON that it makes.

use aftercare_domain::{
    form::{FieldKind, FieldSpec, Presence},
    inspection::{Item, ItemKind},
};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

use crate::{
    format,
    plain_json::{filled, text_json, whole_number},
};

/// What has been typed into the fields of a form. It is shared: clones see the same text, so a page can keep it while
/// the form comes and goes.
#[derive(Clone, Debug)]
pub struct Draft {
    slots: Vec<Slot>,
}

/// A field and what has been typed into it.
#[derive(Clone, Debug)]
pub struct Slot {
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
    Record(Draft),
    /// The entries of a list.
    List(ArcRwSignal<Vec<Entry>>),
    /// Results of an inspection, one an item of the template.
    Results(Vec<ResultSlot>),
}

/// One entry of a list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Tells entries apart while others come and go.
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

impl Draft {
    /// A form's fields, filled from a JSON object where it has them. Results are asked for by the template's items.
    pub fn new(fields: &[FieldSpec], filled: &Value, items: &[Item]) -> Self {
        let slots = fields
            .iter()
            .map(|&spec| {
                let filled = filled.get(spec.name).unwrap_or(&Value::Null);
                let content = if spec.name == "results" {
                    Content::Results(items.iter().map(ResultSlot::of).collect())
                } else if spec.presence == Presence::List {
                    let entries = filled.as_array().into_iter().flatten();
                    Content::List(ArcRwSignal::new(
                        (0..)
                            .zip(entries)
                            .map(|(id, filled)| Entry {
                                id,
                                content: content_of(spec.kind, filled),
                            })
                            .collect(),
                    ))
                } else {
                    content_of(spec.kind, filled)
                };
                Slot { spec, content }
            })
            .collect();
        Self { slots }
    }

    /// Its fields.
    pub fn slots(&self) -> &[Slot] {
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

    /// The JSON object of what has been typed, without fields that are empty or not shown; tracked.
    pub fn body(&self, shows: &dyn Fn(&str) -> bool) -> Map<String, Value> {
        self.slots
            .iter()
            .filter(|slot| shows(slot.spec.name))
            .filter_map(|slot| {
                let value = json_of(slot.spec.kind, slot.spec.presence, &slot.content)?;
                Some((slot.spec.name.to_owned(), value))
            })
            .collect()
    }
}

impl Entry {
    /// An empty entry that none of the others is.
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
        FieldKind::Record { fields } => Content::Record(Draft::new(fields, filled, &[])),
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
fn json_of(kind: FieldKind, presence: Presence, content: &Content) -> Option<Value> {
    match content {
        Content::Text(text) => text_json(kind, &text.get()),
        Content::Record(draft) => filled(presence, draft.body(&|_| true)),
        Content::List(entries) => {
            let entries = entries.get();
            let values = entries.iter().map(|entry| {
                json_of(kind, Presence::Required, &entry.content)
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
        let draft = Draft::new(command.fields(), &Value::Null, &[]);
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

    #[test]
    fn an_optional_record_that_is_empty_is_left_out() {
        let owner = Owner::new();
        owner.with(|| {
            let body = typed(CommandType::Handle, &[("method", "full_refund")]);
            assert_eq!(body, json!({ "method": "full_refund", "parts": [] }));
        });
    }
}
