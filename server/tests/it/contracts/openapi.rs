//! The document of the API as those read it who generate clients from it: it is what OpenAPI says that it is, it refers
//! to nothing that is not there, and what it says of parameters holds at every door.

use std::collections::BTreeSet;

use aftercare_server::http::router;
use boon::{Compiler, Schemas};
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::house::{Client, House, application, on_each_database};

on_each_database! {
    a_parameter_without_a_value_is_not_given_at_any_door,
}

/// OpenAPI 3.1's own schema, as the `OpenAPI` Initiative publishes it under the Apache License 2.0, which stands beside it.
const OPENAPI_SCHEMA: &str = include_str!("../openapi/schema-2022-10-07.json");

fn document() -> Value {
    serde_json::to_value(router::document()).unwrap()
}

/// Calls `see` with every object in a value.
fn each_object<'a>(value: &'a Value, see: &mut impl FnMut(&'a serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            see(object);
            object.values().for_each(|value| each_object(value, see));
        }
        Value::Array(array) => array.iter().for_each(|value| each_object(value, see)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn the_document_is_valid_by_the_schema_of_openapi() {
    const DOCUMENT: &str = "urn:aftercare:openapi";
    let schema: Value = serde_json::from_str(OPENAPI_SCHEMA).unwrap();
    let url = schema["$id"].as_str().unwrap().to_owned();
    let document = document();
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource(&url, schema).unwrap();
    compiler.add_resource(DOCUMENT, document.clone()).unwrap();
    let mut schemas = Schemas::new();
    let openapi = compiler.compile(&url, &mut schemas).unwrap();
    if let Err(error) = schemas.validate(&document, openapi) {
        panic!("{error:#}");
    }
    let broken = json!({"openapi": "3.1.0", "info": {"title": "t"}, "paths": {}});
    assert!(schemas.validate(&broken, openapi).is_err(), "no version");
    // That schema leaves the schemas of components to JSON Schema itself.
    for name in document["components"]["schemas"]
        .as_object()
        .unwrap()
        .keys()
    {
        let place = format!("{DOCUMENT}#/components/schemas/{name}");
        if let Err(error) = compiler.compile(&place, &mut schemas) {
            panic!("{name}: {error:#}");
        }
    }
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    let document = document();
    let mut dangling = BTreeSet::new();
    let mut references = 0;
    each_object(&document, &mut |object| {
        let mapped = object
            .get("discriminator")
            .and_then(|discriminator| discriminator["mapping"].as_object());
        let referred = object
            .get("$ref")
            .into_iter()
            .chain(mapped.into_iter().flat_map(serde_json::Map::values));
        for reference in referred.filter_map(Value::as_str) {
            references += 1;
            let place = reference.strip_prefix('#');
            if place.and_then(|place| document.pointer(place)).is_none() {
                dangling.insert(reference);
            }
        }
    });
    assert!(references > 100, "the document refers to its components");
    assert_eq!(dangling, BTreeSet::new());
}

#[test]
fn every_operation_of_the_document_has_a_name_of_its_own_and_the_parameters_of_its_path() {
    let document = document();
    let mut names = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        let gaps: BTreeSet<&str> = path
            .split('/')
            .filter_map(|piece| piece.strip_prefix('{')?.strip_suffix('}'))
            .collect();
        for (method, operation) in operations.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name), "{method} {path}: {name} is another's");
            let described: BTreeSet<&str> = parameters(operation, "path").collect();
            assert_eq!(described, gaps, "{method} {path}");
        }
    }
}

/// The names of an operation's parameters that stand in a place.
fn parameters<'a>(operation: &'a Value, place: &'a str) -> impl Iterator<Item = &'a str> {
    let all = operation["parameters"].as_array().into_iter().flatten();
    all.filter(move |parameter| parameter["in"] == place)
        .filter_map(|parameter| parameter["name"].as_str())
}

/// Whether a parameter is true or false.
fn is_flag(operation: &Value, name: &str) -> bool {
    let all = operation["parameters"].as_array().into_iter().flatten();
    let mut named = all.filter(|parameter| parameter["name"] == name);
    named.any(|parameter| parameter["schema"]["type"].to_string().contains("boolean"))
}

/// What somebody hears at a door: the status, and the JSON of the body.
async fn heard(client: &Client, path: &str) -> (u16, Value) {
    let response = client.request(Method::GET, path).send().await.unwrap();
    let status = response.status().as_u16();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_json = kind.is_some_and(|kind| kind.to_str().unwrap().contains("json"));
    // The live stream never ends; a workbook has the time in it.
    let body = if is_json {
        response.json().await.unwrap()
    } else {
        Value::Null
    };
    (status, body)
}

async fn a_parameter_without_a_value_is_not_given_at_any_door(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let [operator, merchant, consumer] = house.people(["operator", "merchant", "consumer"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let document = document();
    let mut walked = 0;
    for (template, operations) in document["paths"].as_object().unwrap() {
        // What is true or false has to say which.
        let names: Vec<&str> = parameters(&operations["get"], "query")
            .filter(|name| !is_flag(&operations["get"], name))
            .collect();
        let path = template
            .replace("{number}", &number)
            .replace("{order_number}", "o-1");
        assert!(!path.contains('{') || names.is_empty(), "{path}");
        let all: Vec<String> = names.iter().map(|name| format!("{name}=")).collect();
        for client in [&operator, &merchant, &consumer] {
            let without = heard(client, &path).await;
            let empty = names
                .iter()
                .flat_map(|name| [format!("{name}="), (*name).to_owned()]);
            for query in empty
                .chain([all.join("&")])
                .filter(|query| !query.is_empty())
            {
                let with = heard(client, &format!("{path}?{query}")).await;
                assert_eq!(with, without, "{path}?{query}");
                walked += 1;
            }
        }
    }
    let (status, refused) = heard(&merchant, "/api/v1/service-orders?urged=").await;
    assert_eq!(
        (status, &refused["violations"][0]["field"]),
        (422, &json!("urged"))
    );
    assert!(
        walked > 200,
        "{walked} queries: the document has parameters"
    );
}
