//! Commands to service orders.

use aftercare_app::request::language::Language;
use aftercare_domain::{
    form::{FieldError, Record, Violation, count_within},
    service_order::{
        Command, ServiceOrder,
        query::{BatchEntry, CommandQuery},
        view::{BatchResult, OrderView, Preview},
    },
    values::number::ServiceOrderNumber,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        idempotency::IdempotentJson,
        path::Path,
        permission::{May, WriteServiceOrders},
        query::Query,
    },
    problem::{Problem, language},
};
use crate::{
    context::Context,
    service::{audit::personal_readings, service_orders},
    write::submission::{Intent, Submission},
};

/// The body of a command.
struct CommandBody {
    command: Command,
    expected_version: Option<u32>,
}

impl CommandBody {
    /// Reads a command, and the version beside it that the caller expects.
    fn read(mut body: Value) -> Result<Self, Vec<Violation>> {
        let version = match &mut body {
            Value::Object(object) => object.remove("expected_version"),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => None,
        };
        let expected_version = version
            .filter(|version| !version.is_null())
            .map(|version| read_version(&version));
        let command = Command::parse(&body);
        match (command, expected_version.transpose()) {
            (Ok(command), Ok(expected_version)) => Ok(Self {
                command,
                expected_version,
            }),
            (Ok(_), Err(violation)) => Err(vec![violation]),
            (Err(violations), Ok(_)) => Err(violations),
            (Err(mut violations), Err(violation)) => {
                violations.push(violation);
                Err(violations)
            }
        }
    }
}

fn read_version(version: &Value) -> Result<u32, Violation> {
    let max = i64::from(u32::MAX);
    let wrong = |fault| Violation::new("expected_version", fault);
    count_within(version, 0, max).map_err(wrong)
}

/// What a command is answered with.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = Commanded)]
pub(super) enum CommandAnswer {
    /// The order after it.
    Done(Box<OrderView>),
    /// What it would do.
    Previewed(Box<Preview>),
}

/// The routes of commands.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(create_commands))
        .routes(routes!(create_command))
}

/// Give a command. With `dry_run` nothing happens, and the answer says what would.
#[utoipa::path(post, path = "/api/v1/service-orders/{number}/commands", tag = "service orders", params(
    ("number" = String, Path,),
    CommandQuery,
), request_body = Command, responses(
    (status = 200, description = "The order after it; with `dry_run` a `Preview`", body = CommandAnswer),
    (status = 403, description = "Another party is responsible, or the caller's positions don't allow it"),
    (status = 404, description = "There is no such order, or it is another's"),
    (status = 409, description = "Not as the order stands now, or it changed since the version that was expected"),
    (status = 422, description = "Fields of the command are wrong, each named"),
))]
async fn create_command(
    State(context): State<Context>,
    may: May<WriteServiceOrders>,
    Path(number): Path<ServiceOrderNumber>,
    Query(query): Query<CommandQuery>,
    once: IdempotentJson,
) -> Result<Json<CommandAnswer>, Problem> {
    let CommandBody {
        command,
        expected_version,
    } = CommandBody::read(once.json.value).map_err(|violations| Problem::invalid(&violations))?;
    let actor = &may.actor;
    if query.dry_run == Some(true) {
        let preview =
            service_orders::preview(&context, actor, &number, expected_version, &command).await?;
        return Ok(Json(CommandAnswer::Previewed(Box::new(preview))));
    }
    let submission = Submission {
        actor: actor.clone(),
        request: once.request,
        expected_version,
        what: Intent::Command {
            id: number,
            command: Box::new(command),
        },
    };
    let done = service_orders::submit(&context, submission).await?;
    personal_readings::keep(&context, actor, &[&done.order]).await?;
    let order = done.view(actor, &context.policy.now());
    Ok(Json(CommandAnswer::Done(Box::new(order))))
}

/// The most commands of a batch.
const MOST: u32 = 200;

/// Give many commands. Each has its own result; one that fails does not undo the others.
#[utoipa::path(post, path = "/api/v1/service-orders/commands", tag = "service orders",
    request_body = Vec<BatchEntry>, responses(
    (status = 200, description = "A result each, in their order", body = Vec<BatchResult>),
    (status = 422, description = "It is no list, or has more than 200 entries"),
))]
async fn create_commands(
    State(context): State<Context>,
    may: May<WriteServiceOrders>,
    headers: HeaderMap,
    once: IdempotentJson,
) -> Result<Json<Vec<BatchResult>>, Problem> {
    let language = language(&headers);
    let entries = read_entries(once.json.value)?;
    let mut results = Vec::with_capacity(entries.len());
    let mut submissions = Vec::with_capacity(entries.len());
    for (place, entry) in entries.into_iter().enumerate() {
        let number = entry.number();
        match entry.read() {
            Ok((service_order, given)) => {
                submissions.push(Submission {
                    actor: may.actor.clone(),
                    request: once.request.part(place),
                    expected_version: given.expected_version,
                    what: Intent::Command {
                        id: service_order,
                        command: Box::new(given.command),
                    },
                });
                results.push((number, None));
            }
            Err(problem) => results.push((number, Some(problem))),
        }
    }
    let answers = service_orders::submit_all(&context, &may.actor, submissions).await?;
    let done: Vec<&ServiceOrder> = answers
        .iter()
        .filter_map(|answer| answer.as_ref().ok())
        .map(|done| &done.order)
        .collect();
    personal_readings::keep(&context, &may.actor, &done).await?;
    let mut answers = answers.into_iter();
    let results = results.into_iter().map(|(number, unread)| {
        let answer = match unread {
            Some(problem) => Err(problem),
            None => match answers.next() {
                Some(Ok(done)) => Ok(done.view(&may.actor, &context.policy.now())),
                Some(Err(error)) => Err(error.into()),
                None => Err(Problem::unavailable()),
            },
        };
        result(number, answer, language)
    });
    Ok(Json(results.collect()))
}

fn result(number: String, answer: Result<OrderView, Problem>, language: Language) -> BatchResult {
    match answer {
        Ok(order) => BatchResult {
            number,
            status: StatusCode::OK.as_u16(),
            order: Some(order),
            problem: None,
        },
        Err(problem) => BatchResult {
            number,
            status: problem.status().as_u16(),
            order: None,
            problem: Some(problem.document(language)),
        },
    }
}

/// One entry of a batch.
struct EntryJson(Value);

fn read_entries(body: Value) -> Result<Vec<EntryJson>, Problem> {
    let wrong = |fault| Problem::invalid(&[Violation::new("", fault)]);
    let Value::Array(entries) = body else {
        return Err(wrong(FieldError::wrong_type("list")));
    };
    match u32::try_from(entries.len()) {
        Ok(count) if count <= MOST => Ok(entries.into_iter().map(EntryJson).collect()),
        Ok(_) | Err(_) => Err(wrong(FieldError::too_many(MOST))),
    }
}

impl EntryJson {
    /// The number as it was sent.
    fn number(&self) -> String {
        let number = self.0.get("number").and_then(Value::as_str);
        number.unwrap_or_default().to_owned()
    }

    fn read(self) -> Result<(ServiceOrderNumber, CommandBody), Problem> {
        let BatchEntry { number, command } =
            BatchEntry::parse(&self.0).map_err(|violations| Problem::invalid(&violations))?;
        let given = CommandBody::read(command).map_err(|violations| {
            let violations: Vec<Violation> = violations
                .into_iter()
                .map(|Violation { field, fault }| Violation::new(format!("command.{field}"), fault))
                .collect();
            Problem::invalid(&violations)
        })?;
        Ok((number, given))
    }
}
