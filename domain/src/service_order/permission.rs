//! Permissions: which party, in which position, may give which command in which nodes. Data; [`admit`] enforces it.

use serde::Serialize;

use crate::{
    people::party::{Actor, Authority, Position},
    policy::responsibility::{Responsible, Step},
    service_order::{CommandType, Node, Refusal, ServiceOrder, Situation},
};

/// Which staff may give a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffGrant {
    /// None: it is the consumer's.
    Nobody,
    /// Those of the party that is responsible for a step; of a merchant's staff, those in one of these positions. An owner
    /// may do everything.
    Responsible {
        /// The step; none: the step of the node that the order stands in.
        step: Option<Step>,
        /// The positions of the merchant's staff that may do it.
        positions: &'static [Position],
    },
    /// Operators of the platform, whoever is responsible.
    Operator,
}

/// A command that the consumer may give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsumerCommand {
    /// 补充说明: answers the reviewer's question.
    Answer,
    /// 填写运单: says by which parcel the goods come.
    Ship,
    /// 修改运单: corrects by which parcel the goods come.
    CorrectShipment,
    /// 接受报价: accepts the quote of a repair.
    AcceptQuote,
    /// 拒绝报价: declines the quote of a repair.
    DeclineQuote,
    /// 取消申请: gives the application up.
    Cancel,
    /// 催单: asks for haste.
    Urge,
    /// 评价: rates the service.
    Rate,
}

impl ConsumerCommand {
    /// The command as one of the consumer's; none where only staff give it.
    pub const fn of(command: CommandType) -> Option<Self> {
        match command {
            CommandType::Answer => Some(Self::Answer),
            CommandType::Ship => Some(Self::Ship),
            CommandType::CorrectShipment => Some(Self::CorrectShipment),
            CommandType::AcceptQuote => Some(Self::AcceptQuote),
            CommandType::DeclineQuote => Some(Self::DeclineQuote),
            CommandType::Cancel => Some(Self::Cancel),
            CommandType::Urge => Some(Self::Urge),
            CommandType::Rate => Some(Self::Rate),
            CommandType::Approve
            | CommandType::ApproveDirectCompensation
            | CommandType::Reject
            | CommandType::AskConsumer
            | CommandType::BookPickup
            | CommandType::SignFor
            | CommandType::ReportAbnormal
            | CommandType::ResolveException
            | CommandType::Inspect
            | CommandType::Handle
            | CommandType::CompleteRepair
            | CommandType::SendGoodsBack
            | CommandType::ReturnToHandling
            | CommandType::SuperCancel
            | CommandType::ExtendDeadline
            | CommandType::Claim
            | CommandType::Assign => None,
        }
    }
}

/// Who may give a command, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Permission {
    /// The command that the row is about.
    pub command: CommandType,
    /// The nodes in which it makes sense.
    pub nodes: &'static [Node],
    /// Whether the consumer may give it.
    pub consumer: bool,
    /// Which staff may give it.
    pub staff: StaffGrant,
}

use Node::{
    Completed, InRepair, PendingException, PendingHandling, PendingInspection, PendingReceipt,
    PendingReturn, PendingReview, PendingShipment,
};
use Position::{Agent, Inspector, Receiver, Technician};

const fn staff(step: Step, positions: &'static [Position]) -> StaffGrant {
    StaffGrant::Responsible {
        step: Some(step),
        positions,
    }
}

const fn staff_of_node(positions: &'static [Position]) -> StaffGrant {
    StaffGrant::Responsible {
        step: None,
        positions,
    }
}

const REVIEWERS: StaffGrant = staff(Step::Review, &[Agent]);
const SHIPPERS: StaffGrant = staff(Step::Receive, &[Agent, Receiver]);
const RECEIVERS: StaffGrant = staff(Step::Receive, &[Receiver]);
const INSPECTORS: StaffGrant = staff(Step::Inspect, &[Inspector]);
const HANDLERS: StaffGrant = staff(Step::Handle, &[Agent, Technician]);
const REPAIRERS: StaffGrant = staff(Step::Handle, &[Technician]);
const EXTENDERS: StaffGrant = staff_of_node(&[Agent]);
const COLLEAGUES: StaffGrant = staff_of_node(Position::ALL);

/// Where goods have not come yet, or never will.
const BEFORE_RECEIPT: &[Node] = &[
    PendingReview,
    PendingShipment,
    PendingReceipt,
    PendingHandling,
];

/// Where goods that come by a parcel may not be signed for yet: the parcel can be named at the application, and what was
/// reported as not received is still on its way.
const BEFORE_SIGNING: &[Node] = &[PendingReview, PendingReceipt, PendingException];

/// The permission of a command: a row of the matrix.
pub const fn permission(command: CommandType) -> Permission {
    use CommandType as C;
    use StaffGrant::{Nobody, Operator};
    let (nodes, staff): (&[Node], StaffGrant) = match command {
        C::Approve => (&[PendingReview], REVIEWERS),
        C::ApproveDirectCompensation => (&[PendingReview], REVIEWERS),
        C::Reject => (&[PendingReview], REVIEWERS),
        C::AskConsumer => (&[PendingReview], REVIEWERS),
        C::Answer => (&[PendingReview], Nobody),
        C::Ship => (&[PendingShipment], SHIPPERS),
        C::BookPickup => (&[PendingShipment], SHIPPERS),
        C::SignFor => (&[PendingReceipt, PendingShipment], RECEIVERS),
        C::ReportAbnormal => (&[PendingReceipt, PendingShipment], RECEIVERS),
        C::ResolveException => (&[PendingException], RECEIVERS),
        C::Inspect => (&[PendingInspection], INSPECTORS),
        C::Handle => (&[PendingHandling], HANDLERS),
        C::AcceptQuote => (&[InRepair], Nobody),
        C::DeclineQuote => (&[InRepair], Nobody),
        C::CompleteRepair => (&[InRepair], REPAIRERS),
        C::SendGoodsBack => (&[PendingReturn], RECEIVERS),
        C::ReturnToHandling => (&[PendingReturn], RECEIVERS),
        C::Cancel => (BEFORE_RECEIPT, Nobody),
        C::SuperCancel => (Node::OPEN, Operator),
        C::ExtendDeadline => (Node::OPEN, EXTENDERS),
        C::CorrectShipment => (BEFORE_SIGNING, SHIPPERS),
        C::Claim => (Node::OPEN, COLLEAGUES),
        C::Assign => (Node::OPEN, COLLEAGUES),
        C::Urge => (Node::OPEN, Nobody),
        C::Rate => (&[Completed], Nobody),
    };
    Permission {
        command,
        nodes,
        consumer: ConsumerCommand::of(command).is_some(),
        staff,
    }
}

/// Checks that an actor may give a command to an order in its node: first whether it is theirs to see at all, then what
/// their party and positions can never do, then the node, then the party that is responsible for the step.
pub fn admit(
    order: &ServiceOrder,
    actor: &Actor,
    command: CommandType,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    if !actor.may_see(order.goods.owner()) {
        return Err(Refusal::OrderNotFound {});
    }
    check_position(actor, command)?;
    check_node(order, actor, command)?;
    check_responsibility(order, actor, command, situation)
}

fn check_position(actor: &Actor, command: CommandType) -> Result<(), Refusal> {
    let granted = permission(command);
    let forbidden = |needs: &[Position]| Refusal::Forbidden {
        command,
        needs: needs.to_vec(),
    };
    match (actor.authority(), granted.staff) {
        (Authority::System, _) => Ok(()),
        (Authority::Consumer(..), _) if granted.consumer => Ok(()),
        (Authority::Consumer(..) | Authority::ReturnCentre, _) => Err(forbidden(&[])),
        (Authority::Operator, StaffGrant::Operator | StaffGrant::Responsible { .. }) => Ok(()),
        (Authority::Store(_), StaffGrant::Responsible { .. }) => Ok(()),
        (Authority::Merchant(_, None), StaffGrant::Responsible { .. }) => Ok(()),
        (Authority::Merchant(_, Some(held)), StaffGrant::Responsible { positions, .. }) => {
            if positions.iter().any(|position| held.contains(position)) {
                Ok(())
            } else {
                Err(forbidden(positions))
            }
        }
        (Authority::Store(_) | Authority::Merchant(..), StaffGrant::Operator)
        | (
            Authority::Operator | Authority::Store(_) | Authority::Merchant(..),
            StaffGrant::Nobody,
        ) => Err(forbidden(&[])),
    }
}

fn check_node(order: &ServiceOrder, actor: &Actor, command: CommandType) -> Result<(), Refusal> {
    let node = order.node();
    if permission(command).nodes.contains(&node) {
        return Ok(());
    }
    let possible = |other: &CommandType| {
        permission(*other).nodes.contains(&node) && check_position(actor, *other).is_ok()
    };
    let allowed = CommandType::ALL.iter().copied().filter(possible).collect();
    Err(Refusal::NotAllowedInNode {
        command,
        node,
        allowed,
    })
}

fn check_responsibility(
    order: &ServiceOrder,
    actor: &Actor,
    command: CommandType,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    let granted = permission(command);
    let by_consumer = matches!(actor.authority(), Authority::Consumer(..));
    let step = match granted.staff {
        StaffGrant::Responsible { step, .. } if !by_consumer => step.or(order.node().step()),
        StaffGrant::Responsible { .. } | StaffGrant::Nobody | StaffGrant::Operator => None,
    };
    let Some(step) = step else { return Ok(()) };
    let responsible = responsible_for(order, step, situation);
    if responsible.is(&actor.authority()) {
        Ok(())
    } else {
        Err(Refusal::NotResponsible { step, responsible })
    }
}

/// Who is responsible for a step of an order.
pub fn responsible_for(order: &ServiceOrder, step: Step, situation: &Situation<'_>) -> Responsible {
    situation
        .policy
        .matrix
        .responsible(order.goods.channel, order.service_type, step)
}
