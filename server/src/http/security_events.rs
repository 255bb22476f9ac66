//! Security events, for those who answer for a side.

use aftercare_app::request::context::PageContext;
use aftercare_domain::{
    people::security_event::{SecurityEvent, SecurityEventKind, SecurityEventQuery},
    values::{page::Page, time::marketplace_day},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        permission::{May, ReadSecurityEvents},
        query::Query,
    },
    problem::{Code, Problem},
    work_lists::{Workbook, XLSX},
};
use crate::{context::Context, memory::security_log::Note, service::audit::security_log};

/// The routes of security events.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list_security_events))
        .routes(routes!(export_security_events))
}

/// What happened that concerns security, the newest first: who signed in or failed to, tokens and links, who was shown
/// personal data, exports, what was refused. An owner sees what concerns their own side, an operator all. Kept for 180 days.
#[utoipa::path(get, path = "/api/v1/security-events", tag = "access", params(SecurityEventQuery), responses(
    (status = 200, description = "The events, one a minute, kind and subject", body = Page<SecurityEvent>),
    (status = 403, description = "For owners and operators, in person"),
    (status = 422, description = "A filter is wrong"),
))]
async fn list_security_events(
    State(context): State<Context>,
    may: May<ReadSecurityEvents>,
    Query(query): Query<SecurityEventQuery>,
) -> Result<Json<Page<SecurityEvent>>, Problem> {
    Ok(Json(
        security_log::list(&context, &may.actor, &query).await?,
    ))
}

/// The same events as a workbook, the newest first; at most 100 000 rows.
#[utoipa::path(get, path = "/api/v1/security-events/export.xlsx", tag = "access", params(SecurityEventQuery), responses(
    (status = 200, description = "The events as a workbook", content_type = XLSX, body = Workbook),
    (status = 403, description = "For owners and operators, in person"),
    (status = 422, description = "A filter is wrong"),
))]
async fn export_security_events(
    State(context): State<Context>,
    may: May<ReadSecurityEvents>,
    headers: HeaderMap,
    Query(query): Query<SecurityEventQuery>,
) -> Result<([(HeaderName, HeaderValue); 2], Vec<u8>), Problem> {
    let now = context.clock.now();
    let language = PageContext::from_headers(&headers, now).language;
    let (book, rows) = security_log::export(&context, &may.actor, &query, language).await?;
    security_log::note(
        Note::of(SecurityEventKind::Exported)
            .about("security-events")
            .rows(rows),
    );
    let day = marketplace_day(now);
    let name = format!("attachment; filename=\"security-events-{day}.xlsx\"");
    let name = HeaderValue::try_from(name).map_err(|_| Problem::new(Code::Internal))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(XLSX)),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, book))
}
