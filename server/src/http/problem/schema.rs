//! The schema of problems: the members that each has, and those that one kind or another adds.

use std::collections::{BTreeMap, BTreeSet};

use aftercare_domain::{
    form::Violation,
    service_order::{Refusal, view::LogLine},
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ArrayBuilder, ObjectBuilder, Ref, RefOr, Schema, schema::Type},
};

use super::{Code, MOST_VIOLATIONS, Problem};

/// Members of one value, which all problems have or some kinds add.
const MEMBERS: [(&str, Type, &str); 12] = [
    (
        "title",
        Type::String,
        "What is wrong, in one line, in the language of the request",
    ),
    ("status", Type::Integer, "The HTTP status of the answer"),
    (
        "detail",
        Type::String,
        "What is wrong and what to do next, in the language of the request",
    ),
    (
        "current_version",
        Type::Integer,
        "Of a conflict: the version of the record as it is now",
    ),
    (
        "retry_after_seconds",
        Type::Integer,
        "After how many seconds trying again makes sense, as in `Retry-After`",
    ),
    ("limit", Type::Integer, "How many are allowed"),
    ("limit_bytes", Type::Integer, "How many bytes are allowed"),
    ("most", Type::Integer, "How many may be given at once"),
    (
        "expected",
        Type::String,
        "What should have been sent: a media type, or a form of JSON",
    ),
    (
        "reason",
        Type::String,
        "Why it can't be read or done, in English, for those who write programs",
    ),
    ("scope", Type::String, "The scope that the token lacks"),
    (
        "paid_refund",
        Type::String,
        "The number of the refund that was paid already",
    ),
];

/// Members that are lists of texts.
const LISTS: [(&str, &str); 2] = [
    ("fields", "The fields that it is about"),
    (
        "service_orders",
        "The numbers of the service orders that it is about",
    ),
];

impl PartialSchema for Problem {
    fn schema() -> RefOr<Schema> {
        let refusals = RefusalSchemas::read();
        let of_type = |kind: Type| ObjectBuilder::new().schema_type(kind);
        let list_of = |name| ArrayBuilder::new().items(Ref::from_schema_name(name));
        let mut codes = refusals.codes;
        codes.extend(Code::ALL.iter().map(|code| code.name().to_owned()));
        let mut problem = ObjectBuilder::new()
            .description(Some(
                "What went wrong (RFC 9457). What it mentions in words is there as a member, too.",
            ))
            .property(
                "type",
                of_type(Type::String).description(Some("`urn:aftercare:problem:` and the code")),
            )
            .property(
                "code",
                of_type(Type::String)
                    .description(Some("What is wrong, for programs"))
                    .enum_values(Some(codes)),
            )
            .property(
                "violations",
                list_of(Violation::name())
                    .description(Some("Each wrong field with what is wrong about it"))
                    .max_items(Some(MOST_VIOLATIONS)),
            )
            .property(
                "since",
                list_of(LogLine::name()).description(Some(
                    "Of a conflict: what happened since the version that the caller knew",
                )),
            );
        for (name, kind, description) in MEMBERS {
            problem = problem.property(name, of_type(kind).description(Some(description)));
        }
        for (name, description) in LISTS {
            let texts = ArrayBuilder::new().description(Some(description));
            problem = problem.property(name, texts.items(of_type(Type::String).build()));
        }
        for member in ["type", "title", "status", "detail", "code"] {
            problem = problem.required(member);
        }
        for (name, member) in refusals.members {
            problem = problem.property(name, member);
        }
        problem.into()
    }
}

impl ToSchema for Problem {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        for (name, schema) in [
            (Violation::name(), Violation::schema()),
            (LogLine::name(), LogLine::schema()),
        ] {
            schemas.push((name.into_owned(), schema));
        }
        Violation::schemas(schemas);
        LogLine::schemas(schemas);
        Refusal::schemas(schemas);
    }
}

/// What the domain's own schema of refusals says about them.
#[derive(Default)]
struct RefusalSchemas {
    codes: BTreeSet<String>,
    members: BTreeMap<String, RefOr<Schema>>,
}

impl RefusalSchemas {
    fn read() -> Self {
        let mut refusals = Self::default();
        if let RefOr::T(Schema::OneOf(kinds)) = Refusal::schema() {
            for kind in kinds.items {
                refusals.add(kind);
            }
        }
        refusals
    }

    fn add(&mut self, kind: RefOr<Schema>) {
        let mut kind = properties(kind);
        if let Some(RefOr::T(Schema::Object(code))) = kind.remove("code") {
            let names = code.enum_values.into_iter().flatten();
            self.codes
                .extend(names.filter_map(|name| Some(name.as_str()?.to_owned())));
        }
        if let Some(params) = kind.remove("params") {
            self.members.extend(properties(params));
        }
    }
}

fn properties(schema: RefOr<Schema>) -> BTreeMap<String, RefOr<Schema>> {
    match schema {
        RefOr::T(Schema::Object(object)) => object.properties.into_iter().collect(),
        RefOr::T(_) | RefOr::Ref(_) => BTreeMap::new(),
    }
}
