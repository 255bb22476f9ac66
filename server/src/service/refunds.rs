//! Refunds: looking at them, and marking transfers as made (R-RFD-1, R-RFD-2).

use aftercare_domain::{
    people::party::Actor,
    refund::{Refund, RefundCommand, RefundQuery, RefundTotals, RefundView},
    values::{id::RefundId, page::Page, time::Timestamp},
};

use crate::{
    context::Context,
    db::{self, DbError, refunds::list::RefundFilter},
    service::{
        Error,
        paging::{Cursor, Paging},
    },
    write::{
        idempotency::IdempotentRequest,
        refund,
        submission::{Intent, Submission, SubmitResult},
    },
};

/// A page of the refunds that an actor may see, the newest first.
pub async fn list(
    context: &Context,
    actor: &Actor,
    query: &RefundQuery,
) -> Result<Page<RefundView>, Error> {
    let paging = Paging::<RefundCursor>::read(query.cursor.as_ref(), query.limit)?;
    let filter = RefundFilter {
        tenancy: actor.tenancy(),
        query,
        after: paging
            .after
            .as_ref()
            .map(|after| (after.requested_at, after.id.clone())),
        limit: paging.rows_to_read(),
    };
    let mut reader = context.db.reader().await?;
    let found = db::refunds::list::page(&mut reader, &filter).await?;
    let found = found
        .into_iter()
        .map(|stored| stored.refund.into())
        .collect();
    Ok(paging.page(found, |last: &RefundView| RefundCursor {
        requested_at: last.requested_at,
        id: last.id.clone(),
    }))
}

/// What of the refunds that an actor may see is not with consumers yet.
pub async fn totals(context: &Context, actor: &Actor) -> Result<RefundTotals, DbError> {
    let mut reader = context.db.reader().await?;
    db::refunds::list::totals(&mut reader, actor.tenancy()).await
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
    request: IdempotentRequest,
) -> SubmitResult<Refund> {
    let submission: Submission<Refund> = Submission {
        actor: actor.clone(),
        request,
        expected_version: None,
        what: Intent::Command {
            id,
            command: Box::new(command),
        },
    };
    context.submitter.submit(submission).await
}

/// Makes up the logs of refunds that an earlier release wrote, which kept none.
pub async fn complete_logs(context: &Context) -> Result<(), DbError> {
    refund::complete_logs(&context.db, context.clock.real_now()).await
}
