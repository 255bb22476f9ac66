//! The schemas of the OpenAPI document say what is read and written.

use aftercare_domain::{
    form::Record,
    people::{
        party::{Party, Position},
        rule::Rule,
    },
    policy::responsibility::Responsible,
    service_order::{
        Command, CommandType, Node, catalogue::HandlingMethod, consequences::Notice,
        node::DueAction, query::ServiceOrderQuery,
    },
    testing::sample::consignee_json,
    values::{
        channel::Channel,
        service::{ServiceMethod, ServiceType},
    },
};
use serde_json::{Value, json};
use utoipa::{IntoParams, PartialSchema};

fn schema<T: PartialSchema>() -> Value {
    serde_json::to_value(T::schema()).unwrap()
}

fn names<T: PartialSchema>() -> Value {
    schema::<T>()["enum"].clone()
}

#[test]
fn an_enumeration_is_described_by_its_names() {
    assert_eq!(names::<ServiceType>(), json!(ServiceType::NAMES));
    assert_eq!(names::<ServiceMethod>(), json!(ServiceMethod::NAMES));
    assert_eq!(names::<Node>(), json!(Node::NAMES));
    assert_eq!(names::<CommandType>(), json!(CommandType::NAMES));
    assert_eq!(names::<HandlingMethod>(), json!(HandlingMethod::NAMES));
    assert_eq!(names::<Channel>(), json!(Channel::NAMES));
    assert_eq!(names::<Party>(), json!(Party::NAMES));
    assert_eq!(names::<Position>(), json!(Position::NAMES));
    assert_eq!(names::<Responsible>(), json!(Responsible::NAMES));
    assert_eq!(names::<DueAction>(), json!(DueAction::NAMES));
    assert_eq!(names::<Notice>(), json!(Notice::NAMES));
    assert_eq!(names::<Rule>(), json!(Rule::NAMES));
    let described = &schema::<ServiceType>()["description"];
    assert_eq!(described, "The service that the consumer applies for.");
}

#[test]
fn a_command_is_described_by_its_type_and_the_fields_of_its_form() {
    let described = schema::<Command>();
    let kinds = described["oneOf"].as_array().unwrap();
    assert_eq!(kinds.len(), CommandType::ALL.len());
    for (kind, described) in CommandType::ALL.iter().zip(kinds) {
        let properties = described["properties"].as_object().unwrap();
        assert_eq!(properties["type"]["enum"], json!([kind.name()]));
        assert!(
            described["required"]
                .as_array()
                .unwrap()
                .contains(&json!("type"))
        );
        let version = &properties["expected_version"]["type"];
        assert_eq!(*version, json!(["integer", "null"]));
        assert_eq!(described["additionalProperties"], json!(false));
        assert_eq!(properties.len(), kind.fields().len() + 2, "{kind}");
        for field in kind.fields() {
            assert!(properties.contains_key(field.name), "{kind}.{}", field.name);
        }
    }
}

/// The sentence at a field's declaration is its description, as a property and as a parameter.
#[test]
fn a_field_is_described_by_the_sentence_at_its_declaration() {
    let approve = &schema::<Command>()["oneOf"][0]["properties"];
    assert_eq!(
        approve["service_method"]["description"],
        "The method, when it is another one than applied for; `none` for a supplement alone."
    );
    let parameters = ServiceOrderQuery::into_params(|| None);
    let described: Vec<(&str, &str)> = parameters
        .iter()
        .map(|parameter| {
            let description = parameter.description.as_deref();
            (parameter.name.as_str(), description.unwrap_or_default())
        })
        .collect();
    assert!(described.contains(&("overdue", "Whether the deadline is over.")));
    let names: Vec<&str> = described.iter().map(|(name, _)| *name).collect();
    let fields = ServiceOrderQuery::FIELDS.iter().map(|field| field.name);
    assert_eq!(names, fields.collect::<Vec<_>>());
    assert!(
        described
            .iter()
            .all(|(_, sentence)| sentence.ends_with('.'))
    );
}

#[test]
fn a_record_is_described_with_its_fields_and_no_others() {
    use aftercare_domain::values::address::Consignee;
    let described = schema::<Consignee>();
    let consignee = consignee_json("李雷", "中关村大街27号");
    let given: Vec<&String> = consignee.as_object().unwrap().keys().collect();
    let mut properties: Vec<&String> = described["properties"]
        .as_object()
        .unwrap()
        .keys()
        .collect();
    properties.sort_unstable();
    assert_eq!(properties, given);
    assert_eq!(described["additionalProperties"], json!(false));
}
