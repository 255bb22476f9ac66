//! Orders that earlier releases left, and this one begins no more.

use super::{Story, given, people, sample::a_return};
use crate::{
    aggregate::term::Term,
    people::party::LoggedActor,
    service_order::{Deadline, Event, Recorded},
    values::{
        calendar::Calendar,
        service::{ServiceMethod, ServiceType},
        time::Span,
    },
};

/// A return for which no goods are to come, waiting for its review.
pub fn a_return_without_goods() -> Story {
    let story = given(a_return());
    let log: Vec<Recorded> = story.log().iter().cloned().map(without_goods).collect();
    story.resumed(log)
}

/// The same, approved: it waits for its handling.
pub fn an_approved_return_without_goods() -> Story {
    let story = a_return_without_goods().later(Span::hours(1));
    let agent = people::agent();
    let approved = Recorded {
        sequence: 2,
        at: story.now(),
        actor: LoggedActor {
            party: agent.party(),
            name: agent.name,
        },
        automatic: None,
        event: Event::Approved {
            service_type: ServiceType::Return,
            service_method: ServiceMethod::None,
            receiving_address: None,
        },
        deadline: Deadline::Running(Term::begin(
            &Calendar::every_day(),
            story.now(),
            Span::days(1),
        )),
    };
    let mut log = story.log().to_vec();
    log.push(approved);
    story.resumed(log)
}

fn without_goods(mut line: Recorded) -> Recorded {
    if let Event::Applied(applied) = &mut line.event {
        applied.application.service_method = ServiceMethod::None;
    }
    line
}
