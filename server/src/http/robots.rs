//! Robots of group chats: an owner sets those of their merchant, an operator those of the platform.

use aftercare_domain::{
    teamwork::robot::{Robot, RobotRequest, RobotTest},
    values::page::Page,
};
use axum::{Json, extract::State, http::StatusCode};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        body::RawJson,
        idempotency::IdempotentJson,
        path::{Id, Path},
        permission::{ManageRobots, May},
    },
    problem::{Code, Problem},
};
use crate::{
    context::Context,
    service::teamwork::robots::{self, RobotRefusal},
};

/// As long as a vendor may take to answer.
const TEST_SECONDS: u64 = 10;

/// The routes of robots.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list_robots, create_robot))
        .routes(routes!(put_robot, delete_robot))
        .routes(routes!(test_robot))
}

/// The robots of the caller's side. Their addresses and secrets are not shown.
#[utoipa::path(get, path = "/api/v1/robots", tag = "notifications", responses(
    (status = 200, description = "The robots, the newest first", body = Page<Robot>),
    (status = 403, description = "An owner sets their merchant's robots, an operator the platform's"),
))]
async fn list_robots(
    State(context): State<Context>,
    may: May<ManageRobots>,
) -> Result<Json<Page<Robot>>, Problem> {
    let items = robots::list(&context, &side(&may)?).await?;
    Ok(Json(Page {
        items,
        next_cursor: None,
    }))
}

/// Add a robot. Its address must be https, on the vendor's own host.
#[utoipa::path(post, path = "/api/v1/robots", tag = "notifications", request_body = RobotRequest, responses(
    (status = 201, description = "The robot as it was added", body = Robot),
    (status = 403, description = "An owner sets their merchant's robots, an operator the platform's"),
    (status = 409, description = "The side has as many robots as it may have"),
))]
async fn create_robot(
    State(context): State<Context>,
    may: May<ManageRobots>,
    once: IdempotentJson,
) -> Result<(StatusCode, Json<Robot>), Problem> {
    let robot = robots::add(&context, side(&may)?, &once.json.value, once.request).await?;
    Ok((StatusCode::CREATED, Json(robot)))
}

/// Set a robot anew. An address and a secret that are left out stay, unless `remove_secret` takes the secret away; a robot
/// that told nothing any more is tried again.
#[utoipa::path(put, path = "/api/v1/robots/{id}", tag = "notifications", params(("id" = String, Path,)),
    request_body = RobotRequest, responses(
    (status = 200, description = "The robot as it is now", body = Robot),
    (status = 403, description = "An owner sets their merchant's robots, an operator the platform's"),
    (status = 404, description = "There is no such robot, or it is another's"),
))]
async fn put_robot(
    State(context): State<Context>,
    may: May<ManageRobots>,
    Path(Id(id)): Path<Id>,
    body: RawJson,
) -> Result<Json<Robot>, Problem> {
    let set = robots::set(&context, &side(&may)?, &id, &body.value).await?;
    set.map(Json).ok_or_else(Problem::not_found)
}

/// Remove a robot, with what it was to tell.
#[utoipa::path(delete, path = "/api/v1/robots/{id}", tag = "notifications", params(("id" = String, Path,)), responses(
    (status = 204, description = "The robot is gone"),
    (status = 403, description = "An owner sets their merchant's robots, an operator the platform's"),
    (status = 404, description = "There is no such robot, or it is another's"),
))]
async fn delete_robot(
    State(context): State<Context>,
    may: May<ManageRobots>,
    Path(Id(id)): Path<Id>,
) -> Result<StatusCode, Problem> {
    if robots::remove(&context, side(&may)?, id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::not_found())
    }
}

/// Have a robot say, now, that it works.
#[utoipa::path(post, path = "/api/v1/robots/{id}/test", tag = "notifications", params(("id" = String, Path,)), responses(
    (status = 200, description = "What became of the message", body = RobotTest),
    (status = 429, description = "It is being tested, or the caller asks too often; `Retry-After` says when to try again"),
    (status = 403, description = "An owner sets their merchant's robots, an operator the platform's"),
    (status = 404, description = "There is no such robot, or it is another's"),
))]
async fn test_robot(
    State(context): State<Context>,
    may: May<ManageRobots>,
    Path(Id(id)): Path<Id>,
) -> Result<Json<RobotTest>, Problem> {
    let side = side(&may)?;
    // A vendor that does not answer holds a test for as long as we wait for it.
    let robot = format!("{side} {id}");
    let _only = context
        .robot_tests
        .take(robot, 1)
        .ok_or_else(|| Problem::new(Code::RobotTestRunning).retry_after(TEST_SECONDS))?;
    let tested = robots::test(&context, &side, &id).await?;
    tested.map(Json).ok_or_else(Problem::not_found)
}

fn side(may: &May<ManageRobots>) -> Result<String, Problem> {
    robots::side_of(&may.actor).ok_or_else(|| Problem::new(Code::Forbidden))
}

impl From<RobotRefusal> for Problem {
    fn from(refusal: RobotRefusal) -> Self {
        match refusal {
            RobotRefusal::TooMany { most } => Self::new(Code::TooManyRobots).param("most", most),
        }
    }
}
