//! Service orders: apply for one, look at it.

use aftercare_domain::{
    service_order::{
        Apply,
        inspection::InspectionForm,
        query::{AsOfQuery, CountsQuery, ServiceOrderQuery},
        view::{Basis, Counts, LogLine, OrderView, Related, Summary},
    },
    values::{number::ServiceOrderNumber, page::Page},
};
use axum::{Json, extract::State, http::StatusCode};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        idempotency::Idempotent,
        path::Path,
        permission::{May, ReadServiceOrders, WorkOnServiceOrders, WriteServiceOrders},
        query::Query,
    },
    problem::Problem,
};
use crate::{
    context::Context,
    service::{audit::personal_readings, orders, service_orders},
    write::submission::{Intent, Submission},
};

/// The routes of service orders.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(create_service_order, list_service_orders))
        .routes(routes!(get_counts))
        .routes(routes!(get_service_order))
        .routes(routes!(get_basis))
        .routes(routes!(get_log))
        .routes(routes!(get_inspection_form))
        .routes(routes!(get_related))
}

/// Apply for a service. Applying again with the same `external_id` gives the same order.
#[utoipa::path(post, path = "/api/v1/service-orders", tag = "service orders", request_body = Apply, responses(
    (status = 201, description = "The service order that began", body = OrderView),
    (status = 200, description = "The order that was applied for before with this `external_id`", body = OrderView),
    (status = 403, description = "Another party is responsible for applying"),
    (status = 404, description = "There is no such order, or it is another's"),
    (status = 409, description = "The goods were not shipped"),
    (status = 422, description = "Fields are wrong, or the line has not that much left"),
))]
async fn create_service_order(
    State(context): State<Context>,
    may: May<WriteServiceOrders>,
    once: Idempotent<Apply>,
) -> Result<(StatusCode, Json<OrderView>), Problem> {
    let apply = orders::kept_names(&context, &may.actor, once.form).await?;
    let submission = Submission {
        actor: may.actor.clone(),
        request: once.request,
        expected_version: None,
        what: Intent::Begin(Box::new(apply)),
    };
    let done = service_orders::submit(&context, submission).await?;
    personal_readings::keep(&context, &may.actor, &[&done.order]).await?;
    let status = if done.begun {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((status, Json(done.view(&may.actor, &context.policy.now()))))
}

/// The service orders that the caller may see, as far as they fit all filters.
#[utoipa::path(get, path = "/api/v1/service-orders", tag = "service orders", params(ServiceOrderQuery), responses(
    (status = 200, description = "A page of the service orders", body = Page<Summary>),
    (status = 422, description = "A filter is wrong, or a name or a whole phone is searched for beside a number"),
    (status = 429, description = "The caller, or their side, searched for names and whole phones as often as they may; `Retry-After` says when to go on"),
))]
async fn list_service_orders(
    State(context): State<Context>,
    may: May<ReadServiceOrders>,
    Query(query): Query<ServiceOrderQuery>,
) -> Result<Json<Page<Summary>>, Problem> {
    Ok(Json(
        service_orders::list(&context, &may.actor, &query).await?,
    ))
}

/// How many of the orders that the caller may see stand in each node.
#[utoipa::path(get, path = "/api/v1/service-orders/counts", tag = "service orders", params(CountsQuery), responses(
    (status = 200, description = "Every node, also those in which none stands", body = inline(Counts)),
))]
async fn get_counts(
    State(context): State<Context>,
    may: May<ReadServiceOrders>,
    Query(query): Query<CountsQuery>,
) -> Result<Json<Counts>, Problem> {
    Ok(Json(
        service_orders::counts(&context, &may.actor, &query).await?,
    ))
}

/// Other orders of the same item and of the same order.
#[utoipa::path(get, path = "/api/v1/service-orders/{number}/related", tag = "service orders",
    params(("number" = String, Path,)), responses(
    (status = 200, description = "Those that the caller may see", body = Related),
    (status = 404, description = "There is no such order, or it is another's"),
))]
async fn get_related(
    State(context): State<Context>,
    may: May<ReadServiceOrders>,
    Path(number): Path<ServiceOrderNumber>,
) -> Result<Json<Related>, Problem> {
    let found = service_orders::related(&context, &may.actor, &number).await?;
    found.map(Json).ok_or_else(Problem::not_found)
}

/// A service order, as it is or as it was.
#[utoipa::path(get, path = "/api/v1/service-orders/{number}", tag = "service orders", params(
    ("number" = String, Path,),
    AsOfQuery,
), responses(
    (status = 200, description = "The service order, as it is or as it was", body = OrderView),
    (status = 404, description = "There is no such order, or it is another's, or its log is shorter"),
))]
async fn get_service_order(
    State(context): State<Context>,
    may: May<ReadServiceOrders>,
    Path(number): Path<ServiceOrderNumber>,
    Query(query): Query<AsOfQuery>,
) -> Result<Json<OrderView>, Problem> {
    let found = match query.at_sequence {
        None => service_orders::order(&context, &may.actor, &number).await?,
        Some(sequence) => {
            service_orders::order_at(&context, &may.actor, &number, sequence.get()).await?
        }
    };
    found.map(Json).ok_or_else(Problem::not_found)
}

/// All that a client of the staff needs to decide about an order and preview it by itself.
#[utoipa::path(get, path = "/api/v1/service-orders/{number}/basis", tag = "service orders",
    params(("number" = String, Path,)), responses(
    (status = 200, description = "Order, facts and policy", body = Object),
    (status = 403, description = "For those who work on orders"),
    (status = 404, description = "There is no such order, or it is another's"),
))]
async fn get_basis(
    State(context): State<Context>,
    may: May<WorkOnServiceOrders>,
    Path(number): Path<ServiceOrderNumber>,
) -> Result<Json<Basis>, Problem> {
    let found = service_orders::basis(&context, &may.actor, &number).await?;
    found.map(Json).ok_or_else(Problem::not_found)
}

/// The node log.
#[utoipa::path(get, path = "/api/v1/service-orders/{number}/log", tag = "service orders",
    params(("number" = String, Path,)), responses(
    (status = 200, description = "Its lines, the first one first", body = Vec<LogLine>),
    (status = 404, description = "There is no such order, or it is another's"),
))]
async fn get_log(
    State(context): State<Context>,
    may: May<ReadServiceOrders>,
    Path(number): Path<ServiceOrderNumber>,
) -> Result<Json<Vec<LogLine>>, Problem> {
    let found = service_orders::log(&context, &may.actor, &number).await?;
    found.map(Json).ok_or_else(Problem::not_found)
}

/// The template by which the goods are inspected.
#[utoipa::path(get, path = "/api/v1/service-orders/{number}/inspection-form", tag = "service orders",
    params(("number" = String, Path,)), responses(
    (status = 200, description = "The template by which the goods are inspected", body = InspectionForm),
    (status = 404, description = "There is no such order, or it is another's"),
))]
async fn get_inspection_form(
    State(context): State<Context>,
    may: May<ReadServiceOrders>,
    Path(number): Path<ServiceOrderNumber>,
) -> Result<Json<InspectionForm>, Problem> {
    match service_orders::order(&context, &may.actor, &number).await? {
        Some(_) => Ok(Json(InspectionForm::built_in())),
        None => Err(Problem::not_found()),
    }
}
