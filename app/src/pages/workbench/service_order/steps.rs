//! The path of an order through its nodes: done, ahead, or skipped.

use std::collections::BTreeSet;

use aftercare_domain::{
    service_order::{Node, view::OrderView},
    values::service::{ServiceMethod, ServiceType},
};

use crate::{
    parts::status::node_steps::{NodeStep, StepState},
    words::Words,
};

/// The steps of an order, those that it took and those that lie ahead if all goes well.
pub fn steps(order: &OrderView, visited: &BTreeSet<Node>, words: Words) -> Vec<NodeStep> {
    let place = |node: Node| Node::ALL.iter().position(|&other| other == node);
    let is_ahead = |node: Node| !order.terminal && place(node) > place(order.node);
    Node::ALL
        .iter()
        .copied()
        .filter(|&node| visited.contains(&node) || node == order.node || is_expected(order, node))
        .map(|node| NodeStep {
            label: words.node(node).to_owned(),
            state: if node == order.node {
                StepState::Current
            } else if is_ahead(node) {
                StepState::Ahead
            } else if visited.contains(&node) {
                StepState::Done
            } else {
                StepState::Skipped
            },
        })
        .collect()
}

/// Whether an order usually passes a node. Once it has ended, only the nodes that it passed count.
fn is_expected(order: &OrderView, node: Node) -> bool {
    if order.terminal {
        return false;
    }
    let goods_come = order.service_method != ServiceMethod::None;
    match node {
        Node::PendingReview | Node::PendingHandling | Node::Completed => true,
        Node::PendingShipment | Node::PendingInspection => goods_come,
        Node::PendingReceipt => goods_come && order.service_method != ServiceMethod::DropOff,
        Node::InRepair => order.service_type == ServiceType::Repair,
        Node::PendingReturn => order.service_type != ServiceType::Return,
        Node::PendingException | Node::Cancelled | Node::Declined => false,
    }
}
