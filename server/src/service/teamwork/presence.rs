//! Presence: who has which order open (R-LST-4). Pages send a heartbeat every twenty seconds, which replicas tell each
//! other; all of it is in memory only.

use std::sync::Arc;

use aftercare_domain::{
    people::party::{Actor, Organisation},
    teamwork::presence::{Colleague, Others},
    values::{id::Username, number::ServiceOrderNumber},
};

use crate::{
    context::Context,
    db::{DbError, Engine},
    memory::presence::{Heartbeat, OrderRoom},
    service::service_orders::find,
    write::replicas,
};

/// Records that somebody has an order open, and returns who else has; none when they can't see the order, or have no
/// colleagues.
pub async fn enter(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
    working: bool,
) -> Result<Option<Others>, DbError> {
    let Some((place, username)) = room_of(context, actor, number).await? else {
        return Ok(None);
    };
    let here = Some(Colleague {
        name: actor.name.clone(),
        working,
        since: context.clock.now(),
    });
    let sign = Heartbeat {
        place,
        username,
        here,
    };
    receive(context, &sign);
    notify_replicas(context, &sign).await?;
    let real_now = context.clock.real_now();
    Ok(Some(context.presence.others(
        &sign.place,
        &sign.username,
        real_now,
    )))
}

/// Records that somebody has closed an order; none when they can't see it.
pub async fn leave(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
) -> Result<Option<()>, DbError> {
    let Some((place, username)) = room_of(context, actor, number).await? else {
        return Ok(None);
    };
    let sign = Heartbeat {
        place,
        username,
        here: None,
    };
    receive(context, &sign);
    notify_replicas(context, &sign).await?;
    Ok(Some(()))
}

/// Records a heartbeat of this or another replica, and publishes who is there.
pub fn receive(context: &Context, sign: &Heartbeat) {
    let gathering = context.presence.receive(sign, context.clock.real_now());
    if let Some(gathering) = gathering {
        context.live_hub.publish_presence(gathering);
    }
}

/// Removes those whose heartbeats stopped, and publishes who is left.
pub fn remove_silent(context: &Context) {
    for gathering in context.presence.remove_silent(context.clock.real_now()) {
        context.live_hub.publish_presence(gathering);
    }
}

async fn room_of(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
) -> Result<Option<(OrderRoom, Username)>, DbError> {
    let (Some(side), Some(username)) = (Organisation::of(actor), &actor.username) else {
        return Ok(None);
    };
    let mut reader = context.db.reader().await?;
    let order = find(&mut reader, actor, number).await?;
    Ok(order.map(|_| {
        let place = OrderRoom {
            number: number.clone(),
            side,
        };
        (place, username.clone())
    }))
}

async fn notify_replicas(context: &Context, sign: &Heartbeat) -> Result<(), DbError> {
    let engine = context.db.engine();
    if engine == Engine::Sqlite {
        return Ok(());
    }
    let (replica, sign) = (Arc::clone(&context.replica), sign.clone());
    let tell = context.db.write::<_, DbError, _>(move |connection| {
        Box::pin(
            async move { replicas::announce_heartbeat(connection, engine, &replica, sign).await },
        )
    });
    tell.await
}
