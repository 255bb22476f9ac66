//! The published workflow: nodes, commands, who may, timers, ends: made from the data that is enforced (docs/rules.md § 8).

use serde::Serialize;

use crate::{
    form::FieldSpec,
    policy::{DeadlineKey, Policy, responsibility::MatrixRow},
    service_order::{
        CommandType, Node,
        catalogue::{HandlingMethod, MethodFacts},
        deadline::{due_action, key_of},
        node::DueAction,
        permission::{StaffGrant, permission},
    },
    values::{service::ServiceType, time::Span},
};

/// The workflow as it is enforced.
#[derive(Debug, Clone, Serialize)]
pub struct Workflow {
    /// The nodes, in the order of the workflow.
    pub nodes: Vec<NodeDocument>,
    /// The commands, with who may give them and where.
    pub commands: Vec<CommandDocument>,
    /// The ways from node to node.
    pub transitions: Vec<Transition>,
    /// The handling methods, with what each is for, needs and does.
    pub catalogue: Vec<MethodFacts>,
    /// Which party is responsible for which step, by channel and service.
    pub matrix: Vec<MatrixRow>,
}

/// A node of the workflow: what it waits for, and what happens at its deadline.
#[derive(Debug, Clone, Serialize)]
pub struct NodeDocument {
    /// The id of the node.
    pub node: Node,
    /// Whether the journey of an order ends in the node.
    pub terminal: bool,
    /// The step of the channel matrix that is done here.
    pub step: Option<crate::policy::responsibility::Step>,
    /// The timers that run in the node, by service.
    pub timers: Vec<TimerDocument>,
    /// The commands that make sense here.
    pub commands: Vec<CommandType>,
}

/// A timer of a node.
#[derive(Debug, Clone, Serialize)]
pub struct TimerDocument {
    /// Which deadline it is.
    pub deadline: DeadlineKey,
    /// How long the deadline is on the platform, in milliseconds; null where none is set.
    pub allowance_ms: Option<Span>,
    /// What the system does at the deadline.
    pub action: DueAction,
}

/// A command of the workflow: who may give it, and in which nodes.
#[derive(Debug, Clone, Serialize)]
pub struct CommandDocument {
    /// The type of the command.
    #[serde(rename = "type")]
    pub command: CommandType,
    /// The nodes in which it makes sense.
    pub nodes: &'static [Node],
    /// Whether the consumer may give it.
    pub consumer: bool,
    /// Which staff may give it.
    pub staff: StaffGrant,
    /// The fields that the form of the command asks for.
    pub fields: &'static [FieldSpec],
}

/// A way from one node to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Transition {
    /// The node from which the way leads.
    pub from: Node,
    /// The node to which the way leads.
    pub to: Node,
    /// By which command; null: by the system, at the deadline or as a skip.
    pub by: Option<CommandType>,
}

/// The ways from node to node; `tests/laws` proves that decide and evolve take these and no others.
pub(crate) const TRANSITIONS: &[(Node, Option<CommandType>, &[Node])] = {
    use CommandType as C;
    use Node as N;
    &[
        (
            N::PendingReview,
            Some(C::Approve),
            &[N::PendingShipment, N::PendingReceipt, N::PendingHandling],
        ),
        (
            N::PendingReview,
            Some(C::ApproveDirectCompensation),
            &[N::Completed],
        ),
        (N::PendingReview, Some(C::Reject), &[N::Declined]),
        (N::PendingReview, Some(C::Cancel), &[N::Cancelled]),
        (N::PendingReview, Some(C::SuperCancel), &[N::Cancelled]),
        (
            N::PendingReview,
            None,
            &[N::PendingShipment, N::PendingReceipt, N::PendingHandling],
        ),
        (N::PendingShipment, Some(C::Ship), &[N::PendingReceipt]),
        (
            N::PendingShipment,
            Some(C::SignFor),
            &[N::PendingInspection],
        ),
        (
            N::PendingShipment,
            Some(C::ReportAbnormal),
            &[N::PendingException],
        ),
        (N::PendingShipment, Some(C::Cancel), &[N::Cancelled]),
        (N::PendingShipment, Some(C::SuperCancel), &[N::Cancelled]),
        (N::PendingShipment, None, &[N::Cancelled]),
        (N::PendingReceipt, Some(C::SignFor), &[N::PendingInspection]),
        (
            N::PendingReceipt,
            Some(C::ReportAbnormal),
            &[N::PendingException],
        ),
        (N::PendingReceipt, Some(C::Cancel), &[N::Cancelled]),
        (N::PendingReceipt, Some(C::SuperCancel), &[N::Cancelled]),
        (N::PendingReceipt, None, &[N::PendingInspection]),
        (
            N::PendingException,
            Some(C::ResolveException),
            &[N::PendingReturn, N::PendingInspection],
        ),
        (
            N::PendingException,
            Some(C::SuperCancel),
            &[N::PendingReturn, N::Cancelled],
        ),
        (
            N::PendingInspection,
            Some(C::Inspect),
            &[N::PendingHandling],
        ),
        (
            N::PendingInspection,
            Some(C::SuperCancel),
            &[N::PendingReturn],
        ),
        (N::PendingInspection, None, &[N::PendingHandling]),
        (
            N::PendingHandling,
            Some(C::Handle),
            &[N::Completed, N::PendingReturn, N::InRepair],
        ),
        (N::PendingHandling, Some(C::Cancel), &[N::Cancelled]),
        (
            N::PendingHandling,
            Some(C::SuperCancel),
            &[N::PendingReturn, N::Cancelled],
        ),
        (N::PendingHandling, None, &[N::Completed, N::PendingReturn]),
        (N::InRepair, Some(C::DeclineQuote), &[N::PendingReturn]),
        (N::InRepair, Some(C::CompleteRepair), &[N::PendingReturn]),
        (N::InRepair, Some(C::SuperCancel), &[N::PendingReturn]),
        (
            N::PendingReturn,
            Some(C::SendGoodsBack),
            &[N::Completed, N::Cancelled],
        ),
        (
            N::PendingReturn,
            Some(C::ReturnToHandling),
            &[N::PendingHandling],
        ),
        (N::PendingReturn, Some(C::SuperCancel), &[N::Cancelled]),
    ]
};

/// The workflow under a policy.
pub fn workflow(policy: &Policy) -> Workflow {
    Workflow {
        nodes: Node::ALL
            .iter()
            .map(|&node| node_document(node, policy))
            .collect(),
        commands: CommandType::ALL
            .iter()
            .map(|&command| command_document(command))
            .collect(),
        transitions: transitions(),
        catalogue: HandlingMethod::ALL
            .iter()
            .map(|method| method.facts())
            .collect(),
        matrix: policy.matrix.rows().to_vec(),
    }
}

/// Every way, one by one.
pub fn transitions() -> Vec<Transition> {
    TRANSITIONS
        .iter()
        .flat_map(|&(from, by, ends)| ends.iter().map(move |&to| Transition { from, to, by }))
        .collect()
}

fn node_document(node: Node, policy: &Policy) -> NodeDocument {
    let mut timers: Vec<TimerDocument> = Vec::new();
    for &service_type in ServiceType::ALL {
        let timer = key_of(node, service_type).zip(due_action(node, service_type));
        if let Some((deadline, action)) = timer
            && !timers.iter().any(|known| known.deadline == deadline)
        {
            let allowance_ms = policy.deadlines.platform.get(&deadline).copied();
            timers.push(TimerDocument {
                deadline,
                allowance_ms,
                action,
            });
        }
    }
    let makes_sense = |command: &CommandType| permission(*command).nodes.contains(&node);
    NodeDocument {
        node,
        terminal: node.is_final(),
        step: node.step(),
        timers,
        commands: CommandType::ALL
            .iter()
            .copied()
            .filter(makes_sense)
            .collect(),
    }
}

fn command_document(command: CommandType) -> CommandDocument {
    let granted = permission(command);
    CommandDocument {
        command,
        nodes: granted.nodes,
        consumer: granted.consumer,
        staff: granted.staff,
        fields: command.fields(),
    }
}

/// The workflow as a Mermaid state diagram.
pub fn mermaid() -> String {
    let mut lines = vec![
        "stateDiagram-v2".to_owned(),
        format!("    [*] --> {}", Node::PendingReview),
    ];
    for Transition { from, to, by } in transitions() {
        let label = by.map_or("system", CommandType::name);
        lines.push(format!("    {from} --> {to}: {label}"));
    }
    for node in Node::ALL.iter().filter(|node| node.is_final()) {
        lines.push(format!("    {node} --> [*]"));
    }
    lines.join("\n") + "\n"
}

/// What is wrong with the graph: a node that can't be reached, one without a way out, or a wait that nobody owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defect {
    /// No way leads here.
    Unreachable(Node),
    /// An open node that nothing leaves.
    DeadEnd(Node),
    /// An open node without an allowed command.
    NobodyActs(Node),
}

/// Checks the graph: all reachable, no dead end, every wait has an owner.
pub fn check() -> Vec<Defect> {
    let mut reached = vec![Node::PendingReview];
    let mut next = 0;
    while let Some(&from) = reached.get(next) {
        for transition in transitions() {
            if transition.from == from && !reached.contains(&transition.to) {
                reached.push(transition.to);
            }
        }
        next += 1;
    }
    let mut defects = Vec::new();
    for &node in Node::ALL {
        if !reached.contains(&node) {
            defects.push(Defect::Unreachable(node));
        }
        if !node.is_final() && !transitions().iter().any(|way| way.from == node) {
            defects.push(Defect::DeadEnd(node));
        }
        let acts = |command: &CommandType| permission(*command).nodes.contains(&node);
        if !node.is_final() && !CommandType::ALL.iter().any(acts) {
            defects.push(Defect::NobodyActs(node));
        }
    }
    defects
}
