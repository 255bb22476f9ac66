//! Offers agree with decisions: a button that is there works, and one that isn't says why.

use aftercare_domain::{
    people::party::Actor,
    service_order::{Command, CommandType, Node, Refusal, decide::decide, offers::offers},
    testing::{Story, a_return, an_application, given, people},
    values::{channel::Channel, service::ServiceType},
};
use proptest::{prelude::any, proptest, sample::Index};

use crate::{
    bodies::well_formed_command,
    explored::explored,
    walk::{config, fitting, is_accepted, walk, walks},
};

/// A refused offer refuses every command of its kind with the same refusal, an allowed one accepts some command.
fn check_offers(story: &Story) {
    let situation = story.situation();
    let fitting: Vec<Vec<Command>> = CommandType::ALL
        .iter()
        .map(|&kind| fitting(story, kind))
        .collect();
    for (name, actor) in people::everyone() {
        let offers = offers(story.order(), &actor, &situation);
        for (offer, commands) in offers.iter().zip(&fitting) {
            match &offer.reason {
                Some(refusal) => check_refused(story, (name, &actor), refusal, commands),
                None => assert!(
                    commands
                        .iter()
                        .any(|command| is_accepted(story, &actor, command)),
                    "{name} is offered {} in {:?} and can't do it",
                    offer.command,
                    story.order(),
                ),
            }
        }
    }
}

fn check_refused(story: &Story, who: (&str, &Actor), refusal: &Refusal, commands: &[Command]) {
    /// Whoever may not give a command may not give any of its kind: a sample of them tells it.
    const EVERY: usize = 7;
    let (name, actor) = who;
    for command in commands.iter().step_by(EVERY) {
        let decided = decide(story.order(), actor, command, &story.situation());
        assert_eq!(
            decided.as_ref(),
            Err(refusal),
            "{name} is told one thing and hears another: {command:?}"
        );
    }
}

#[test]
fn offers_agree_with_decisions_in_every_state_that_can_be_reached_for_everyone() {
    for story in &explored().states {
        check_offers(story);
    }
}

#[test]
fn offers_agree_with_decisions_in_every_node_of_every_channel_for_everyone() {
    for &channel in Channel::ALL {
        for &service_type in ServiceType::ALL {
            let mut story = given(an_application(service_type).in_channel(channel));
            while !story.node().is_final() {
                check_offers(&story);
                if waits_for_a_method(&story) {
                    break;
                }
                story = story.advance_to(Node::Completed);
            }
        }
    }
}

/// Supplements have a method of their own in two channels only.
fn waits_for_a_method(story: &Story) -> bool {
    story.node() == Node::PendingHandling
        && story.order().service_type == ServiceType::Supplement
        && matches!(
            story.order().goods.channel,
            Channel::YoupinStore | Channel::MiHome
        )
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn offers_agree_with_decisions_wherever_a_walk_leads((sample, steps) in walks(14)) {
        let story = walk(sample, &steps, |_| {});
        check_offers(&story);
    }

    #[test]
    fn what_is_not_offered_is_refused_with_the_offers_words_whatever_the_values(
        (sample, steps) in walks(10), command in well_formed_command(), who in any::<Index>(),
    ) {
        let story = walk(sample, &steps, |_| {});
        let everyone = people::everyone();
        let (name, actor) = who.get(&everyone);
        let offers = offers(story.order(), actor, &story.situation());
        let offer = offers.iter().find(|offer| offer.command == command.command_type());
        let decided = decide(story.order(), actor, &command, &story.situation());
        if let Some(reason) = offer.and_then(|offer| offer.reason.as_ref()) {
            assert_eq!(decided.as_ref(), Err(reason), "{name}");
        }
    }

    #[test]
    fn a_decision_depends_on_its_arguments_alone(
        (sample, steps) in walks(10), command in well_formed_command(), who in any::<Index>(),
    ) {
        let story = walk(sample, &steps, |_| {});
        let everyone = people::everyone();
        let (_, actor) = who.get(&everyone);
        let first = decide(story.order(), actor, &command, &story.situation());
        let elsewhere = story.clone();
        let again = decide(elsewhere.order(), &actor.clone(), &command.clone(), &elsewhere.situation());
        assert_eq!(first, again);
    }
}

#[test]
fn every_command_is_among_the_offers_to_everyone() {
    let story = given(a_return());
    for (_, actor) in people::everyone() {
        let offers = offers(story.order(), &actor, &story.situation());
        let named: Vec<CommandType> = offers.iter().map(|offer| offer.command).collect();
        assert_eq!(named, CommandType::ALL);
    }
}
