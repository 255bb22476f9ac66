//! Projections of logs into tables besides the states: the hash-chained logs themselves, and the parcels, notices and jobs that
//! follow from their events.

use std::collections::BTreeSet;

use aftercare_domain::{
    aggregate::{Aggregate, Recorded},
    refund::{Refund, RefundEffect, RefundEvent},
    service_order::{
        Event, ServiceOrder,
        consequences::{Notice, ParcelMention},
        effect::Effect,
    },
    values::{carrier::TrackingNumber, id::RefundId, number::ServiceOrderNumber, time::Timestamp},
};
use serde::Serialize;

use crate::db::{
    self, Connection, DbError,
    log::StoredEvent,
    notices::{NewNotice, Recipient},
    outbox::{Work, WorkKind},
};

/// What the new events of some aggregates write.
#[derive(Debug, Default)]
pub struct Projections {
    events: Vec<StoredEvent>,
    notices: Vec<PendingNotice>,
    /// The parcels that orders name after them.
    parcels: BTreeSet<(TrackingNumber, ServiceOrderNumber)>,
    /// The orders that no longer name the parcels that they named before.
    renaming: BTreeSet<ServiceOrderNumber>,
    /// The refunds that are to be handed to the gateway, which is outside the database.
    hand_overs: Vec<RefundId>,
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
    /// Adds new lines of a log. `head_hash` is the hash of the line before them; returns that of the last one.
    fn append<A>(
        &mut self,
        state: &A,
        recorded: &[Recorded<A::Event>],
        head_hash: &str,
    ) -> Result<String, DbError>
    where
        A: Aggregate<Event: Serialize>,
    {
        let mut head_hash = head_hash.to_owned();
        for line in recorded {
            let event = StoredEvent::chain(A::KIND, state.id(), line, &head_hash)?;
            head_hash.clone_from(&event.hash);
            self.events.push(event);
        }
        Ok(head_hash)
    }

    /// Adds the new events of an order and their effects. `head_hash` is the hash of the event before them; returns that of the
    /// last one.
    pub fn follow(
        &mut self,
        order: &ServiceOrder,
        recorded: &[Recorded<Event>],
        effects: &[Effect],
        head_hash: &str,
    ) -> Result<String, DbError> {
        let head_hash = self.append(order, recorded, head_hash)?;
        for line in recorded {
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

    /// Adds the new events of a refund and their effects. `head_hash` is the hash of the event before them; returns that of the
    /// last one.
    pub fn follow_refund(
        &mut self,
        refund: &Refund,
        recorded: &[Recorded<RefundEvent>],
        effects: &[RefundEffect],
        head_hash: &str,
    ) -> Result<String, DbError> {
        for effect in effects {
            match effect {
                RefundEffect::HandOver => self.hand_overs.push(refund.id.clone()),
            }
        }
        self.append(refund, recorded, head_hash)
    }

    /// Whether it queues jobs in the outbox.
    pub(crate) const fn queues_work(&self) -> bool {
        !self.hand_overs.is_empty()
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

    /// The jobs of the outbox.
    fn works(&self) -> Vec<Work> {
        self.hand_overs
            .iter()
            .map(|id| Work {
                key: format!("refund:{id}"),
                kind: WorkKind::Refund,
                payload: id.to_string(),
                attempts: 0,
            })
            .collect()
    }
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
