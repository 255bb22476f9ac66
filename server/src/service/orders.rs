//! Orders of the marketplace: told by the order system, seen by those whose they are.

use std::collections::BTreeSet;

use aftercare_domain::{
    form::FieldError,
    order::{
        OrderChanged, OrderQuery, TellingRefusal,
        line::{LineBalance, Sale},
    },
    people::party::Actor,
    policy::Policy,
    service_order::{
        Facts, Situation,
        service_offers::{ServiceOffer, service_offers},
        view::{Audience, OrderLineView, OrderRecord},
    },
    values::{
        id::{ConsumerId, OrderNumber},
        page::Page,
        time::Timestamp,
    },
};

use super::audit::{personal_readings, security_log};
use crate::{
    context::Context,
    db::{self, Connection, DbError, orders::StoredOrder},
    service::{
        self, ServiceRefusal,
        paging::{Cursor, Paging},
    },
};

mod naming;
mod upsert;

pub use self::{
    naming::{kept_names, kept_number},
    upsert::put,
};

/// How many changes of an order are shown, the newest.
const CHANGES_SHOWN: i64 = 100;

/// Why an order was not taken.
#[derive(Debug, thiserror::Error)]
pub enum OrderRefusal {
    /// What stands on it, or who tells it, forbids it.
    #[error(transparent)]
    Telling(#[from] TellingRefusal),
    /// The number, or the consumer, is called as another merchant's own would be.
    #[error("{name} would be another merchant's own")]
    OthersName {
        /// The name.
        name: String,
    },
}

impl ServiceRefusal for OrderRefusal {}

type Error = service::Error<OrderRefusal>;

/// The order with this number, if the actor may see it.
pub async fn find(
    context: &Context,
    actor: &Actor,
    number: OrderNumber,
) -> Result<Option<OrderRecord>, DbError> {
    let number = kept_number(context, actor, number).await?;
    let mut reader = context.db.reader().await?;
    let Some(stored) = db::orders::find(&mut reader, &number).await? else {
        return Ok(None);
    };
    if !actor.may_see(stored.owner()) {
        security_log::note_foreign(&number);
        return Ok(None);
    }
    let changes = shown_changes(&mut reader, actor, &number).await?;
    drop(reader);
    if Audience::to(actor) == Audience::System {
        let numbers = BTreeSet::from([stored.number.to_string()]);
        personal_readings::keep_numbers(context, actor, numbers).await?;
    }
    Ok(Some(record(
        stored,
        &OrderReader::new(context, actor),
        changes,
    )))
}

/// What was changed of an order, for those who work on it.
async fn shown_changes(
    connection: &mut Connection,
    actor: &Actor,
    number: &OrderNumber,
) -> Result<Vec<OrderChanged>, DbError> {
    if actor.is_staff() {
        db::orders::changes::newest(connection, number, CHANGES_SHOWN).await
    } else {
        Ok(Vec::new())
    }
}

/// The orders of a consumer, or the one to which they are confined, the newest first, as they see them.
pub async fn list_of_consumer(
    context: &Context,
    actor: &Actor,
    (consumer, only): (&ConsumerId, Option<&OrderNumber>),
    query: &OrderQuery,
) -> Result<Page<OrderRecord>, service::Error> {
    let paging = Paging::<OrderCursor>::read(query.cursor.as_ref(), query.limit)?;
    let mut reader = context.db.reader().await?;
    let after = paging
        .after
        .as_ref()
        .map(|cursor| (cursor.paid_at, cursor.number.as_str()));
    let stored =
        db::orders::list_of_consumer(&mut reader, (consumer, only), after, paging.rows_to_read())
            .await?;
    let onlooker = OrderReader::new(context, actor);
    let page = paging.page(stored, |last| OrderCursor {
        paid_at: last.order.paid_at,
        number: last.number.clone(),
    });
    Ok(page.map(|stored| record(stored, &onlooker, Vec::new())))
}

/// Where a page of orders ended.
#[derive(Debug)]
struct OrderCursor {
    paid_at: Timestamp,
    number: OrderNumber,
}

impl Cursor for OrderCursor {
    const UNREADABLE: FieldError = FieldError::NotFound {};

    fn write(&self) -> String {
        format!("{},{}", self.paid_at.ms(), self.number)
    }

    fn read(text: &str) -> Option<Self> {
        let (ms, number) = text.split_once(',')?;
        Some(Self {
            paid_at: Timestamp::from_ms(ms.parse().ok()?),
            number: OrderNumber::parse(number).ok()?,
        })
    }
}

/// Who looks at an order, when, and by which policy: what decides which services its lines are offered.
struct OrderReader {
    actor: Actor,
    now: Timestamp,
    policy: Policy,
}

impl OrderReader {
    fn new(context: &Context, actor: &Actor) -> Self {
        Self {
            actor: actor.clone(),
            now: context.clock.now(),
            policy: (*context.policy.now()).clone(),
        }
    }

    fn services(&self, sale: &Sale, balance: LineBalance) -> Vec<ServiceOffer> {
        let situation = Situation {
            now: self.now,
            policy: &self.policy,
            facts: &Facts::of_line(balance),
        };
        service_offers(&self.actor, sale, &situation)
    }
}

fn record(stored: StoredOrder, onlooker: &OrderReader, changes: Vec<OrderChanged>) -> OrderRecord {
    let lines = stored
        .lines()
        .map(|(line, sale, balance)| OrderLineView {
            line_number: sale.line_number,
            services: onlooker.services(&sale, balance),
            spu: sale.spu,
            sku: sale.sku,
            title: sale.title,
            category: sale.category,
            quantity: line.quantity,
            paid: line.paid,
            freight: line.freight,
            serial_numbers: sale.serial_numbers,
            available: balance.available(),
        })
        .collect();
    let StoredOrder { number, order, .. } = stored;
    let whole = OrderRecord {
        order_number: number,
        channel: order.channel,
        merchant_id: order.merchant_id,
        consumer_id: order.consumer_id,
        shipped_by: order.shipped_by,
        paid_at: order.paid_at,
        shipped_at: order.shipped_at,
        delivered_at: order.delivered_at,
        lines,
        shipments: order.shipments,
        payments: order.payments,
        invoice: order.invoice,
        changes,
    };
    match Audience::to(&onlooker.actor) {
        Audience::Consumer => whole.for_consumer(),
        shown @ (Audience::Staff | Audience::ToShipper | Audience::System) => shown.of(whole),
    }
}
