//! Walks: an application as people make it, and what they, the timers and chance do to it.

use aftercare_domain::{
    people::party::Actor,
    policy::{DeadlineKey, Policy},
    service_order::{Command, CommandType, decide::allow, execute},
    testing::{Sample, Story, an_application, commands, given, people, sample},
    values::{calendar::Calendar, channel::Channel, service::ServiceType, time::Span},
};
use proptest::{
    collection::vec,
    prelude::{Just, ProptestConfig, Strategy, any, prop_oneof},
    sample::{Index, select},
};

use crate::bodies::well_formed_command;

/// Enough to find what is wrong, few enough to run all laws in seconds.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Something that happens to an order.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Somebody does one of the things that the order offers.
    Offered {
        /// Which offer.
        offer: Index,
        /// Which of the commands that fit it.
        command: Index,
    },
    /// Somebody tries a well-formed command, sensible or not.
    Tried {
        /// Who.
        actor: Index,
        /// What.
        command: Box<Command>,
    },
    /// Time passes, and the timers act.
    Timers(Span),
    /// Time passes, and the server is down.
    Down(Span),
}

/// An application: any service, channel and method, whatever was paid, with or without parcel, addresses and deadlines.
pub(crate) fn application() -> impl Strategy<Value = Sample> {
    let what = (
        select(ServiceType::ALL),
        any::<Index>(),
        select(Channel::ALL),
        any::<bool>(),
    );
    let line = (1..=3_i64, 1..=3_i64, 0..=1_000_000_i64, 0..=2_000_i64);
    let around = (0..=500_i64, 0..3_u8, policy());
    (what, line, around).prop_map(|(what, line, around)| {
        let (service_type, method, channel, with_parcel) = what;
        let (quantity, more, paid, freight) = line;
        let (delivered_days, addresses, policy) = around;
        let mut sample = an_application(service_type)
            .by(*method.get(service_type.methods()))
            .in_channel(channel)
            .of_pieces(quantity)
            .under(policy);
        sample.facts.line.bought = sample::pieces(quantity + more - 1);
        sample.facts.line.paid = sample::fen(paid);
        sample.facts.line.freight = sample::fen(freight.min(paid));
        if with_parcel && sample.application.service_method.brings_goods() {
            sample = sample.with_parcel();
        }
        sample = match addresses {
            0 => sample.without_addresses(),
            1 => sample.with_default_address_only(),
            _ => sample,
        };
        let days = match service_type {
            ServiceType::Return => delivered_days.min(7),
            ServiceType::Exchange => delivered_days.min(15),
            ServiceType::Repair | ServiceType::Supplement => delivered_days,
        };
        sample.delivered_before(Span::days(days))
    })
}

/// The default policy, or one with deadlines everywhere and calendars.
fn policy() -> impl Strategy<Value = Policy> {
    let everywhere = vec(1..200_i64, DeadlineKey::ALL.len()).prop_map(|hours| {
        let mut policy = Policy::default();
        for (&key, hours) in DeadlineKey::ALL.iter().zip(hours) {
            policy.deadlines.platform.insert(key, Span::hours(hours));
            if hours % 3 == 0 {
                policy.deadlines.calendars.insert(key, Calendar::weekdays());
            }
        }
        policy
    });
    prop_oneof![Just(Policy::default()), everywhere]
}

/// What happens to it.
pub(crate) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let offered = (any::<Index>(), any::<Index>())
        .prop_map(|(offer, command)| Step::Offered { offer, command });
    let tried = (any::<Index>(), well_formed_command()).prop_map(|(actor, command)| Step::Tried {
        actor,
        command: Box::new(command),
    });
    let span = (0..15 * 24 * 60_i64).prop_map(Span::minutes);
    let step = prop_oneof![
        8 => offered,
        2 => tried,
        1 => span.clone().prop_map(Step::Timers),
        1 => span.prop_map(Step::Down),
    ];
    vec(step, 0..=most)
}

/// A walk to somewhere, each step seen by a witness.
pub(crate) fn walk(sample: Sample, steps: &[Step], mut witness: impl FnMut(&Story)) -> Story {
    let mut story = given(sample);
    witness(&story);
    for step in steps {
        story = take(story, step);
        witness(&story);
    }
    story
}

/// One step; what is refused leaves the order as it was.
fn take(story: Story, step: &Step) -> Story {
    match step {
        Step::Offered { offer, command } => {
            let offered = offered(&story);
            if offered.is_empty() {
                return story;
            }
            let (actor, kind) = offer.get(&offered);
            let mut accepted = fitting(&story, *kind);
            accepted.retain(|command| is_accepted(&story, actor, command));
            if accepted.is_empty() {
                return story;
            }
            let command = command.get(&accepted).clone();
            story.when(actor, command)
        }
        Step::Tried { actor, command } => {
            let everyone = people::everyone();
            let (_, actor) = actor.get(&everyone);
            if is_accepted(&story, actor, command) {
                story.when(actor, (**command).clone())
            } else {
                story
            }
        }
        Step::Timers(span) => story.when_time_passes(*span),
        Step::Down(span) => story.later(*span),
    }
}

/// Whether an order accepts a command from somebody.
pub(crate) fn is_accepted(story: &Story, actor: &Actor, command: &Command) -> bool {
    execute(story.order(), actor, command, &story.situation()).is_ok()
}

/// Every command that somebody is offered now.
pub(crate) fn offered(story: &Story) -> Vec<(Actor, CommandType)> {
    let mut offered = Vec::new();
    for (_, actor) in people::everyone() {
        for &kind in CommandType::ALL {
            if allow(story.order(), &actor, kind, &story.situation()).is_ok() {
                offered.push((actor.clone(), kind));
            }
        }
    }
    offered
}

/// Well-formed commands of a kind that fit the order.
pub(crate) fn fitting(story: &Story, kind: CommandType) -> Vec<Command> {
    commands::fitting(kind, story.order(), &story.situation())
}

/// An application and what happens to it, for a law that looks at the end of it alone.
pub(crate) fn walks(most: usize) -> impl Strategy<Value = (Sample, Vec<Step>)> {
    (application(), steps(most))
}
