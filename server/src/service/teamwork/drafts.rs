//! Drafts: what somebody has typed into a command's form, kept for them on every device (R-INS-5). They end with the command
//! that is accepted, with the order, or with time.

use aftercare_domain::{
    people::party::Actor,
    service_order::CommandType,
    teamwork::draft::{Draft, Drafts},
    values::{
        number::ServiceOrderNumber,
        time::{Span, Timestamp},
    },
};
use serde_json::{Map, Value};

use crate::{
    context::Context,
    db::{
        self, DbError,
        teamwork::drafts::{DraftKey, author},
    },
    service::service_orders::find,
};

/// How long a draft is kept that nobody goes on with.
const KEPT: Span = Span::days(30);

/// An actor's drafts of an order's commands; none when there is no such order for them.
pub async fn list(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
) -> Result<Option<Drafts>, DbError> {
    let mut reader = context.db.reader().await?;
    let (Some(author), Some(_)) = (author(actor), find(&mut reader, actor, number).await?) else {
        return Ok(None);
    };
    let items = db::teamwork::drafts::of_author(&mut reader, &author, number).await?;
    Ok(Some(Drafts { items }))
}

/// Keeps an actor's draft in place of the one before; none when there is no such order for them.
pub async fn put(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
    command: CommandType,
    fields: Map<String, Value>,
) -> Result<Option<Draft>, DbError> {
    let Some(key) = key(context, actor, number, command).await? else {
        return Ok(None);
    };
    let draft = Draft {
        command,
        fields,
        updated_at: context.clock.now(),
    };
    let kept = draft.clone();
    let write = context.db.write::<_, DbError, _>(move |connection| {
        Box::pin(async move {
            db::teamwork::drafts::put(connection, &key, &kept.fields, kept.updated_at).await
        })
    });
    write.await?;
    Ok(Some(draft))
}

/// Removes an actor's draft, if there is one; none when there is no such order for them.
pub async fn remove(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
    command: CommandType,
) -> Result<Option<()>, DbError> {
    let Some(key) = key(context, actor, number, command).await? else {
        return Ok(None);
    };
    let write = context.db.write::<_, DbError, _>(move |connection| {
        Box::pin(async move { db::teamwork::drafts::remove(connection, &key).await })
    });
    write.await.map(Some)
}

async fn key(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
    command: CommandType,
) -> Result<Option<DraftKey>, DbError> {
    let mut reader = context.db.reader().await?;
    let order = find(&mut reader, actor, number).await?;
    Ok(order.and(author(actor)).map(|author| DraftKey {
        author,
        service_order: number.clone(),
        command,
    }))
}

/// Forgets the drafts that nobody goes on with, and those of orders that have ended since.
pub async fn delete_old(context: &Context) -> Result<(), DbError> {
    let before = Timestamp::from_ms(context.clock.now().ms() - KEPT.ms());
    let write = context
        .db
        .write(move |connection| Box::pin(db::teamwork::drafts::delete_old(connection, before)));
    write.await.map(drop)
}
