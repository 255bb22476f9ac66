//! Permissions: which party, in which position, may give which command in which nodes. Data; [`admit`] enforces it.

use serde::Serialize;

use crate::{
    party::{Actor, Authority, Position},
    responsibility::{Responsible, Step},
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
        /// The positions.
        positions: &'static [Position],
    },
    /// Operators of the platform, whoever is responsible.
    Operator,
}

/// Who may give a command, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Permission {
    /// The command.
    pub command: CommandType,
    /// The nodes in which it makes sense.
    pub nodes: &'static [Node],
    /// Whether the consumer may.
    pub consumer: bool,
    /// Which staff may.
    pub staff: StaffGrant,
}

use Node::{
    Completed, InRepair, PendingException, PendingHandling, PendingInspection, PendingReceipt,
    PendingReturn, PendingReview, PendingShipment,
};
use Position::{Agent, Inspector, Receiver, Technician};

const ANY_POSITION: &[Position] = Position::ALL;

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

/// The permission of a command: a row of the matrix.
pub const fn permission(command: CommandType) -> Permission {
    use CommandType as C;
    let (nodes, consumer, staff): (&[Node], bool, StaffGrant) = match command {
        C::Approve | C::ApproveDirectCompensation | C::Reject | C::AskConsumer => {
            (&[PendingReview], false, staff(Step::Review, &[Agent]))
        }
        C::Answer => (&[PendingReview], true, StaffGrant::Nobody),
        C::Ship => (
            &[PendingShipment],
            true,
            staff(Step::Receive, &[Agent, Receiver]),
        ),
        C::BookPickup => (
            &[PendingShipment],
            false,
            staff(Step::Receive, &[Agent, Receiver]),
        ),
        C::SignFor | C::ReportAbnormal => (
            &[PendingReceipt, PendingShipment],
            false,
            staff(Step::Receive, &[Receiver]),
        ),
        C::ResolveException => (
            &[PendingException],
            false,
            staff(Step::Receive, &[Receiver]),
        ),
        C::Inspect => (
            &[PendingInspection],
            false,
            staff(Step::Inspect, &[Inspector]),
        ),
        C::Handle => (
            &[PendingHandling],
            false,
            staff(Step::Handle, &[Agent, Technician]),
        ),
        C::AcceptQuote | C::DeclineQuote => (&[InRepair], true, StaffGrant::Nobody),
        C::CompleteRepair => (&[InRepair], false, staff(Step::Handle, &[Technician])),
        C::SendGoodsBack | C::ReturnToHandling => {
            (&[PendingReturn], false, staff(Step::Receive, &[Receiver]))
        }
        C::Cancel => (
            &[
                PendingReview,
                PendingShipment,
                PendingReceipt,
                PendingHandling,
            ],
            true,
            StaffGrant::Nobody,
        ),
        C::SuperCancel => (Node::OPEN, false, StaffGrant::Operator),
        C::ExtendDeadline => (
            &[
                PendingReview,
                PendingShipment,
                PendingReceipt,
                PendingException,
                PendingInspection,
                PendingHandling,
                InRepair,
                PendingReturn,
            ],
            false,
            staff_of_node(&[Agent]),
        ),
        C::Claim | C::Assign => (Node::OPEN, false, staff_of_node(ANY_POSITION)),
        C::Urge => (Node::OPEN, true, StaffGrant::Nobody),
        C::Rate => (&[Completed], true, StaffGrant::Nobody),
    };
    Permission {
        command,
        nodes,
        consumer,
        staff,
    }
}

/// Lets an actor give a command to an order where it stands, or says why not: first what their party and positions can
/// never do, then the node, then the party that is responsible for the step.
pub fn admit(
    order: &ServiceOrder,
    actor: &Actor,
    command: CommandType,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
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
        (Authority::Consumer(_), _) if granted.consumer => Ok(()),
        (Authority::Consumer(_) | Authority::ReturnCentre, _) => Err(forbidden(&[])),
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
    let by_consumer = matches!(actor.authority(), Authority::Consumer(_));
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
