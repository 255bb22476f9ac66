//! Effects: what follows from events outside the order: where it goes, until when, money, messages, warnings.

use serde::{Deserialize, Serialize};

use super::{Deadline, Event, Node, Recorded, ServiceOrder, node::DueAction};
use crate::{
    form::named::named,
    service_order::catalogue::RefundKind,
    values::{
        money::Money, number::ServiceOrderNumber, quantity::Quantity, service::ServiceType,
        time::Timestamp,
    },
};

named! {
    /// What somebody is told.
    pub enum Notice {
        /// To the consumer: it was applied for, and will be reviewed by then.
        Applied = "applied",
        /// To the consumer: approved; send the goods there.
        Approved = "approved",
        /// To the consumer: rejected, and why.
        Rejected = "rejected",
        /// To the consumer: a question waits for an answer.
        Asked = "asked",
        /// To the merchant: the answer is there.
        Answered = "answered",
        /// To the consumer: a pickup is booked.
        PickupBooked = "pickup_booked",
        /// To the consumer: the goods have arrived.
        Received = "received",
        /// To the consumer: something was abnormal about the goods.
        Abnormal = "abnormal",
        /// To the consumer: how it was handled.
        Handled = "handled",
        /// To the consumer: a quote waits for a decision.
        Quoted = "quoted",
        /// To the merchant: the quote was decided on.
        QuoteDecided = "quote_decided",
        /// To the consumer: goods are on their way.
        SentBack = "sent_back",
        /// To the consumer: the order is cancelled.
        Cancelled = "cancelled",
        /// To the merchant: no address to approve with; maintain it and approve by hand (R-REV-2).
        AddressMissing = "address_missing",
        /// To the merchant: the consumer urges.
        Urged = "urged",
    }
}

/// Something that follows from events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Effect {
    /// The order enters a node.
    NodeEntered {
        /// The node that the order enters.
        node: Node,
        /// Until when; none without a deadline.
        due_at: Option<Timestamp>,
        /// What the system does then.
        due_action: Option<DueAction>,
    },
    /// The deadline of the node changes.
    DeadlineChanged {
        /// Until when; none while it stands still.
        due_at: Option<Timestamp>,
        /// What the system does then.
        due_action: Option<DueAction>,
    },
    /// Money goes to the consumer.
    RefundRequested {
        /// What the consumer is refunded, in fen.
        amount: Money,
    },
    /// Fewer pieces came than were applied for: what follows is about those that came (R-RCV-1).
    ReceivedInPart {
        /// How many pieces came.
        received: Quantity,
        /// How many pieces were applied for.
        applied: Quantity,
        /// What is refunded for the pieces that came, in fen; none while nothing is.
        refund: Option<Money>,
    },
    /// Money for goods that stay with the consumer: a warning.
    GoodsStay {
        /// What the consumer is refunded, in fen.
        refund: Money,
        /// Whether it is all that was paid.
        in_full: bool,
    },
    /// The consumer is told.
    ConsumerTold {
        /// What the consumer is told.
        notice: Notice,
    },
    /// The merchant's staff, or whoever is responsible, is told.
    StaffTold {
        /// What the staff are told.
        notice: Notice,
    },
    /// The parcel is named by other open orders (R-SHP-1).
    ParcelShared {
        /// The numbers of the other service orders.
        with: Vec<ServiceOrderNumber>,
    },
}

/// What follows from new lines of the log, which led from one state to the next.
pub fn effects(
    before: Option<&ServiceOrder>,
    recorded: &[Recorded],
    after: &ServiceOrder,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    let due_at = after.deadline.due_at();
    let due_action = after.due_action();
    if before.map(ServiceOrder::node) != Some(after.node()) {
        effects.push(Effect::NodeEntered {
            node: after.node(),
            due_at,
            due_action,
        });
    } else if before.map(|before| &before.deadline) != Some(&after.deadline)
        && after.deadline != Deadline::None
    {
        effects.push(Effect::DeadlineChanged { due_at, due_action });
    }
    for recorded in recorded {
        effects.extend(pieces_of(&recorded.event, after));
        effects.extend(
            recorded
                .event
                .refund()
                .map(|amount| Effect::RefundRequested { amount }),
        );
        effects.extend(notice_of(&recorded.event));
        if let Event::Shipped { shared_with, .. } | Event::ShipmentCorrected { shared_with, .. } =
            &recorded.event
            && !shared_with.is_empty()
        {
            effects.push(Effect::ParcelShared {
                with: shared_with.clone(),
            });
        }
    }
    effects
}

/// Which pieces an event is about, where they are not simply those applied for.
fn pieces_of(event: &Event, after: &ServiceOrder) -> Option<Effect> {
    let in_part = |refund| {
        after.received_in_part().then(|| Effect::ReceivedInPart {
            received: after.pieces_received(),
            applied: after.application.quantity,
            refund,
        })
    };
    match event {
        Event::SignedFor { .. } | Event::ExceptionResolved { .. } => in_part(None),
        Event::Handled(handling) => {
            let refund = handling.refund?;
            let facts = handling.method.facts();
            let goods_stay = after.goods_stay() && facts.service_type == Some(ServiceType::Return);
            if goods_stay {
                let in_full = facts.refund == RefundKind::AllPaid;
                Some(Effect::GoodsStay { refund, in_full })
            } else {
                in_part(Some(refund))
            }
        }
        Event::Applied(_)
        | Event::Approved { .. }
        | Event::AddressMissing {}
        | Event::DirectCompensationApproved { .. }
        | Event::Rejected { .. }
        | Event::ConsumerAsked { .. }
        | Event::Answered(_)
        | Event::AnswerElapsed {}
        | Event::Shipped { .. }
        | Event::ShipmentCorrected { .. }
        | Event::ShipmentSkipped { .. }
        | Event::PickupBooked(_)
        | Event::ReportedAbnormal { .. }
        | Event::Inspected(_)
        | Event::QuoteAccepted { .. }
        | Event::QuoteDeclined { .. }
        | Event::RepairCompleted(_)
        | Event::GoodsSentBack { .. }
        | Event::ReturnedToHandling { .. }
        | Event::Cancelled { .. }
        | Event::SuperCancelled { .. }
        | Event::SuperCancelSettled {}
        | Event::DeadlineExtended { .. }
        | Event::DeadlineMissed {}
        | Event::Claimed { .. }
        | Event::Assigned { .. }
        | Event::Urged {}
        | Event::Rated(_) => None,
    }
}

fn notice_of(event: &Event) -> Option<Effect> {
    let consumer = |notice| Some(Effect::ConsumerTold { notice });
    let staff = |notice| Some(Effect::StaffTold { notice });
    match event {
        Event::Applied(_) => consumer(Notice::Applied),
        Event::Approved { .. } => consumer(Notice::Approved),
        Event::AddressMissing {} => staff(Notice::AddressMissing),
        Event::DirectCompensationApproved { .. } => consumer(Notice::Handled),
        Event::Rejected { .. } => consumer(Notice::Rejected),
        Event::ConsumerAsked { .. } => consumer(Notice::Asked),
        Event::Answered(_) => staff(Notice::Answered),
        Event::PickupBooked(_) => consumer(Notice::PickupBooked),
        Event::SignedFor { .. } => consumer(Notice::Received),
        Event::ReportedAbnormal { .. } => consumer(Notice::Abnormal),
        Event::Handled(handling) if handling.quote.is_some() => consumer(Notice::Quoted),
        Event::Handled(_) => consumer(Notice::Handled),
        Event::QuoteAccepted { .. } | Event::QuoteDeclined { .. } => staff(Notice::QuoteDecided),
        Event::GoodsSentBack { .. } => consumer(Notice::SentBack),
        Event::Cancelled { .. } | Event::SuperCancelled { .. } => consumer(Notice::Cancelled),
        Event::Urged {} => staff(Notice::Urged),
        Event::AnswerElapsed {}
        | Event::Shipped { .. }
        | Event::ShipmentCorrected { .. }
        | Event::ShipmentSkipped { .. }
        | Event::ExceptionResolved { .. }
        | Event::Inspected(_)
        | Event::RepairCompleted(_)
        | Event::ReturnedToHandling { .. }
        | Event::SuperCancelSettled {}
        | Event::DeadlineExtended { .. }
        | Event::DeadlineMissed {}
        | Event::Claimed { .. }
        | Event::Assigned { .. }
        | Event::Rated(_) => None,
    }
}
