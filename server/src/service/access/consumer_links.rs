//! Links by which consumers come from their order, without a password: good for a quarter of an hour, used once, and kept
//! with the order.
//!
//! Whoever holds a link comes in as the consumer. So the platform alone asks for them, the session of an order's link is
//! confined to that order, and who asked and who came can be read afterwards.

use aftercare_domain::{
    people::{
        access::{ConsumerLinkRequest, ConsumerLinkView},
        party::{Actor, LoggedActor, Role},
    },
    teamwork::reveal::KeptLink,
    values::{
        id::{ConsumerId, OrderNumber},
        time::{Span, Timestamp},
    },
};
use serde::{Deserialize, Serialize};

use super::sessions::{self, OpenedSession, SessionSwitch};
use crate::{
    context::Context,
    db::{
        self, Connection, DbError,
        access::consumer_links::{Destination, NewLink, StoredLink},
    },
    runtime::secret::{self, Proof},
    service::{Error, orders},
    write::idempotency::{self, KeyReused},
};

/// How long a link is good for.
const GOOD_FOR: Span = Span::minutes(15);
/// The most links of an order that are listed.
const LISTED: i64 = 200;
/// What is signed, so that nothing else that is made from a proof can pass for a link.
const PURPOSE: &str = "consumer link";

/// Who asks for a link, and how.
#[derive(Debug)]
pub struct LinkRequester {
    /// Who, as logs name them.
    pub actor: LoggedActor,
    /// What they came with.
    pub proof: Proof,
    /// From which network.
    pub network: Option<String>,
    /// Under which key.
    pub call: idempotency::IdempotentRequest,
}

/// The answer as it is kept under its key: without what the link holds, which nobody may read there.
#[derive(Debug, Serialize, Deserialize)]
struct StoredLinkAnswer {
    id: String,
    expires_at: Timestamp,
}

/// A link for a consumer to come by. The same request again shows the same link, as long as it is made with the same proof.
pub async fn issue(
    context: &Context,
    request: ConsumerLinkRequest,
    asking: LinkRequester,
) -> Result<ConsumerLinkView, Error> {
    const CREATED: u16 = 201;
    let expires_at = GOOD_FOR.after(context.clock.real_now());
    let issued_at = context.clock.now();
    let id = context.entropy.identifier();
    let secret_hash = secret::digest(&asking.proof.secret(&context.signing_key, PURPOSE, &id));
    let LinkRequester {
        actor,
        proof,
        network,
        call,
    } = asking;
    let answer = idempotency::once::<_, Error, _>(
        &context.db,
        &context.clock,
        call,
        CREATED,
        move |connection| {
            Box::pin(async move {
                let link = NewLink {
                    destination: destination(connection, request).await?,
                    id,
                    secret_hash,
                    issued_by: actor,
                    issued_at,
                    issued_from: network,
                    expires_at,
                };
                db::access::consumer_links::add(connection, &link).await?;
                Ok(StoredLinkAnswer {
                    id: link.id,
                    expires_at,
                })
            })
        },
    );
    let StoredLinkAnswer { id, expires_at } = answer.await?;
    let secret = proof.secret(&context.signing_key, PURPOSE, &id);
    let mut reader = context.db.reader().await?;
    db::access::consumer_links::find(&mut reader, &secret::digest(&secret))
        .await?
        .ok_or(KeyReused)?;
    Ok(ConsumerLinkView {
        url: format!("{}/consumer/enter?link={secret}", context.public_url),
        expires_at,
    })
}

/// Whom a link brings, and where.
async fn destination(
    connection: &mut Connection,
    request: ConsumerLinkRequest,
) -> Result<Destination, Error> {
    if let Some(number) = request.order_number {
        let found = db::orders::find(connection, &number).await?;
        let stored = found.ok_or(Error::NotFound)?;
        return Ok(Destination {
            consumer: stored.order.consumer_id,
            order: Some(number),
        });
    }
    let consumer = request.consumer_id.ok_or(Error::NotFound)?;
    match db::people::consumers::name(connection, &consumer).await? {
        Some(_) => Ok(Destination {
            consumer,
            order: None,
        }),
        None => Err(Error::NotFound),
    }
}

/// A link that somebody holds and that we made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldLink {
    /// Whom it brings, and where.
    pub destination: Destination,
    /// Their name.
    pub name: String,
    /// Whether it can still be used.
    pub is_open: bool,
}

/// What a link is good for; nothing is changed by looking. None where we made no such link.
pub async fn find(context: &Context, link: &str) -> Result<Option<HeldLink>, DbError> {
    let mut reader = context.db.reader().await?;
    let found = db::access::consumer_links::find(&mut reader, &secret::digest(link)).await?;
    let Some(StoredLink {
        destination,
        expires_at,
        is_used,
    }) = found
    else {
        return Ok(None);
    };
    let name = db::people::consumers::name(&mut reader, &destination.consumer).await?;
    let is_theirs = is_still_theirs(&mut reader, &destination).await?;
    Ok(name.map(|name| HeldLink {
        is_open: !is_used && context.clock.real_now() < expires_at && is_theirs,
        destination,
        name,
    }))
}

/// The order may have been told anew, as somebody else's.
async fn is_still_theirs(
    connection: &mut Connection,
    destination: &Destination,
) -> Result<bool, DbError> {
    let Some(order) = &destination.order else {
        return Ok(true);
    };
    let found = db::orders::find(connection, order).await?;
    Ok(found.is_some_and(|stored| stored.order.consumer_id == destination.consumer))
}

/// Comes in by a link, which is used up by it; none where it can't be used any more. The session that the visitor still
/// has ends.
pub async fn enter(
    context: &Context,
    link: &str,
    network: Option<String>,
    sent_along: Option<&str>,
) -> Result<Option<(OpenedSession, Destination)>, DbError> {
    let (real_at, at) = (context.clock.real_now(), context.clock.now());
    let link_hash = secret::digest(link);
    let secret = context.entropy.secret();
    let hash = secret::digest(&secret);
    let changing = SessionSwitch::of(context, sent_along);
    let entered = context
        .db
        .write(move |connection| {
            Box::pin(async move {
                let network = network.as_deref();
                let used = db::access::consumer_links::use_up(
                    connection, &link_hash, real_at, at, network,
                )
                .await?;
                let Some(destination) = used else {
                    return Ok(None);
                };
                if !is_still_theirs(connection, &destination).await? {
                    return Ok(None);
                }
                let ended = changing.end_sent_along(connection).await?;
                sessions::add_linked(connection, &hash, &destination, real_at).await?;
                Ok::<_, DbError>(Some((destination, ended)))
            })
        })
        .await?;
    Ok(entered.map(|(destination, ended)| {
        sessions::clear_cache_if(context, ended);
        (sessions::opened_by_link(secret), destination)
    }))
}

/// Where somebody goes who came in: the one line of their order, if there is one thing to apply for; none: the list of what
/// they bought.
pub async fn line_to_apply_for(
    context: &Context,
    destination: &Destination,
) -> Result<Option<(OrderNumber, u32)>, DbError> {
    let Destination { consumer, order } = destination;
    let Some(number) = order else {
        return Ok(None);
    };
    let actor = Actor {
        name: consumer.to_string(),
        username: None,
        role: Role::Consumer {
            consumer: consumer.clone(),
            order: Some(number.clone()),
        },
    };
    let found = orders::find(context, &actor, number.clone()).await?;
    Ok(found.and_then(|order| match order.lines.as_slice() {
        [only] => Some((number.clone(), only.line_number)),
        [] | [_, _, ..] => None,
    }))
}

/// The links by which the consumer of an order could come in to it, the newest first.
pub(in crate::service) async fn of_order(
    connection: &mut Connection,
    order: &OrderNumber,
    consumer: &ConsumerId,
) -> Result<Vec<KeptLink>, DbError> {
    db::access::consumer_links::of_order(connection, order, consumer, LISTED).await
}
