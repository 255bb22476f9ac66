//! What the caller was told, and about what they want to be.

use aftercare_domain::{
    teamwork::notification::{
        MarkRead, NotificationQuery, NotificationSettings, Notifications, Notified,
    },
    values::id::Username,
};
use axum::{Json, extract::State};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        body,
        idempotency::Idempotent,
        permission::{HearNotifications, May},
        query::Query,
    },
    problem::{Code, Problem},
};
use crate::{context::Context, service::teamwork::notifications};

/// The routes of notifications.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list_notifications))
        .routes(routes!(read_notifications))
        .routes(routes!(
            get_notification_settings,
            put_notification_settings
        ))
}

/// What the caller was told in the last 30 days. The live stream tells them, as `notified`, when something comes.
#[utoipa::path(get, path = "/api/v1/notifications", tag = "notifications", params(NotificationQuery), responses(
    (status = 200, description = "The caller's notifications, the newest first", body = Notifications),
    (status = 403, description = "For people who work on orders"),
))]
async fn list_notifications(
    State(context): State<Context>,
    may: May<HearNotifications>,
    Query(query): Query<NotificationQuery>,
) -> Result<Json<Notifications>, Problem> {
    let found = notifications::list(&context, person(&may)?, &query).await?;
    Ok(Json(found))
}

/// Say which notifications the caller has read: some by their ids, or all.
#[utoipa::path(post, path = "/api/v1/notifications/read", tag = "notifications", request_body = MarkRead, responses(
    (status = 200, description = "The caller's bell as it is now", body = Notified),
    (status = 403, description = "For people who work on orders"),
))]
async fn read_notifications(
    State(context): State<Context>,
    may: May<HearNotifications>,
    once: Idempotent<MarkRead>,
) -> Result<Json<Notified>, Problem> {
    let Idempotent { form, request, .. } = once;
    let notified = notifications::mark_read(&context, person(&may)?, form, request).await?;
    Ok(Json(notified))
}

/// How the caller is told about each kind.
#[utoipa::path(get, path = "/api/v1/notification-settings", tag = "notifications", responses(
    (status = 200, description = "The caller's settings, of every kind", body = NotificationSettings),
    (status = 403, description = "For people who work on orders"),
))]
async fn get_notification_settings(
    State(context): State<Context>,
    may: May<HearNotifications>,
) -> Result<Json<NotificationSettings>, Problem> {
    Ok(Json(
        notifications::settings(&context, person(&may)?).await?,
    ))
}

/// Set how the caller is told. A kind that is not named stays as it is.
#[utoipa::path(put, path = "/api/v1/notification-settings", tag = "notifications", request_body = NotificationSettings, responses(
    (status = 200, description = "The caller's settings, of every kind", body = NotificationSettings),
    (status = 403, description = "For people who work on orders"),
))]
async fn put_notification_settings(
    State(context): State<Context>,
    may: May<HearNotifications>,
    body::Json(settings): body::Json<NotificationSettings>,
) -> Result<Json<NotificationSettings>, Problem> {
    let set = notifications::set(&context, person(&may)?, settings).await?;
    Ok(Json(set))
}

/// Who is told: somebody who signed in.
fn person(may: &May<HearNotifications>) -> Result<&Username, Problem> {
    let username = may.actor.username.as_ref();
    username.ok_or_else(|| Problem::new(Code::Forbidden))
}
