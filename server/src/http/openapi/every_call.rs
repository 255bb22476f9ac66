//! What every call has besides what its handler says of it: the problems that may come instead of its answer, and the
//! key under which it can be sent again.

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Content, Header, OpenApi, Ref, RefOr, Required, Response,
        path::{Operation, Parameter, ParameterBuilder, ParameterIn},
        schema::{ObjectBuilder, Type},
    },
};

use crate::http::{extract::idempotency, problem::Problem};

/// Adds it to every call of the document, and what it refers to.
pub(super) fn describe(document: &mut OpenApi) {
    for (path, item) in &mut document.paths.paths {
        let calls = [
            (&mut item.get, false),
            (&mut item.put, true),
            (&mut item.post, true),
            (&mut item.delete, true),
        ];
        for (operation, is_change) in calls {
            if let Some(operation) = operation {
                add_problems(operation, is_change);
                describe_path(operation, path);
            }
        }
        if let Some(operation) = &mut item.post
            && needs_caller(operation)
        {
            operation
                .parameters
                .get_or_insert_default()
                .push(idempotency_key().into());
        }
    }
    let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    document
        .components
        .get_or_insert_default()
        .schemas
        .extend(schemas);
}

/// Says what the parameters in the path of a call are.
fn describe_path(operation: &mut Operation, path: &str) {
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(parameter) = parameter else {
            continue;
        };
        let means = match parameter.name.as_str() {
            "number" if path.contains("/refunds/") => "The number of the refund",
            "number" => "The number of the service order",
            "order_number" => "The number of the order in the marketplace",
            "id" => "The id of the record, as its list gives it",
            "spu" => "The product (SPU)",
            "purpose" => "What goods go to the address for",
            "command" => "The type of the command",
            _ => continue,
        };
        if parameter.parameter_in == ParameterIn::Path {
            parameter
                .description
                .get_or_insert_with(|| means.to_owned());
        }
    }
}

/// Adds the problems that may come; what a handler says of one of them stands.
fn add_problems(operation: &mut Operation, is_change: bool) {
    let needs_caller = needs_caller(operation);
    let has_body = operation.request_body.is_some();
    let has_path = has_parameter(operation, &ParameterIn::Path);
    let has_query = has_parameter(operation, &ParameterIn::Query);
    let responses = &mut operation.responses.responses;
    for (may_come, status, description) in [
        (has_body, "400", "The body can't be read"),
        (
            needs_caller,
            "401",
            "Nobody is signed in, or the token is not valid",
        ),
        (
            needs_caller || is_change,
            "403",
            "The caller may not, the token lacks a scope, or another site's page asks",
        ),
        (
            has_path,
            "404",
            "There is no such thing, or it is another's",
        ),
        (
            needs_caller,
            "412",
            "The header `Aftercare-Person` names somebody else than the session is of",
        ),
        (has_body, "408", "The body did not arrive in time"),
        (has_body, "413", "The body is too large"),
        (has_query, "414", "The query is too long"),
        (has_body, "415", "The body is no `application/json`"),
        (
            has_body || has_query,
            "422",
            "Fields or parameters are wrong; `violations` names them",
        ),
        (
            needs_caller,
            "429",
            "Too many requests of the caller, or of their side, within a minute; `Retry-After` says when to try again",
        ),
        (
            needs_caller || is_change,
            "503",
            "Nothing was changed; `Retry-After` says when to try again",
        ),
    ] {
        if may_come {
            responses
                .entry(status.to_owned())
                .or_insert_with(|| Response::new(description).into());
        }
    }
    let problems = responses
        .iter_mut()
        .filter(|(status, _)| status.starts_with(['4', '5']));
    for (status, response) in problems {
        if let RefOr::T(response) = response {
            let content = Content::new(Some(Ref::from_schema_name(Problem::name())));
            response
                .content
                .insert("application/problem+json".to_owned(), content.into());
            if matches!(status.as_str(), "429" | "503") {
                response
                    .headers
                    .insert("Retry-After".to_owned(), seconds().into());
            }
        }
    }
}

/// Whether the call is for those alone who are known: its handler says where it is not.
fn needs_caller(operation: &Operation) -> bool {
    operation.security.is_none()
}

fn has_parameter(operation: &Operation, place: &ParameterIn) -> bool {
    let parameters = operation.parameters.iter().flatten();
    parameters
        .filter_map(|parameter| match parameter {
            RefOr::T(parameter) => Some(&parameter.parameter_in),
            RefOr::Ref(_) => None,
        })
        .any(|given| given == place)
}

fn seconds() -> Header {
    let mut seconds = Header::new(ObjectBuilder::new().schema_type(Type::Integer));
    seconds.description = Some("In how many seconds to try again".to_owned());
    seconds
}

fn idempotency_key() -> Parameter {
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "The same key and body give the first answer again, for 24 hours at least",
        ))
        .schema(Some(
            ObjectBuilder::new()
                .schema_type(Type::String)
                .min_length(Some(1))
                .max_length(usize::try_from(idempotency::LONGEST_KEY).ok()),
        ))
        .build()
}
