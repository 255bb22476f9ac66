//! Refunds: looking at them, and marking transfers as made (R-RFD-1, R-RFD-2).

use aftercare_domain::{
    form::{FieldError, Violation},
    people::party::Actor,
    refund::{Refund, RefundCommand, RefundQuery, RefundRefusal},
    values::{id::RefundId, time::Timestamp},
    view::Page,
};
use serde_json::Value;

use crate::{
    context::Context,
    db::{self, DbError, list::Tenant, refunds::list::RefundFilter},
    write::idempotency::{self, KeyReused},
};

/// Why a refund is not shown or not confirmed.
#[derive(Debug, thiserror::Error)]
pub enum RefundError {
    /// Parameters are wrong.
    #[error("parameters are wrong")]
    Invalid(Vec<Violation>),
    /// There is none, or it is another tenant's.
    #[error("no such refund")]
    NotFound,
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] RefundRefusal),
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// A page of the refunds that an actor may see, the newest first.
pub async fn list(
    context: &Context,
    actor: &Actor,
    query: &RefundQuery,
) -> Result<Page<Refund>, RefundError> {
    let after = match &query.cursor {
        None => None,
        Some(text) => Some(read_cursor(text.as_str()).ok_or_else(|| {
            RefundError::Invalid(vec![Violation::new("cursor", FieldError::NotApplicable {})])
        })?),
    };
    let shown = query.limit.unwrap_or_default().get();
    let filter = RefundFilter {
        tenant: Tenant::of(actor),
        service_order: query.service_order.as_ref(),
        state: query.state,
        after,
        limit: i64::from(shown) + 1,
    };
    let mut reader = context.db.reader().await?;
    let mut found = db::refunds::list::page(&mut reader, &filter).await?;
    let is_more = found.len() > usize::from(shown);
    found.truncate(usize::from(shown));
    let items: Vec<Refund> = found.into_iter().map(|stored| stored.refund).collect();
    let next_cursor = items.last().filter(|_| is_more).map(write_cursor);
    Ok(Page { items, next_cursor })
}

fn write_cursor(refund: &Refund) -> String {
    format!("{},{}", refund.requested_at.ms(), refund.id)
}

fn read_cursor(text: &str) -> Option<(Timestamp, RefundId)> {
    let (ms, id) = text.split_once(',')?;
    Some((
        Timestamp::from_ms(ms.parse().ok()?),
        RefundId::parse(id).ok()?,
    ))
}

/// Gives a refund a command, once.
pub async fn command(
    context: &Context,
    actor: &Actor,
    id: RefundId,
    command: RefundCommand,
    call: idempotency::IdempotentRequest,
) -> Result<Refund, RefundError> {
    let engine = context.db.engine();
    let now = context.clock.now();
    let actor = actor.clone();
    let (_, body): (u16, Value) = idempotency::once::<RefundError, _>(
        &context.db,
        &context.clock,
        call,
        200,
        move |connection| {
            Box::pin(async move {
                let found = db::refunds::find_to_change(connection, engine, &id).await?;
                let stored = found
                    .filter(|stored| actor.may_see(stored.ownership()))
                    .ok_or(RefundError::NotFound)?;
                let paid = match command.needs().paid_by {
                    Some(transfer) => {
                        db::refunds::paid_by(connection, engine, &stored, transfer).await?
                    }
                    None => None,
                };
                let confirmed = stored.refund.decide(command, paid, now)?;
                db::refunds::update(connection, &confirmed).await?;
                serde_json::to_value(&confirmed)
                    .map_err(|error| DbError::corrupt("refunds", "id", &id, error).into())
            })
        },
    )
    .await?;
    serde_json::from_value(body)
        .map_err(|error| DbError::corrupt("answers", "body", "a refund", error).into())
}
