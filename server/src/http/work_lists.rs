//! What staff do with many service orders: see what there is to do, prepare a batch, take a list away.

use std::{
    fs::File,
    io::{self, Read},
};

use aftercare_app::request::context::PageContext;
use aftercare_domain::{
    people::security_event::SecurityEventKind,
    service_order::{
        query::{BasisListQuery, ExportRequest, ServiceOrderQuery},
        view::{BasisList, ToDo},
    },
    values::time::marketplace_day,
};
use axum::{
    Json,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
};
use futures::stream;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        body,
        caller::Caller,
        permission::{May, WorkOnServiceOrders},
        query::Query,
    },
    problem::{Code, Problem},
};
use crate::{
    context::Context,
    memory::security_log::Note,
    service::{
        audit::security_log,
        service_orders::{self, ExportRefusal, ExportSource},
    },
};

/// The type of a workbook.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// When somebody tries again whose last export is not done yet: most are by then.
const EXPORT_SECONDS: u64 = 5;

/// A workbook in the format of Excel (XLSX).
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(
    dead_code,
    reason = "what is sent is a stream of bytes; this is its schema"
)]
pub(super) struct Workbook(Vec<u8>);

/// The routes of work lists.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(get_to_do))
        .routes(routes!(get_bases))
        .routes(routes!(
            export_service_orders,
            export_selected_service_orders
        ))
}

/// What there is to do, of the open orders that the caller may see and that stand in a node where staff act. The same
/// orders are listed by `to_do=true` with `due_within=4h`, `overdue`, `urged`, `held` or `assignee`.
#[utoipa::path(get, path = "/api/v1/service-orders/to-do", tag = "service orders", responses(
    (status = 200, description = "How many of each", body = ToDo),
    (status = 403, description = "For those who work on orders"),
))]
async fn get_to_do(
    State(context): State<Context>,
    may: May<WorkOnServiceOrders>,
) -> Result<Json<ToDo>, Problem> {
    Ok(Json(service_orders::to_do(&context, &may.actor).await?))
}

/// What `/basis` gives, of up to 200 orders at once: what a client needs to preview a batch.
#[utoipa::path(get, path = "/api/v1/service-orders/bases", tag = "service orders", params(BasisListQuery), responses(
    (status = 200, description = "`items`: one each, in their order; `missing`: the numbers of those that are not there, or not to be seen",
        body = Object),
    (status = 403, description = "For those who work on orders"),
))]
async fn get_bases(
    State(context): State<Context>,
    may: May<WorkOnServiceOrders>,
    Query(query): Query<BasisListQuery>,
) -> Result<Json<BasisList>, Problem> {
    let bases = service_orders::bases(&context, &may.actor, &query.numbers).await?;
    Ok(Json(bases))
}

/// A list as a workbook, in its order, from its beginning; at most 100 000 rows. Names and phones are masked.
#[utoipa::path(get, path = "/api/v1/service-orders/export.xlsx", tag = "service orders", params(ServiceOrderQuery), responses(
    (status = 200, description = "The orders as a workbook", content_type = XLSX, body = Workbook),
    (status = 403, description = "For those who work on orders"),
    (status = 422, description = "A filter is wrong, the list has more than 100 000 orders, or a name or a whole phone is searched for beside a number"),
    (status = 429, description = "The caller, or their side, searched for names and whole phones as often as they may; `Retry-After` says when to go on"),
))]
async fn export_service_orders(
    State(context): State<Context>,
    may: May<WorkOnServiceOrders>,
    headers: HeaderMap,
    Query(query): Query<ServiceOrderQuery>,
) -> Result<([(HeaderName, HeaderValue); 2], Body), Problem> {
    let source = ExportSource::List(Box::new(query.from_the_start()));
    export(&context, &may, &headers, source).await
}

/// The orders that were selected as a workbook, in the order in which they are named. Those that the caller may not see
/// are left out.
#[utoipa::path(post, path = "/api/v1/service-orders/export.xlsx", tag = "service orders", request_body = ExportRequest, responses(
    (status = 200, description = "The orders as a workbook", content_type = XLSX, body = Workbook),
    (status = 403, description = "For those who work on orders"),
))]
async fn export_selected_service_orders(
    State(context): State<Context>,
    may: May<WorkOnServiceOrders>,
    headers: HeaderMap,
    body::Json(request): body::Json<ExportRequest>,
) -> Result<([(HeaderName, HeaderValue); 2], Body), Problem> {
    let source = ExportSource::Selected(request.numbers.numbers().to_vec());
    export(&context, &may, &headers, source).await
}

async fn export(
    context: &Context,
    caller: &Caller,
    headers: &HeaderMap,
    source: ExportSource,
) -> Result<([(HeaderName, HeaderValue); 2], Body), Problem> {
    let now = context.clock.now();
    // A download is a link on a page: it speaks the language of the page.
    let language = PageContext::from_headers(headers, now).language;
    let (file, rows) = service_orders::export(context, caller, source, language).await?;
    security_log::note(
        Note::of(SecurityEventKind::Exported)
            .about("service-orders")
            .rows(rows),
    );
    let day = marketplace_day(now);
    let name = format!("attachment; filename=\"service-orders-{day}.xlsx\"");
    let name = HeaderValue::try_from(name).map_err(|_| Problem::new(Code::Internal))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(XLSX)),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, Body::from_stream(pieces(file))))
}

/// The content of a file, piece by piece, as fast as it is taken.
fn pieces(file: File) -> impl stream::Stream<Item = io::Result<Bytes>> {
    stream::try_unfold(file, |file| async {
        let read = tokio::task::spawn_blocking(move || read_piece(file));
        read.await.map_err(io::Error::other)?
    })
}

fn read_piece(mut file: File) -> io::Result<Option<(Bytes, File)>> {
    const PIECE_BYTES: u64 = 64 * 1024;
    let mut piece = Vec::new();
    let read = (&mut file).take(PIECE_BYTES).read_to_end(&mut piece)?;
    Ok((read > 0).then(|| (Bytes::from(piece), file)))
}

impl From<ExportRefusal> for Problem {
    fn from(refusal: ExportRefusal) -> Self {
        match refusal {
            ExportRefusal::Search(refusal) => refusal.into(),
            ExportRefusal::TooManyRows => {
                Self::new(Code::ExportTooLarge).param("most", service_orders::MOST_ROWS)
            }
            ExportRefusal::Running => Self::new(Code::ExportRunning).retry_after(EXPORT_SECONDS),
        }
    }
}
