//! Commands to service orders.

use aftercare_domain::{
    form::{Fault, Violation, integer_within},
    number::ServiceOrderNumber,
    service_order::{Command, query::CommandQuery},
    view::{OrderView, Preview},
};
use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use serde_json::Value;

use super::{
    once::RawOnce,
    path::Path,
    permission::{May, WriteServiceOrders},
    problem::Problem,
    query::Query,
};
use crate::{
    context::Context,
    service::service_orders::{self, Submission, What},
};

/// A command as it is sent.
struct Given {
    command: Command,
    expected_version: Option<u32>,
}

impl Given {
    /// Reads a command beside which the version may stand that the caller saw.
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
            .map(read_version);
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

fn read_version(version: Value) -> Result<u32, Violation> {
    let max = i64::from(u32::MAX);
    let wrong = |fault| Violation::new("expected_version", fault);
    let read = integer_within(&version, 0, max).map_err(wrong)?;
    u32::try_from(read).map_err(|_| wrong(Fault::OutOfRange { min: 0, max }))
}

/// Give a command. With `dry_run` nothing happens, and the answer says what would.
#[utoipa::path(post, path = "/api/v1/service-orders/{number}/commands", tag = "service orders", params(
    ("number" = String, Path,),
    ("dry_run" = Option<bool>, Query, description = "Only say what it would do: a `Preview`"),
), request_body = Command, responses(
    (status = 200, description = "The order after it; with `dry_run` a `Preview`", body = OrderView),
    (status = 403, description = "Another party is responsible, or the caller's positions don't allow it"),
    (status = 404, description = "There is no such order, or it is another's"),
    (status = 409, description = "Not as the order stands now, or it changed since the version that was expected"),
    (status = 422, description = "Fields are wrong"),
))]
pub(super) async fn create_command(
    State(context): State<Context>,
    may: May<WriteServiceOrders>,
    Path(number): Path<ServiceOrderNumber>,
    Query(query): Query<CommandQuery>,
    once: RawOnce,
) -> Result<Response, Problem> {
    let Given {
        command,
        expected_version,
    } = Given::read(once.json.value).map_err(|violations| Problem::invalid(&violations))?;
    let actor = &may.actor;
    if query.dry_run == Some(true) {
        let preview: Preview =
            service_orders::preview(&context, actor, &number, expected_version, &command).await?;
        return Ok(Json(preview).into_response());
    }
    let submission = Submission {
        actor: actor.clone(),
        request: once.request,
        expected_version,
        what: What::Command {
            number,
            command: Box::new(command),
        },
    };
    let done = service_orders::submit(&context, submission).await?;
    let view: OrderView = done.view(actor, &context.policy);
    Ok(Json(view).into_response())
}
