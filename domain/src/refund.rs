//! Refunds 退款: money that goes to a consumer for a service order, with a log of its own (R-RFD-1).
//!
//! A service order's handling begins a refund ([`begins`](crate::service_order::effect::begins)); from then on the two go their own
//! ways.

mod command;
mod decide;
pub mod earlier;
mod event;
mod evolve;
mod refusal;
mod view;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    command::{ConfirmOffline, RefundBeginning, RefundCommand, RefundCommandType, RefundNeeds},
    event::{Granted, RecordedRefundEvent, RefundEvent},
    refusal::RefundRefusal,
    view::RefundView,
};
use crate::{
    aggregate::{Aggregate, AggregateKind, Recorded, Situation, deadline::Deadline},
    form::{FieldError, Reader, named::named, record},
    people::{
        party::{Actor, Owner, OwnerRef},
        rule::Rule,
    },
    policy::Policy,
    values::{
        id::RefundId,
        money::Money,
        number::ServiceOrderNumber,
        page::{CursorText, PageSize},
        text::Text,
        time::Timestamp,
    },
};

named! {
    /// Where a refund stands.
    pub enum RefundState {
        /// Asked for, nothing done yet.
        Requested = "requested",
        /// Handed to the gateway, or to finance for a transfer by hand.
        Processing = "processing",
        /// The money is with the consumer.
        Succeeded = "succeeded",
        /// The gateway refused it.
        Failed = "failed",
    }
}

/// The reference of a bank transfer.
pub type TransferReference = Text<1, 100>;

/// A refund as its events left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// The id of the refund.
    pub id: RefundId,
    /// How many events there are: the sequence of the last one.
    pub version: u32,
    /// Whose it is: that of the service order.
    pub owner: Owner,
    /// The service order that granted it.
    pub service_order: ServiceOrderNumber,
    /// What the consumer is refunded, in fen.
    pub amount: Money,
    /// How far the refund is.
    pub state: RefundState,
    /// When the refund was asked for.
    pub requested_at: Timestamp,
    /// When the money was with the consumer.
    pub succeeded_at: Option<Timestamp>,
    /// The reference of the transfer, by which the bank knows it; none before it was made.
    pub reference: Option<TransferReference>,
}

/// Facts that lie outside a refund, read in the transaction that decides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefundFacts {
    /// Another refund of the merchant that the transfer paid already, where the command names a transfer.
    pub paid: Option<RefundId>,
}

/// What a gateway reports of a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GatewayReport {
    /// It has the refund: it pays it, or finance will transfer the money by hand.
    HandedOver,
}

impl Aggregate for Refund {
    const KIND: AggregateKind = AggregateKind::Refund;
    type Id = RefundId;
    type Command = RefundCommand;
    type Event = RefundEvent;
    type Facts = RefundFacts;
    type Report = GatewayReport;
    type Effect = RefundEffect;
    type Refusal = RefundRefusal;

    fn id(&self) -> &RefundId {
        &self.id
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn owner(&self) -> OwnerRef<'_> {
        (&self.owner).into()
    }

    /// None: nobody has a time to pay in.
    fn deadline(&self) -> &Deadline {
        &Deadline::None
    }

    fn known_deadline(&self, _policy: &Policy) -> Deadline {
        Deadline::None
    }

    fn wakes_at(&self) -> Option<Timestamp> {
        None
    }

    fn decide(
        &self,
        _actor: &Actor,
        command: &RefundCommand,
        situation: &Situation<'_, RefundFacts>,
    ) -> Result<Vec<RefundEvent>, RefundRefusal> {
        match command {
            RefundCommand::ConfirmOffline(command) => {
                decide::confirm_offline(self, command, situation)
            }
        }
    }

    fn decide_elapsed(
        &self,
        _situation: &Situation<'_, RefundFacts>,
    ) -> Result<(Rule, Vec<RefundEvent>), RefundRefusal> {
        Err(RefundRefusal::NotDue)
    }

    fn take_report(&self, report: &GatewayReport) -> Vec<RefundEvent> {
        match report {
            GatewayReport::HandedOver => decide::hand_over(self),
        }
    }

    fn begin(first: &Recorded<RefundEvent>) -> Option<Self> {
        evolve::begin(first)
    }

    fn evolve(self, next: &Recorded<RefundEvent>) -> Self {
        evolve::apply(self, next)
    }

    fn deadline_after(
        _before: Option<&Self>,
        _event: &RefundEvent,
        _after: &Self,
        _situation: &Situation<'_, RefundFacts>,
    ) -> Deadline {
        Deadline::None
    }

    fn effects(
        _before: Option<&Self>,
        _recorded: &[Recorded<RefundEvent>],
        after: &Self,
    ) -> Vec<RefundEffect> {
        match after.state {
            RefundState::Requested => vec![RefundEffect::HandOver],
            RefundState::Processing | RefundState::Succeeded | RefundState::Failed => Vec::new(),
        }
    }
}

/// What follows from the events of a refund outside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundEffect {
    /// It is to be handed to the gateway.
    HandOver,
}

/// How many refunds there are, and what they add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefundTotal {
    /// How many refunds there are.
    pub refunds: u64,
    /// What they add up to, in fen.
    pub amount: Money,
}

/// What has not reached consumers yet, by the state of the refunds; a state in which there is none is left out.
pub type RefundTotals = BTreeMap<RefundState, RefundTotal>;

impl RefundState {
    /// The states in which the money has not reached the consumer yet.
    pub const OPEN: &'static [Self] = &[Self::Requested, Self::Processing, Self::Failed];
}

record! {
    /// Which refunds a list shows.
    pub struct RefundQuery {
        /// The number of the service order for which the refunds are.
        service_order: optional ServiceOrderNumber,
        /// The state in which the refunds are.
        state: optional RefundState,
        /// Asked for at that time or later.
        requested_from: optional Timestamp,
        /// Asked for before that time.
        requested_to: optional Timestamp,
        /// How many, 1 to 200; 50 by default.
        limit: optional PageSize,
        /// `next_cursor` of the page before.
        cursor: optional CursorText,
    }
    check check_times
}

fn check_times(query: &RefundQuery, reader: &mut Reader<'_>) {
    if let (Some(from), Some(to)) = (query.requested_from, query.requested_to)
        && to <= from
    {
        let field = "requested_from".to_owned();
        reader.fault("requested_to", FieldError::NotAfter { field });
    }
}
