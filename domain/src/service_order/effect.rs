//! Effects: what follows from events outside the order: where it goes, until when, money, messages, warnings.

use serde::{Deserialize, Serialize};

use super::{
    Deadline, Node, Recorded, ServiceOrder,
    consequences::{Notice, Pieces},
    node::DueAction,
};
use crate::{
    refund::Granted,
    service_order::catalogue::RefundKind,
    values::{
        id::RefundId, money::Money, number::ServiceOrderNumber, quantity::Quantity,
        service::ServiceType, time::Timestamp,
    },
};

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
        let consequences = recorded.event.consequences();
        effects.extend(about_pieces(consequences.pieces, after));
        let refund = consequences.refund;
        effects.extend(refund.map(|amount| Effect::RefundRequested { amount }));
        let notice = consequences.consumer_notice;
        effects.extend(notice.map(|notice| Effect::ConsumerTold { notice }));
        let notice = consequences.staff_notice;
        effects.extend(notice.map(|notice| Effect::StaffTold { notice }));
        if !consequences.shared_with.is_empty() {
            effects.push(Effect::ParcelShared {
                with: consequences.shared_with.to_vec(),
            });
        }
    }
    effects
}

/// What is to be known of the pieces that an event is about, where they are not simply those applied for.
fn about_pieces(pieces: Pieces<'_>, after: &ServiceOrder) -> Option<Effect> {
    let in_part = |refund| {
        after.received_in_part().then(|| Effect::ReceivedInPart {
            received: after.pieces_received(),
            applied: after.application.quantity,
            refund,
        })
    };
    match pieces {
        Pieces::Unmentioned => None,
        Pieces::Received => in_part(None),
        Pieces::Handled(handling) => {
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
    }
}

/// Another aggregate that a line of an order's log begins. It is begun in the same transaction, so that none is without the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begin {
    /// Money goes to the consumer (R-RFD-1).
    Refund(Box<Granted>),
}

/// What a line of an order's log begins besides the order.
pub fn begins(order: &ServiceOrder, line: &Recorded) -> Option<Begin> {
    let amount = line.event.consequences().refund?;
    Some(Begin::Refund(Box::new(Granted {
        id: RefundId::of_line(&order.number, line.sequence),
        owner: order.goods.owner().into(),
        service_order: order.number.clone(),
        amount,
    })))
}
