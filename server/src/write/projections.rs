//! Projections of the log into tables besides the state of the order: the hash-chained log itself, and the refunds,
//! parcels and notices that follow from its events.

use std::collections::BTreeSet;

use aftercare_domain::{
    refund::{Refund, RefundState},
    service_order::{
        Recorded, ServiceOrder,
        consequences::{Notice, ParcelMention},
        effect::Effect,
    },
    values::{carrier::TrackingNumber, id::RefundId, number::ServiceOrderNumber, time::Timestamp},
};

use crate::db::{
    self, Connection, DbError,
    log::StoredEvent,
    notices::{NewNotice, Recipient},
    outbox::{Work, WorkKind},
    refunds::StoredRefund,
};

/// What the new events of some orders write.
#[derive(Debug, Default)]
pub struct Projections {
    events: Vec<StoredEvent>,
    /// The refunds that they request.
    pub(crate) refunds: Vec<StoredRefund>,
    notices: Vec<PendingNotice>,
    /// The parcels that orders name after them.
    parcels: BTreeSet<(TrackingNumber, ServiceOrderNumber)>,
    /// The orders that no longer name the parcels that they named before.
    renaming: BTreeSet<ServiceOrderNumber>,
}

/// A notice that follows from the event with this sequence.
#[derive(Debug)]
struct PendingNotice {
    service_order: ServiceOrderNumber,
    sequence: u32,
    recipient: Recipient,
    notice: Notice,
    at: Timestamp,
}

impl Projections {
    /// Adds the new events of an order and their effects. `head_hash` is the hash of the event before them; returns
    /// that of the last one.
    pub fn follow(
        &mut self,
        order: &ServiceOrder,
        recorded: &[Recorded],
        effects: &[Effect],
        head_hash: String,
    ) -> Result<String, DbError> {
        let mut head_hash = head_hash;
        for line in recorded {
            let event = StoredEvent::chain(&order.number, line, &head_hash)?;
            head_hash.clone_from(&event.hash);
            self.events.push(event);
            self.refunds.extend(refund(order, line)?);
            self.follow_parcel(&order.number, line.event.consequences().parcel);
        }
        if let Some(last) = recorded.last() {
            let told = effects.iter().filter_map(notice_of);
            self.notices
                .extend(told.map(|(recipient, notice)| PendingNotice {
                    service_order: order.number.clone(),
                    sequence: last.sequence,
                    recipient,
                    notice,
                    at: last.at,
                }));
        }
        Ok(head_hash)
    }

    fn follow_parcel(&mut self, order: &ServiceOrderNumber, parcel: ParcelMention<'_>) {
        let named = match parcel {
            ParcelMention::Unmentioned => return,
            ParcelMention::Named(named) => named,
            ParcelMention::Renamed(named) => {
                self.parcels.retain(|(_, naming)| naming != order);
                self.renaming.insert(order.clone());
                named
            }
        };
        self.parcels.insert((named.clone(), order.clone()));
    }

    /// Writes all of it, with statements of many rows.
    pub async fn write(
        &self,
        connection: &mut Connection,
        real_now: Timestamp,
    ) -> Result<(), DbError> {
        db::log::append(connection, &self.events).await?;
        let renaming: Vec<&ServiceOrderNumber> = self.renaming.iter().collect();
        db::service_orders::parcels::remove(connection, &renaming).await?;
        let parcels: Vec<(&TrackingNumber, &ServiceOrderNumber)> = self
            .parcels
            .iter()
            .map(|(tracking_number, service_order)| (tracking_number, service_order))
            .collect();
        db::service_orders::parcels::name(connection, &parcels).await?;
        db::refunds::add(connection, &self.refunds).await?;
        db::outbox::queue(connection, &self.works(), real_now).await?;
        let notices: Vec<NewNotice<'_>> = self
            .notices
            .iter()
            .map(|told| NewNotice {
                service_order: &told.service_order,
                sequence: told.sequence,
                recipient: told.recipient,
                notice: told.notice,
                at: told.at,
            })
            .collect();
        db::notices::add(connection, &notices).await
    }

    /// Outbox jobs for the requested refunds, which a gateway outside the database pays.
    fn works(&self) -> Vec<Work> {
        self.refunds
            .iter()
            .map(|stored| &stored.refund)
            .filter(|refund| refund.state == RefundState::Requested)
            .map(|refund| Work {
                key: format!("refund:{}", refund.id),
                kind: WorkKind::Refund,
                payload: refund.id.to_string(),
                attempts: 0,
            })
            .collect()
    }
}

/// The refund that an event requests; its id is made of the order and the sequence, so it is unique.
fn refund(order: &ServiceOrder, line: &Recorded) -> Result<Option<StoredRefund>, DbError> {
    let Some(amount) = line.event.consequences().refund else {
        return Ok(None);
    };
    let id = format!("{}-{}", order.number, line.sequence);
    let id = RefundId::parse(&id)
        .map_err(|fault| DbError::corrupt("refunds", "id", &id, format_args!("{fault:?}")))?;
    Ok(Some(StoredRefund {
        refund: Refund {
            id,
            service_order: order.number.clone(),
            amount,
            state: RefundState::Requested,
            requested_at: line.at,
            succeeded_at: None,
            reference: None,
        },
        owner: order.goods.owner().into(),
    }))
}

const fn notice_of(effect: &Effect) -> Option<(Recipient, Notice)> {
    match effect {
        Effect::ConsumerTold { notice } => Some((Recipient::Consumer, *notice)),
        Effect::StaffTold { notice } => Some((Recipient::Staff, *notice)),
        Effect::NodeEntered { .. }
        | Effect::DeadlineChanged { .. }
        | Effect::RefundRequested { .. }
        | Effect::ReceivedInPart { .. }
        | Effect::GoodsStay { .. }
        | Effect::ParcelShared { .. } => None,
    }
}
