//! Every state that orders can reach, one order for each: found by doing everything that is offered, everywhere.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::LazyLock,
};

use aftercare_domain::{
    service_order::{CommandType, Deadline, Node, ReturnOrigin, ServiceOrder, State, execute},
    testing::{Sample, Story, an_application, given, people},
    values::{channel::Channel, service::ServiceType},
};

use crate::walk::fitting;

/// A way from node to node that was taken; by no command where the system took it.
pub(crate) type Way = (Node, Option<CommandType>, Node);

/// The states that were found, and the ways between them.
#[derive(Debug, Default)]
pub(crate) struct Explored {
    /// An order in each state.
    pub(crate) states: Vec<Story>,
    /// Every way that was taken.
    pub(crate) ways: BTreeSet<Way>,
    seen: BTreeSet<String>,
}

/// What becomes of applications for every service and method in a channel without stores.
pub(crate) fn explored() -> &'static Explored {
    static EXPLORED: LazyLock<Explored> = LazyLock::new(|| {
        let mut explored = Explored::default();
        explored.explore_from(samples(Channel::YoupinOnline));
        explored
    });
    &EXPLORED
}

/// Applications for every service and method in a channel, with and without parcel, addresses and warranty.
pub(crate) fn samples(channel: Channel) -> Vec<Sample> {
    let mut samples = Vec::new();
    for &service_type in ServiceType::ALL {
        for &method in service_type.methods() {
            let sample = an_application(service_type).in_channel(channel).by(method);
            if method.brings_goods() {
                samples.push(sample.clone().with_parcel());
                samples.push(sample.clone().without_addresses());
            }
            if service_type == ServiceType::Repair {
                samples.push(sample.clone().out_of_warranty());
            }
            samples.push(sample);
        }
    }
    samples
}

impl Explored {
    /// Breadth first, so that every state is reached by a short story.
    fn explore_from(&mut self, samples: Vec<Sample>) {
        let mut frontier: VecDeque<Story> = VecDeque::new();
        for sample in samples {
            let story = given(sample);
            if self.is_new(story.order()) {
                frontier.push_back(story);
            }
        }
        while let Some(story) = frontier.pop_front() {
            frontier.extend(self.by_people(&story));
            frontier.extend(self.by_the_system(&story));
            self.states.push(story);
        }
    }

    fn by_people(&mut self, story: &Story) -> Vec<Story> {
        let actors = [people::consumer(), people::operator(), story.responsible()];
        let mut next = Vec::new();
        for &kind in CommandType::ALL {
            for command in fitting(story, kind) {
                for actor in &actors {
                    let situation = story.situation();
                    let Ok(after) = execute(story.order(), actor, &command, &situation) else {
                        continue;
                    };
                    self.ways
                        .insert((story.node(), Some(kind), after.state.node()));
                    if self.is_new(&after.state) {
                        next.push(story.clone().when(actor, command.clone()));
                    }
                }
            }
        }
        next
    }

    fn by_the_system(&mut self, story: &Story) -> Option<Story> {
        let wakes_at = story.order().wakes_at()?;
        let after = story.clone().at_time(wakes_at).when_a_timer_looks();
        self.ways.insert((story.node(), None, after.node()));
        self.is_new(after.order()).then_some(after)
    }

    fn is_new(&mut self, order: &ServiceOrder) -> bool {
        self.seen.insert(likeness(order))
    }
}

/// Orders alike offer the same and become the same, but for times and names.
fn likeness(order: &ServiceOrder) -> String {
    format!(
        "{} {} {} {} {:?} goods {} warranty {} concluded {:?} {} question {:?}",
        order.application.service_type,
        order.service_type,
        order.service_method,
        order.node(),
        stage(&order.state),
        order.goods_received(),
        order.in_warranty(),
        order
            .inspection
            .as_ref()
            .map(|inspection| inspection.conclusion.liability),
        clock(&order.deadline),
        order.question.as_ref().map(|asked| asked.open),
    )
}

fn stage(state: &State) -> (Option<ReturnOrigin>, Option<bool>) {
    match state {
        State::PendingReturn { origin } => (Some(*origin), None),
        State::InRepair { quote } => (
            None,
            quote.as_ref().map(|quote| quote.accepted_at.is_some()),
        ),
        State::PendingException { hold } => (None, Some(hold.is_some())),
        State::PendingReview { .. }
        | State::PendingShipment { .. }
        | State::PendingReceipt
        | State::PendingInspection
        | State::PendingHandling
        | State::Completed
        | State::Cancelled
        | State::Declined { .. } => (None, None),
    }
}

const fn clock(deadline: &Deadline) -> &'static str {
    match deadline {
        Deadline::None => "no deadline",
        Deadline::Running(_) => "running",
        Deadline::Paused { .. } => "paused",
        Deadline::Missed(_) => "missed",
    }
}
