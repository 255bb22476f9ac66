//! Orders of the marketplace.

use aftercare_domain::{
    order::{OrderQuery, OrderTelling, TellingRefusal},
    people::party::Authority,
    service_order::view::OrderRecord,
    values::{id::OrderNumber, page::Page},
};
use axum::{Json, extract::State};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        body::RawJson,
        path::{Path, check_seen},
        permission::{May, ReadOrders, WriteOrders},
        query::Query,
    },
    problem::{Code, Problem},
};
use crate::{
    context::Context,
    service::{
        Error,
        audit::security_log,
        orders::{self, OrderRefusal},
    },
};

/// The routes of orders.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list_orders))
        .routes(routes!(put_order, get_order))
}

/// Tell an order as it stands now: the whole of it, each time it changes.
///
/// Numbers are unique within a merchant. What a merchant tells, and the platform has not, is kept under the merchant's id, a colon
/// and the number, and so is a consumer of whom the platform has not told it; the merchant may leave that out.
#[utoipa::path(put, path = "/api/v1/orders/{order_number}", tag = "orders",
    params(("order_number" = String, Path,)), request_body = OrderTelling, responses(
    (status = 200, description = "The order as it is kept now", body = OrderRecord),
    (status = 403, description = "A merchant tells its own orders only, and none of a channel where the platform pays"),
    (status = 409, description = "Open service orders stand on what would change: the platform alone changes it, with a reason"),
    (status = 422, description = "Fields are wrong, or service orders stand on what it was"),
))]
async fn put_order(
    State(context): State<Context>,
    may: May<WriteOrders>,
    Path(number): Path<OrderNumber>,
    body: RawJson,
) -> Result<Json<OrderRecord>, Problem> {
    check_seen("order_number", number.as_str())?;
    let telling =
        OrderTelling::parse(&body.value).map_err(|violations| Problem::invalid(&violations))?;
    let told = orders::put(&context, &may.actor, number.clone(), telling).await;
    if matches!(told, Err(Error::NotFound)) {
        security_log::note_foreign(&number);
    }
    Ok(Json(told?))
}

/// An order.
#[utoipa::path(get, path = "/api/v1/orders/{order_number}", tag = "orders",
    params(("order_number" = String, Path,)), responses(
    (status = 200, description = "The order as it is kept now", body = OrderRecord),
    (status = 404, description = "There is no such order, or it is another's"),
))]
async fn get_order(
    State(context): State<Context>,
    may: May<ReadOrders>,
    Path(number): Path<OrderNumber>,
) -> Result<Json<OrderRecord>, Problem> {
    let found = orders::find(&context, &may.actor, number).await?;
    found.map(Json).ok_or_else(Problem::not_found)
}

/// A consumer's own orders, the newest first.
#[utoipa::path(get, path = "/api/v1/orders", tag = "orders", params(OrderQuery), responses(
    (status = 200, description = "A page of the orders", body = Page<OrderRecord>),
    (status = 403, description = "Orders are listed for consumers"),
))]
async fn list_orders(
    State(context): State<Context>,
    may: May<ReadOrders>,
    Query(query): Query<OrderQuery>,
) -> Result<Json<Page<OrderRecord>>, Problem> {
    let Authority::Consumer(consumer, only) = may.actor.authority() else {
        return Err(Problem::new(Code::Forbidden));
    };
    let page = orders::list_of_consumer(&context, &may.actor, (consumer, only), &query);
    Ok(Json(page.await?))
}

impl From<OrderRefusal> for Problem {
    fn from(refusal: OrderRefusal) -> Self {
        match refusal {
            OrderRefusal::Telling(refusal) => refusal.into(),
            OrderRefusal::OthersName { name } => Self::new(Code::OthersName).param("name", name),
        }
    }
}

impl From<TellingRefusal> for Problem {
    fn from(refusal: TellingRefusal) -> Self {
        match refusal {
            TellingRefusal::ForeignMerchant => Self::new(Code::Forbidden),
            TellingRefusal::ToldByPlatform { channel } => {
                Self::new(Code::ToldByPlatform).param("channel", channel.name())
            }
            TellingRefusal::HeldByServiceOrders {
                fields,
                service_orders,
            } => {
                let numbers: Vec<String> = service_orders.iter().map(ToString::to_string).collect();
                Self::new(Code::HeldByServiceOrders)
                    .param("fields", fields)
                    .param("service_orders", numbers)
            }
            TellingRefusal::Invalid(violations) => Self::invalid(&violations),
        }
    }
}
