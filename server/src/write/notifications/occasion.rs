//! Occasions: what staff are to be notified of, before the recipients are known.

use aftercare_domain::{
    aggregate::deadline::Reminder,
    policy::{Policy, responsibility::Responsible},
    service_order::{
        Node, Recorded, ServiceOrder,
        view::{ConsumerTask, consumer_task},
    },
    teamwork::notification::{Notification, NotificationKind},
    values::{
        channel::Channel,
        id::{MerchantId, Username},
        number::ServiceOrderNumber,
        time::Timestamp,
    },
};

/// Something about an order that staff are notified of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occasion {
    /// Identifies it: the same occasion is notified once.
    pub(crate) id: String,
    /// About what.
    pub(crate) kind: NotificationKind,
    /// Of a reminder: how many percent of the time are used.
    pub(super) used_percent: Option<u8>,
    /// The order.
    pub(crate) number: ServiceOrderNumber,
    /// Where it stands.
    pub(super) node: Node,
    /// When.
    pub(crate) at: Timestamp,
    /// The assignee, who alone is notified.
    pub(super) assignee: Option<Username>,
    /// The party whose staff are notified when nobody is assigned.
    pub(crate) responsible: Responsible,
    /// The order's merchant.
    pub(crate) merchant: MerchantId,
    /// Its channel.
    pub(super) channel: Channel,
}

impl Occasion {
    /// The occasion of an event, if it is one. Nobody is notified of what they did themselves.
    pub(crate) fn of(
        order: &ServiceOrder,
        line: &Recorded,
        giver: Option<&Username>,
        policy: &Policy,
    ) -> Option<Self> {
        let kind = line.event.consequences().notification?;
        let assignee = order
            .assignee
            .as_ref()
            .and_then(|assignee| assignee.username.as_ref());
        if giver.is_some() && assignee == giver {
            return None;
        }
        let id = format!("{}-{kind}-{}", order.number, line.sequence);
        Self::about(order, id, kind, line.at, policy)
    }

    /// The reminder that a share of an order's time is used, once for each deadline: a deadline that moves has its own
    /// reminders (R-TIM-2). None while the order waits for the consumer, whom staff can't hurry.
    pub(crate) fn reminder(
        order: &ServiceOrder,
        Reminder { percent, at }: Reminder,
        now: Timestamp,
        policy: &Policy,
    ) -> Option<Self> {
        let waits_for_consumer = consumer_task(order).is_some_and(ConsumerTask::is_awaited);
        if waits_for_consumer {
            return None;
        }
        let kind = NotificationKind::DueSoon;
        let id = format!("{}-{kind}-{percent}-{}", order.number, at.ms());
        Self::about(order, id, kind, now, policy).map(|occasion| Self {
            used_percent: Some(percent),
            ..occasion
        })
    }

    fn about(
        order: &ServiceOrder,
        id: String,
        kind: NotificationKind,
        at: Timestamp,
        policy: &Policy,
    ) -> Option<Self> {
        let node = order.node();
        let goods = &order.goods;
        let matrix = &policy.matrix;
        let responsible = matrix.responsible(goods.channel, order.service_type, node.step()?);
        Some(Self {
            id,
            kind,
            used_percent: None,
            number: order.number.clone(),
            node,
            at,
            assignee: order
                .assignee
                .as_ref()
                .and_then(|assignee| assignee.username.clone()),
            responsible,
            merchant: goods.merchant.clone(),
            channel: goods.channel,
        })
    }

    /// The notification.
    pub(crate) fn notification(&self) -> Notification {
        Notification {
            id: self.id.clone(),
            kind: self.kind,
            used_percent: self.used_percent,
            number: self.number.clone(),
            node: self.node,
            at: self.at,
            read: false,
        }
    }
}
