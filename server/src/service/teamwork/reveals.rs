//! Reveals: one order's personal data in full, for a reason that is kept, as often as a side may on a day.

use aftercare_domain::{
    people::party::{Actor, Authority, LoggedActor, Organisation},
    teamwork::reveal::{KeptReveal, Reveal, Revealed, Reveals},
    values::{
        number::ServiceOrderNumber,
        personal::Masked as _,
        time::{Span, Timestamp, marketplace_day, next_marketplace_day},
    },
};
use serde::{Deserialize, Serialize};

use crate::{
    context::Context,
    db::{self, Connection, DbError, teamwork::reveals::NewReveal},
    service::{self, ServiceRefusal, access::consumer_links, service_orders::find},
    write::idempotency::{self, once},
};

/// The most reveals of an order that are listed.
const LISTED: i64 = 200;

/// Why nothing is revealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RevealRefusal {
    /// The caller's organisation has had all of the day's.
    #[error("all {most} of the day are used")]
    QuotaUsed {
        /// How many a day has.
        most: u32,
        /// How long until the next one begins, in seconds.
        seconds_left: u64,
    },
}

impl ServiceRefusal for RevealRefusal {}

type Error = service::Error<RevealRefusal>;

/// The answer as it is kept under its key: without what it reveals, which nobody may read there.
#[derive(Debug, Serialize, Deserialize)]
struct StoredRevealAnswer {
    left_today: u32,
}

/// Somebody who asks, and when.
struct RevealRequester {
    actor: Actor,
    side: Organisation,
    most: u32,
    /// The product's time, by which it is logged.
    at: Timestamp,
    /// By which the day counts: a sandbox's clock gives nobody a new one.
    real_at: Timestamp,
}

/// Reveals an order's personal data to somebody who may see the order. The same request again shows the same, and counts
/// once.
pub async fn reveal(
    context: &Context,
    actor: &Actor,
    number: ServiceOrderNumber,
    reveal: Reveal,
    call: idempotency::IdempotentRequest,
) -> Result<Revealed, Error> {
    let asking = RevealRequester {
        side: Organisation::of(actor).ok_or(Error::Forbidden)?,
        actor: actor.clone(),
        most: context.config.personal_data.reveals_a_day,
        at: context.clock.now(),
        real_at: context.clock.real_now(),
    };
    let asked = number.clone();
    {
        // Another tenant's order is asked for by the request, not by the work that the writer does for it.
        let mut reader = context.db.reader().await?;
        if find(&mut reader, actor, &number).await?.is_none() {
            return Err(Error::NotFound);
        }
    }
    let answer = once::<_, Error, _>(&context.db, &context.clock, call, 200, move |connection| {
        Box::pin(async move { asking.keep(connection, &asked, &reveal).await })
    });
    let StoredRevealAnswer { left_today } = answer.await?;
    let mut reader = context.db.reader().await?;
    let (order, _) = find(&mut reader, actor, &number)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Revealed::of(&order, left_today))
}

impl RevealRequester {
    async fn keep(
        &self,
        connection: &mut Connection,
        number: &ServiceOrderNumber,
        reveal: &Reveal,
    ) -> Result<StoredRevealAnswer, Error> {
        let username = self.actor.username.as_ref();
        let username = username.ok_or(Error::Forbidden)?;
        if find(connection, &self.actor, number).await?.is_none() {
            return Err(Error::NotFound);
        }
        let side = self.side.to_string();
        let day = marketplace_day(self.real_at);
        let place = db::teamwork::reveals::take_place(connection, &side, day, self.most)
            .await?
            .ok_or_else(|| self.quota_used())?;
        let new = NewReveal {
            side: &side,
            day,
            place,
            service_order: number,
            at: self.at,
            username,
            actor: &LoggedActor::of(&self.actor),
            reveal,
        };
        db::teamwork::reveals::keep(connection, new).await?;
        Ok(StoredRevealAnswer {
            left_today: self.most.saturating_sub(place),
        })
    }

    fn quota_used(&self) -> RevealRefusal {
        let left = Span::between(self.real_at, next_marketplace_day(self.real_at));
        RevealRefusal::QuotaUsed {
            most: self.most,
            seconds_left: u64::try_from(left.ms()).unwrap_or(0).div_ceil(1000),
        }
    }
}

/// The reveals of an order, the newest first. Owners and operators see all of them, and by which links its consumer could
/// come in; others see their own side's. None when the order is another tenant's.
pub async fn list(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
) -> Result<Option<Reveals>, DbError> {
    let mut reader = context.db.reader().await?;
    let Some((order, _)) = find(&mut reader, actor, number).await? else {
        return Ok(None);
    };
    let side = match (actor.authority(), Organisation::of(actor)) {
        (Authority::Merchant(_, None) | Authority::Operator, _) => None,
        (_, Some(side)) => Some(side.to_string()),
        (_, None) => return Ok(None),
    };
    let kept =
        db::teamwork::reveals::of_service_order(&mut reader, number, side.as_deref(), LISTED)
            .await?;
    let readings = db::audit::personal_readings::of_service_order(
        &mut reader,
        number,
        &order.goods.order_number,
        side.as_deref(),
        LISTED,
    )
    .await?;
    let links = match side {
        None => {
            let goods = &order.goods;
            consumer_links::of_order(&mut reader, &goods.order_number, &goods.consumer).await?
        }
        Some(_) => Vec::new(),
    };
    Ok(Some(Reveals {
        items: kept.into_iter().map(KeptReveal::masked).collect(),
        readings,
        links,
        next_cursor: None,
    }))
}
