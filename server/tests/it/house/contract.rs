//! The API does what its document says: whatever a client of a house receives is held against it, and whatever the
//! server takes.

use std::{
    collections::{BTreeSet, HashMap},
    sync::OnceLock,
};

use aftercare_server::http::router;
use boon::{Compiler, SchemaIndex, Schemas};
use reqwest::Method;
use serde_json::{Map, Value, json};

/// Where the document stands for the compiler of its schemas. Nothing is fetched from there.
const URL: &str = "urn:aftercare:openapi";
const PROBLEM: &str = "/components/schemas/Problem";
const PROBLEM_TYPE: &str = "application/problem+json";
/// A batch is taken whatever its entries are: what is wrong with one of them is told in its own result.
const BATCH: &str = "/api/v1/service-orders/commands";
/// Where an operation has the schema of what is sent.
const JSON_REQUEST: &str = "requestBody/content/application~1json/schema";

/// An answer as it came, and what it answers.
pub(super) struct Received<'a> {
    pub(super) method: &'a Method,
    pub(super) path: &'a str,
    pub(super) sent: &'a [u8],
    pub(super) status: u16,
    pub(super) content_type: Option<&'a str>,
    pub(super) body: &'a [u8],
}

/// Fails unless the document has the call, the status, the type of the content and every field, and what was sent where
/// that was taken. Pages are no part of it.
pub(super) fn assert_kept(received: &Received<'_>) {
    if let Err(broken) = Contract::get().check(received) {
        let Received {
            method,
            path,
            status,
            body,
            ..
        } = received;
        let body = String::from_utf8_lossy(body);
        panic!("not as the document of the API says: {method} {path}: {status} {body}\n{broken}");
    }
}

/// The document, and the schemas of what is sent and answered, compiled.
struct Contract {
    document: Value,
    schemas: Schemas,
    /// By their pointers into the document.
    indices: HashMap<String, SchemaIndex>,
}

impl Contract {
    fn get() -> &'static Self {
        static CONTRACT: OnceLock<Contract> = OnceLock::new();
        CONTRACT.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut document = serde_json::to_value(router::document()).unwrap();
        close_components(&mut document);
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource(URL, document.clone()).unwrap();
        let mut schemas = Schemas::new();
        let mut indices = HashMap::new();
        for pointer in pointers(&document) {
            let fragment = pointer.replace('{', "%7B").replace('}', "%7D");
            let schema = compiler.compile(&format!("{URL}#{fragment}"), &mut schemas);
            indices.insert(pointer, schema.unwrap());
        }
        Self {
            document,
            schemas,
            indices,
        }
    }

    fn check(&self, received: &Received<'_>) -> Result<(), String> {
        let Some((path, operations)) = self.door(received.path) else {
            return if received.path.starts_with("/api/v1/") {
                self.check_unknown(received, 404)
            } else {
                Ok(())
            };
        };
        let method = received.method.as_str().to_ascii_lowercase();
        if operations.get(&method).is_none() {
            return self.check_unknown(received, 405);
        }
        let pointer = format!(
            "/paths/{}/{method}/responses/{}",
            escaped(path),
            received.status
        );
        let response = self
            .document
            .pointer(&pointer)
            .ok_or("the document does not have this status")?;
        if received.status < 300 && path != BATCH {
            let sent = format!("/paths/{}/{method}/{JSON_REQUEST}", escaped(path));
            self.check_body(&sent, received.sent)
                .map_err(|error| format!("it was taken, and the document says: {error}"))?;
        }
        let content = response["content"].as_object();
        match (received.content_type, content) {
            (None, None) if received.body.is_empty() => Ok(()),
            (Some(given), Some(content)) => {
                let media_type = given.split(';').next().unwrap_or_default().trim();
                if !content.contains_key(media_type) {
                    return Err(format!("the document does not have the type {media_type}"));
                }
                let pointer = format!("{pointer}/content/{}/schema", escaped(media_type));
                self.check_body(&pointer, received.body)
            }
            (_, Some(_)) => Err("the document says that something comes".to_owned()),
            (_, None) => Err("the document says that nothing comes".to_owned()),
        }
    }

    /// What is not in the document can be answered in one way.
    fn check_unknown(&self, received: &Received<'_>, status: u16) -> Result<(), String> {
        if (received.status, received.content_type) != (status, Some(PROBLEM_TYPE)) {
            return Err("the document does not have this call".to_owned());
        }
        self.check_body(PROBLEM, received.body)
    }

    fn check_body(&self, pointer: &str, body: &[u8]) -> Result<(), String> {
        // Streams, diagrams and figures have no schema.
        let Some(&schema) = self.indices.get(pointer) else {
            return Ok(());
        };
        let body: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
        self.schemas
            .validate(&body, schema)
            .map_err(|error| format!("{error:#}"))
    }

    /// The path of the document that a path is of, and what can be called there: the one with the fewest gaps.
    fn door(&self, path: &str) -> Option<(&str, &Value)> {
        let paths = self.document["paths"].as_object().unwrap();
        let found = paths.iter().filter(|(template, _)| fits(template, path));
        let (template, operations) =
            found.min_by_key(|(template, _)| template.matches('{').count())?;
        Some((template, operations))
    }
}

fn fits(template: &str, path: &str) -> bool {
    let (wanted, given) = (template.split('/'), path.split('/'));
    wanted.clone().count() == given.clone().count()
        && wanted
            .zip(given)
            .all(|(wanted, given)| wanted.starts_with('{') || wanted == given)
}

/// The schemas of all JSON that is sent or answered.
fn pointers(document: &Value) -> Vec<String> {
    let mut pointers = vec![PROBLEM.to_owned()];
    for (path, operations) in object(&document["paths"]) {
        for (method, operation) in object(operations) {
            if operation.get("requestBody").is_some() {
                pointers.push(format!("/paths/{}/{method}/{JSON_REQUEST}", escaped(path)));
            }
            for (status, response) in object(&operation["responses"]) {
                let content = response["content"].as_object();
                for media_type in content.into_iter().flat_map(Map::keys) {
                    if media_type.ends_with("json") {
                        let (path, media_type) = (escaped(path), escaped(media_type));
                        pointers.push(format!(
                            "/paths/{path}/{method}/responses/{status}/content/{media_type}/schema"
                        ));
                    }
                }
            }
        }
    }
    pointers
}

fn object(value: &Value) -> &Map<String, Value> {
    value
        .as_object()
        .unwrap_or_else(|| panic!("no object: {value}"))
}

/// A key as a piece of a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Whoever reads answers leaves alone what they don't know, so the document leaves objects open. Here they are closed:
/// a field that it does not have is one that was forgotten.
fn close_components(document: &mut Value) {
    let mut parts = BTreeSet::new();
    collect_parts(document, &mut parts);
    let components = document["components"]["schemas"].as_object_mut().unwrap();
    for (name, schema) in components {
        close(schema, parts.contains(name));
    }
}

/// The names of schemas that others take in as parts: those have fields beside theirs.
fn collect_parts(value: &Value, parts: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for part in object
                .get("allOf")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let reference = part["$ref"].as_str().unwrap_or_default();
                parts.extend(reference.rsplit('/').next().map(ToOwned::to_owned));
            }
            object
                .values()
                .for_each(|value| collect_parts(value, parts));
        }
        Value::Array(array) => array.iter().for_each(|value| collect_parts(value, parts)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn close(schema: &mut Value, is_part: bool) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    for (key, inner) in object.iter_mut() {
        match (key.as_str(), inner) {
            ("properties", Value::Object(properties)) => {
                properties
                    .values_mut()
                    .for_each(|schema| close(schema, false));
            }
            ("items" | "additionalProperties", schema) => close(schema, false),
            ("oneOf" | "anyOf", Value::Array(choices)) => {
                for schema in choices {
                    close(schema, is_part);
                }
            }
            ("allOf", Value::Array(schemas)) => {
                for schema in schemas {
                    close(schema, true);
                }
            }
            _ => {}
        }
    }
    let has_fields = object.contains_key("properties") || object.contains_key("allOf");
    if has_fields && !is_part && !object.contains_key("additionalProperties") {
        object.insert("unevaluatedProperties".to_owned(), json!(false));
    }
}

#[test]
fn what_the_document_does_not_have_is_noticed() {
    const JSON: &str = "application/json";
    let is_kept = |method: Method, path, status, content_type, body: Value| {
        let body = body.to_string();
        let received = Received {
            method: &method,
            path,
            sent: b"",
            status,
            content_type: Some(content_type),
            body: body.as_bytes(),
        };
        Contract::get().check(&received).is_ok()
    };
    let is_clock = |status, content_type, body| {
        is_kept(
            Method::GET,
            "/api/v1/sandbox/clock",
            status,
            content_type,
            body,
        )
    };
    let now = json!({"now": "2026-11-23T02:00:00Z"});
    assert!(is_clock(200, JSON, now.clone()));
    assert!(!is_clock(201, JSON, now.clone()), "another status");
    assert!(
        !is_clock(200, "application/yaml", now.clone()),
        "another type"
    );
    assert!(!is_clock(200, JSON, json!({})), "no time");
    assert!(!is_clock(200, JSON, json!({"now": "noon"})), "not a time");
    let zoned = json!({"now": "2026-11-23T02:00:00Z", "zone": "+8"});
    assert!(!is_clock(200, JSON, zoned), "another field");

    let mut problem = json!({
        "type": "urn:aftercare:problem:not_found", "title": "t", "status": 404, "detail": "d", "code": "not_found",
    });
    let is_nothing = |status, content_type, body: &Value| {
        is_kept(
            Method::GET,
            "/api/v1/nothing",
            status,
            content_type,
            body.clone(),
        )
    };
    assert!(is_nothing(404, PROBLEM_TYPE, &problem));
    assert!(!is_nothing(200, JSON, &now), "another call");
    assert!(is_clock(404, PROBLEM_TYPE, problem.clone()));
    problem["secret"] = json!("s");
    assert!(!is_clock(404, PROBLEM_TYPE, problem), "another member");
}
