//! What lines of logs leave in the tables besides the state of their order: the lines themselves, chained by their
//! hashes, and the refunds, parcels and notices that follow from them.

use std::collections::BTreeMap;

use aftercare_domain::{
    carrier::{Parcel, TrackingNumber},
    id::RefundId,
    number::ServiceOrderNumber,
    refund::{Refund, RefundState},
    service_order::{
        Event, Recorded, ServiceOrder,
        effect::{Effect, Notice},
    },
    time::Timestamp,
};

use crate::db::{
    self, Connection, DbError,
    events::StoredEvent,
    notices::{NewNotice, Recipient},
    outbox::{Kind, Work},
    refunds::StoredRefund,
};

/// The traces of the lines of some logs.
#[derive(Debug, Default)]
pub struct Traces {
    events: Vec<StoredEvent>,
    /// The refunds that they ask for.
    pub(crate) refunds: Vec<StoredRefund>,
    notices: Vec<Told>,
    /// Which parcels orders name after them, or no longer name.
    parcels: BTreeMap<(TrackingNumber, ServiceOrderNumber), bool>,
}

/// Something that somebody was told after the line of that sequence.
#[derive(Debug)]
struct Told {
    service_order: ServiceOrderNumber,
    sequence: u32,
    recipient: Recipient,
    notice: Notice,
    at: Timestamp,
}

impl Traces {
    /// Takes in the lines that led to an order as it is now, and what followed from them. They come after a line with
    /// that hash; gives the hash of the last one.
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
            let Parcels { named, dropped } = Parcels::of(&line.event);
            for (parcel, is_named) in [(dropped, false), (named, true)] {
                if let Some(parcel) = parcel {
                    let key = (parcel.clone(), order.number.clone());
                    self.parcels.insert(key, is_named);
                }
            }
        }
        if let Some(last) = recorded.last() {
            let told = effects.iter().filter_map(told);
            self.notices.extend(told.map(|(recipient, notice)| Told {
                service_order: order.number.clone(),
                sequence: last.sequence,
                recipient,
                notice,
                at: last.at,
            }));
        }
        Ok(head_hash)
    }

    /// Writes them, many rows a statement.
    pub async fn write(
        &self,
        connection: &mut Connection,
        real_now: Timestamp,
    ) -> Result<(), DbError> {
        db::events::append(connection, &self.events).await?;
        let parcels = |is_named: bool| -> Vec<(&TrackingNumber, &ServiceOrderNumber)> {
            let so_named = self.parcels.iter().filter(|(_, named)| **named == is_named);
            so_named
                .map(|((tracking_number, service_order), _)| (tracking_number, service_order))
                .collect()
        };
        db::parcels::forget(connection, &parcels(false)).await?;
        db::parcels::name(connection, &parcels(true)).await?;
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
        db::notices::tell(connection, &notices).await
    }

    /// Refunds that are asked for are handed on outside the database.
    fn works(&self) -> Vec<Work> {
        self.refunds
            .iter()
            .map(|stored| &stored.refund)
            .filter(|refund| refund.state == RefundState::Requested)
            .map(|refund| Work {
                key: format!("refund:{}", refund.id),
                kind: Kind::Refund,
                payload: refund.id.to_string(),
                attempts: 0,
            })
            .collect()
    }
}

/// The refund that a line asks for; its id can't be given twice.
fn refund(order: &ServiceOrder, line: &Recorded) -> Result<Option<StoredRefund>, DbError> {
    let Some(amount) = line.event.refund() else {
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
        merchant: order.goods.merchant.clone(),
        consumer: order.goods.consumer.clone(),
        channel: order.goods.channel,
    }))
}

const fn told(effect: &Effect) -> Option<(Recipient, Notice)> {
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

/// What an event says of the parcels that its order names.
#[derive(Debug, Default)]
pub(super) struct Parcels<'a> {
    /// The one that it names from now on.
    pub(super) named: Option<&'a TrackingNumber>,
    /// The one that it names no more.
    pub(super) dropped: Option<&'a TrackingNumber>,
}

impl<'a> Parcels<'a> {
    /// The parcels of an event.
    pub(super) fn of(event: &'a Event) -> Self {
        let (named, dropped) = match event {
            Event::Applied(applied) => (applied.shipment.as_ref(), None),
            Event::Shipped { parcel, .. } | Event::GoodsSentBack { parcel } => (Some(parcel), None),
            Event::ShipmentCorrected { parcel, before, .. } => (Some(parcel), Some(before)),
            Event::Approved { .. }
            | Event::AddressMissing {}
            | Event::DirectCompensationApproved { .. }
            | Event::Rejected { .. }
            | Event::ConsumerAsked { .. }
            | Event::Answered(_)
            | Event::AnswerElapsed {}
            | Event::ShipmentSkipped { .. }
            | Event::PickupBooked(_)
            | Event::SignedFor { .. }
            | Event::ReportedAbnormal { .. }
            | Event::ExceptionResolved { .. }
            | Event::Inspected(_)
            | Event::Handled(_)
            | Event::QuoteAccepted { .. }
            | Event::QuoteDeclined { .. }
            | Event::RepairCompleted(_)
            | Event::ReturnedToHandling { .. }
            | Event::Cancelled { .. }
            | Event::SuperCancelled { .. }
            | Event::SuperCancelSettled {}
            | Event::DeadlineExtended { .. }
            | Event::DeadlineMissed {}
            | Event::Claimed { .. }
            | Event::Assigned { .. }
            | Event::Urged {}
            | Event::Rated(_) => (None, None),
        };
        let number = |parcel: &'a Parcel| &parcel.tracking_number;
        Self {
            named: named.map(number),
            dropped: dropped.map(number),
        }
    }
}
