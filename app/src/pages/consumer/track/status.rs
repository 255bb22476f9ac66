//! Where it stands, until when, and what happens then.

use std::cmp::Ordering;

use aftercare_domain::{
    people::party::Party,
    policy::responsibility::Responsible,
    service_order::{Node, node::DueAction, view::OrderView},
};
use leptos::prelude::*;

use crate::{
    pages::consumer::copy::Copy,
    parts::status::{
        node_steps::{NodeStep, NodeSteps, StepState},
        time_left::TimeLeft,
    },
    words::{
        consumer::{StageWords, stages, track},
        words,
    },
};

/// The head of the page: in the consumer's words.
pub fn status(order: &OrderView) -> impl IntoView + use<> {
    let ui = track();
    let number = order.number.to_string();
    let steps = steps(order);
    view! {
        <section class="card status">
            <p class="status-number">
                <span class="muted small">{ui.number}</span>
                <span class="mono">{number.clone()}</span>
                <Copy text=number />
            </p>
            {standing(order)}
            {(!steps.is_empty()).then(|| view! { <NodeSteps steps=Signal::stored(steps) /> })}
        </section>
    }
}

fn standing(order: &OrderView) -> impl IntoView + use<> {
    let words = words();
    // A time by which others should be done says nothing while they wait for the consumer.
    let waits_for_consumer = order.waiting_for == Some(Responsible::Consumer);
    let asked = order.question.as_ref().filter(|asked| asked.open);
    let (until, soon_at) = match asked {
        Some(asked) => (Some(asked.answer_by), None),
        None => (order.due_at, order.warns_at),
    };
    let due = order
        .due_action
        .zip(until)
        .filter(|&(action, _)| !(waits_for_consumer && action == DueAction::MarkOverdue));
    let deadline = due.map(|(action, until)| words.at_deadline(action, until));
    let nothing_to_do = (order.consumer_task.is_none() && !order.terminal)
        .then(|| view! { <p class="muted">{track().nothing_to_do}</p> });
    let left = due.map(|(_, until)| {
        view! { <TimeLeft due_at=Some(until) soon_at /> }
    });
    view! {
        <h2 class="status-standing">
            {words.standing(order.node, order.service_method, order.consumer_task)}
        </h2>
        {turn(order)}
        {left}
        {deadline.map(|deadline| view! { <p>{deadline}</p> })}
        {nothing_to_do}
    }
}

/// Who is to act now; nobody once it is over.
fn turn(order: &OrderView) -> impl IntoView + use<> {
    let words = words();
    let party = match order.waiting_for? {
        Responsible::Consumer => Party::Consumer,
        Responsible::Merchant => Party::Merchant,
        Responsible::Store => Party::Store,
        Responsible::Platform => Party::Operator,
    };
    Some(view! {
        <p class="status-turn">
            <span class="muted">{track().turn}</span>
            " "
            <strong>{words.doer(party)}</strong>
        </p>
    })
}

/// The stages of the way, those behind, the one now and those ahead; none where the way ended early.
fn steps(order: &OrderView) -> Vec<NodeStep> {
    let Some(reached) = stage(order.node) else {
        return Vec::new();
    };
    let &StageWords {
        review,
        goods,
        inspection,
        handling,
        end,
        ..
    } = stages();
    let brings_goods = order.service_method.brings_goods();
    let stages = [
        (0, review, true),
        (1, goods, brings_goods),
        (2, inspection, brings_goods),
        (3, handling, true),
        (4, end, true),
    ];
    stages
        .into_iter()
        .filter(|&(.., is_on_the_way)| is_on_the_way)
        .map(|(stage, label, _)| NodeStep {
            label: label.to_owned(),
            state: match stage.cmp(&reached) {
                Ordering::Less => StepState::Done,
                Ordering::Equal if order.terminal => StepState::Done,
                Ordering::Equal => StepState::Current,
                Ordering::Greater => StepState::Ahead,
            },
        })
        .collect()
}

/// The stage of a node, counted from 0; none where it ended early.
const fn stage(node: Node) -> Option<u8> {
    match node {
        Node::PendingReview => Some(0),
        Node::PendingShipment | Node::PendingReceipt | Node::PendingException => Some(1),
        Node::PendingInspection => Some(2),
        Node::PendingHandling | Node::InRepair | Node::PendingReturn => Some(3),
        Node::Completed => Some(4),
        Node::Cancelled | Node::Declined => None,
    }
}
