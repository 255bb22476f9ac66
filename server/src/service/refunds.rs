//! Refunds: looking at them, and marking transfers as made (R-RFD-1, R-RFD-2).

use aftercare_domain::{
    people::party::Actor,
    refund::{Refund, RefundCommand, RefundQuery, RefundRefusal},
    values::{id::RefundId, page::Page, time::Timestamp},
};

use crate::{
    context::Context,
    db::{self, refunds::list::RefundFilter},
    service::{
        Error,
        paging::{Cursor, Paging},
    },
    write::idempotency,
};

/// A page of the refunds that an actor may see, the newest first.
pub async fn list(
    context: &Context,
    actor: &Actor,
    query: &RefundQuery,
) -> Result<Page<Refund>, Error> {
    let paging = Paging::<RefundCursor>::read(query.cursor.as_ref(), query.limit)?;
    let filter = RefundFilter {
        tenancy: actor.tenancy(),
        service_order: query.service_order.as_ref(),
        state: query.state,
        after: paging
            .after
            .as_ref()
            .map(|after| (after.requested_at, after.id.clone())),
        limit: paging.rows_to_read(),
    };
    let mut reader = context.db.reader().await?;
    let found = db::refunds::list::page(&mut reader, &filter).await?;
    let found = found.into_iter().map(|stored| stored.refund).collect();
    Ok(paging.page(found, |last: &Refund| RefundCursor {
        requested_at: last.requested_at,
        id: last.id.clone(),
    }))
}

/// Where a page of refunds ended.
#[derive(Debug)]
struct RefundCursor {
    requested_at: Timestamp,
    id: RefundId,
}

impl Cursor for RefundCursor {
    fn write(&self) -> String {
        format!("{},{}", self.requested_at.ms(), self.id)
    }

    fn read(text: &str) -> Option<Self> {
        let (ms, id) = text.split_once(',')?;
        Some(Self {
            requested_at: Timestamp::from_ms(ms.parse().ok()?),
            id: RefundId::parse(id).ok()?,
        })
    }
}

/// Gives a refund a command, once.
pub async fn command(
    context: &Context,
    actor: &Actor,
    id: RefundId,
    command: RefundCommand,
    call: idempotency::IdempotentRequest,
) -> Result<Refund, Error<RefundRefusal>> {
    let engine = context.db.engine();
    let now = context.clock.now();
    let actor = actor.clone();
    idempotency::once::<_, Error<RefundRefusal>, _>(
        &context.db,
        &context.clock,
        call,
        200,
        move |connection| {
            Box::pin(async move {
                let found = db::refunds::find_to_change(connection, engine, &id).await?;
                let stored = found
                    .filter(|stored| actor.may_see(&stored.owner))
                    .ok_or(Error::NotFound)?;
                let paid = match command.needs().paid_by {
                    Some(transfer) => {
                        db::refunds::paid_by(connection, engine, &stored, transfer).await?
                    }
                    None => None,
                };
                let confirmed = stored.refund.decide(command, paid, now)?;
                db::refunds::update(connection, &confirmed).await?;
                Ok(confirmed)
            })
        },
    )
    .await
}
