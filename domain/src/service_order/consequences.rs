//! Consequences: what follows from an event besides the state. Each event says it in one row
//! ([`Event::consequences`](super::Event::consequences)), and all who act on it ask that row.

use super::Handling;
use crate::{
    form::named::named,
    people::rule::Rule,
    values::{
        carrier::{Parcel, TrackingNumber},
        money::Money,
        number::ServiceOrderNumber,
        text::Text,
        time::Timestamp,
    },
};

named! {
    /// The kind of a message to the consumer or to the staff who are responsible.
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

named! {
    /// About what staff are told.
    pub enum NotificationKind {
        /// An order was assigned to them (R-ASN-1).
        Assigned = "assigned",
        /// Half, or nine tenths, of the time of a node are used.
        DueSoon = "due_soon",
        /// The time of a node is over, and the system could not act.
        Overdue = "overdue",
        /// The consumer answered a question (R-REV-8).
        Answered = "answered",
        /// The consumer accepted or declined a quote (R-HND-4).
        QuoteDecided = "quote_decided",
        /// 催单: the consumer asked for haste (R-MSG-2).
        Urged = "urged",
    }
}

/// What follows from an event besides the state. What its row does not name does not follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Consequences<'e> {
    /// The rule by which the system adds the event of itself, whoever gave the command that it follows from.
    pub by_rule: Option<Rule>,
    /// What the consumer is told.
    pub consumer_notice: Option<Notice>,
    /// What the merchant's staff, or whoever is responsible, is told.
    pub staff_notice: Option<Notice>,
    /// About what the bell of staff rings.
    pub notification: Option<NotificationKind>,
    /// The refund that starts, in fen; more than nothing.
    pub refund: Option<Money>,
    /// Which parcel the order names after it.
    pub parcel: ParcelMention<'e>,
    /// Other open orders that name the same parcel (R-SHP-1).
    pub shared_with: &'e [ServiceOrderNumber],
    /// The pieces that it is about.
    pub pieces: Pieces<'e>,
    /// How the deadline changes, where the order stays in its node.
    pub timer: TimerChange,
    /// Why it happened, as a code or in words.
    pub reason: Option<&'e str>,
}

/// How an event changes which parcels its order names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ParcelMention<'e> {
    /// Nothing.
    #[default]
    Unmentioned,
    /// The order names it as well from now on.
    Named(&'e TrackingNumber),
    /// The order names it from now on, and no other: a parcel is corrected before one goes back, so that all that was known of
    /// the order is what was wrong, under whatever numbers it was found (R-SHP-4).
    Renamed(&'e TrackingNumber),
}

/// The pieces that an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pieces<'e> {
    /// It says nothing of pieces.
    #[default]
    Unmentioned,
    /// Those that count as received (R-RCV-1, R-EXC-3).
    Received,
    /// Those that are handled.
    Handled(&'e Handling),
}

/// How the deadline changes while the order stays in its node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimerChange {
    /// It stays.
    #[default]
    Unchanged,
    /// It stands still, until then at the latest (R-REV-8).
    Paused(Timestamp),
    /// It goes on (R-REV-8).
    Resumed,
    /// It is moved to then (R-TIM-2).
    Extended(Timestamp),
    /// It has passed, and only a person can act (R-TIM-1).
    Missed,
}

impl<'e> Consequences<'e> {
    pub(super) const fn by_rule(mut self, rule: Rule) -> Self {
        self.by_rule = Some(rule);
        self
    }

    pub(super) const fn tells_consumer(mut self, notice: Notice) -> Self {
        self.consumer_notice = Some(notice);
        self
    }

    pub(super) const fn tells_staff(mut self, notice: Notice) -> Self {
        self.staff_notice = Some(notice);
        self
    }

    pub(super) const fn notifies(mut self, kind: NotificationKind) -> Self {
        self.notification = Some(kind);
        self
    }

    pub(super) fn refunds(mut self, amount: Option<Money>) -> Self {
        self.refund = amount.filter(|amount| *amount > Money::ZERO);
        self
    }

    pub(super) fn names_parcel(mut self, parcel: Option<&'e Parcel>) -> Self {
        if let Some(parcel) = parcel {
            self.parcel = ParcelMention::Named(&parcel.tracking_number);
        }
        self
    }

    pub(super) const fn corrects_parcel(mut self, parcel: &'e Parcel) -> Self {
        self.parcel = ParcelMention::Renamed(&parcel.tracking_number);
        self
    }

    pub(super) const fn shares(mut self, with: &'e [ServiceOrderNumber]) -> Self {
        self.shared_with = with;
        self
    }

    pub(super) const fn about(mut self, pieces: Pieces<'e>) -> Self {
        self.pieces = pieces;
        self
    }

    pub(super) const fn times(mut self, change: TimerChange) -> Self {
        self.timer = change;
        self
    }

    pub(super) const fn because(mut self, reason: &'e str) -> Self {
        self.reason = Some(reason);
        self
    }

    pub(super) fn because_of<const MIN: u32, const MAX: u32>(
        mut self,
        words: Option<&'e Text<MIN, MAX>>,
    ) -> Self {
        self.reason = words.map(Text::as_str);
        self
    }
}
