//! JSON bodies as the forms describe them, and bodies as nobody describes them.

use aftercare_domain::{
    form::{Cardinality, FieldKind, FieldSpec},
    service_order::{Command, CommandType},
};
use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any},
    sample::{Index, select},
    strategy::{BoxedStrategy, Union},
};
use serde_json::{Map, Value, json};

/// A command that its form describes; those whose values contradict one another are left out.
pub(crate) fn well_formed_command() -> impl Strategy<Value = Command> {
    body_of_any_command().prop_filter_map("values that contradict one another", |body| {
        Command::parse(&body).ok()
    })
}

/// A body of some command with fields as its form describes them.
pub(crate) fn body_of_any_command() -> impl Strategy<Value = Value> {
    select(CommandType::ALL).prop_flat_map(body_of)
}

/// A body of a command with fields as its form describes them.
pub(crate) fn body_of(command: CommandType) -> impl Strategy<Value = Value> {
    record(command.fields()).prop_map(move |mut body| {
        body.insert("type".to_owned(), json!(command));
        Value::Object(body)
    })
}

/// A record with fields as its specification describes them.
pub(crate) fn record(fields: &'static [FieldSpec]) -> impl Strategy<Value = Map<String, Value>> {
    let entries: Vec<BoxedStrategy<Option<(String, Value)>>> = fields.iter().map(entry).collect();
    entries.prop_map(|entries| entries.into_iter().flatten().collect())
}

fn entry(spec: &'static FieldSpec) -> BoxedStrategy<Option<(String, Value)>> {
    let named = move |value| Some((spec.name.to_owned(), value));
    let given = value(spec.kind);
    match spec.cardinality {
        Cardinality::Required => given.prop_map(named).boxed(),
        Cardinality::Optional => Union::new_weighted(vec![
            (1, Just(None).boxed()),
            (1, Just(named(Value::Null)).boxed()),
            (2, given.prop_map(named).boxed()),
        ])
        .boxed(),
        Cardinality::List => vec(given, 0..3)
            .prop_map(move |values| named(Value::Array(values)))
            .boxed(),
    }
}

fn value(kind: FieldKind) -> BoxedStrategy<Value> {
    let one_of = |names: &[&str]| {
        let names: Vec<Value> = names.iter().map(|name| json!(name)).collect();
        select(names).boxed()
    };
    match kind {
        FieldKind::Text { min, max } => text(min, max),
        FieldKind::Money => {
            Union::new([0..=1_i64, 0..=1_000_000, 0..=100_000_000_000].map(Strategy::boxed))
                .prop_map(Value::from)
                .boxed()
        }
        FieldKind::Count { min, max } => (min..=max).prop_map(Value::from).boxed(),
        FieldKind::Flag => any::<bool>().prop_map(Value::from).boxed(),
        FieldKind::Time => (1_772_000_000..1_790_000_000_i64)
            .prop_map(|seconds| {
                json!(aftercare_domain::values::time::Timestamp::from_ms(
                    seconds * 1000
                ))
            })
            .boxed(),
        FieldKind::Date => one_of(&["2026-03-01", "2026-03-02", "2026-04-30", "2028-02-29"]),
        FieldKind::Phone => one_of(&[
            "13800138000",
            "+86 139-1234-5678",
            "010-82828282",
            "4001234567",
        ]),
        FieldKind::TrackingNumber => one_of(&[
            "SF1234567890123",
            "sf 1234567890",
            "751234567890123",
            "ABCDEF",
            "JDVA12345678901",
        ]),
        FieldKind::Choice { names, .. } => one_of(names),
        FieldKind::ReasonCode | FieldKind::Identifier => one_of(&[
            "receiver",
            "agent",
            "roborock-s8",
            "appearance",
            "accessories",
            "function",
            "notes",
        ]),
        FieldKind::Free => one_of(&["pass", "fail", "not_applicable"]),
        FieldKind::Record { fields } => record(fields).prop_map(Value::Object).boxed(),
    }
}

/// Text of `min` to `max` characters, in whatever script.
fn text(min: u32, max: u32) -> BoxedStrategy<Value> {
    let length = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let characters = select(vec!['坏', 'a', '😀', 'é', '7', '—', '\u{301}']);
    let most = max.min(min + 20);
    Union::new([
        vec(characters.clone(), length(min)..=length(most)).boxed(),
        vec(characters, length(max)..=length(max)).boxed(),
    ])
    .prop_map(|characters| json!(characters.into_iter().collect::<String>()))
    .boxed()
}

/// Any JSON at all.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = Union::new([
        Just(Value::Null).boxed(),
        any::<bool>().prop_map(Value::from).boxed(),
        any::<i64>().prop_map(Value::from).boxed(),
        any::<u64>().prop_map(Value::from).boxed(),
        any::<f64>().prop_map(Value::from).boxed(),
        any::<String>().prop_map(Value::from).boxed(),
        select(CommandType::NAMES).prop_map(Value::from).boxed(),
    ]);
    let keys = select(vec![
        "type",
        "amount",
        "method",
        "carrier",
        "results",
        "conclusion",
        "",
        "a.b",
    ]);
    leaf.prop_recursive(4, 32, 6, move |inner| {
        Union::new([
            vec(inner.clone(), 0..6).prop_map(Value::Array).boxed(),
            vec((keys.clone(), inner), 0..6)
                .prop_map(|entries| {
                    let entries = entries
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), value));
                    Value::Object(entries.collect())
                })
                .boxed(),
        ])
    })
}

/// A body of a command with one of its fields replaced by anything, or one added that nobody knows.
pub(crate) fn spoilt_command() -> impl Strategy<Value = Value> {
    (body_of_any_command(), any::<Index>(), any_json()).prop_map(|(mut body, which, anything)| {
        if let Some(object) = body.as_object_mut() {
            let mut keys: Vec<String> = object.keys().cloned().collect();
            keys.push("colour".to_owned());
            object.insert(which.get(&keys).clone(), anything);
        }
        body
    })
}
