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

impl PartialSchema for Problem {
    fn schema() -> RefOr<Schema> {
        let refusals = RefusalSchemas::read();
        let of_type = |kind: Type| ObjectBuilder::new().schema_type(kind);
        let list_of = |name| ArrayBuilder::new().items(Ref::from_schema_name(name));
        let mut codes = refusals.codes;
        codes.extend(Code::ALL.iter().map(|code| code.name().to_owned()));
        let texts = || ArrayBuilder::new().items(of_type(Type::String).build());
        let mut problem = ObjectBuilder::new()
            .description(Some(
                "What went wrong (RFC 9457). What it mentions in words is there as a member, too.",
            ))
            .property(
                "type",
                of_type(Type::String).description(Some("`urn:aftercare:problem:` and the code")),
            )
            .property("title", of_type(Type::String))
            .property("status", of_type(Type::Integer))
            .property("detail", of_type(Type::String))
            .property("code", of_type(Type::String).enum_values(Some(codes)))
            .property(
                "violations",
                list_of(Violation::name()).max_items(Some(MOST_VIOLATIONS)),
            )
            .property("current_version", of_type(Type::Integer))
            .property("since", list_of(LogLine::name()))
            .property("retry_after_seconds", of_type(Type::Integer))
            .property("limit", of_type(Type::Integer))
            .property("limit_bytes", of_type(Type::Integer))
            .property("most", of_type(Type::Integer))
            .property("expected", of_type(Type::String))
            .property("reason", of_type(Type::String))
            .property("scope", of_type(Type::String))
            .property("paid_refund", of_type(Type::String))
            .property("fields", texts())
            .property("service_orders", texts());
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
