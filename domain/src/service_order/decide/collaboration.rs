//! What people do around the steps: extend, claim, assign, urge, rate.

use crate::{
    form::FieldError,
    people::party::Actor,
    service_order::{
        Assignable, Assignee, Deadline, Event, Node, Rating, Refusal, ServiceOrder, Situation,
        command::{Assign, ExtendDeadline, Rate},
    },
    values::time::Timestamp,
};

/// R-TIM-2: a running or missed deadline of the caller's own, once a node, and not so late that no extension would do.
pub(super) fn may_extend(order: &ServiceOrder, situation: &Situation<'_>) -> Result<(), Refusal> {
    if order.node() == Node::PendingShipment {
        return Err(Refusal::DeadlineNotYours {});
    }
    if order.extended_in_node {
        return Err(Refusal::AlreadyExtended {});
    }
    let (after, latest) = extension_range(order, situation)?;
    if latest <= after {
        return Err(Refusal::ExtensionOutOfRange { after, latest });
    }
    Ok(())
}

/// R-TIM-2: by at most what policy allows, and never into the past.
pub(super) fn extend(
    order: &ServiceOrder,
    command: &ExtendDeadline,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let (after, latest) = extension_range(order, situation)?;
    if command.until <= after || command.until > latest {
        return Err(Refusal::ExtensionOutOfRange { after, latest });
    }
    Ok(vec![Event::DeadlineExtended {
        until: command.until,
        reason: command.reason.clone(),
    }])
}

/// After when the new deadline must be, and when at the latest. While the consumer is asked no time runs that could be
/// extended, also where it was over before.
fn extension_range(
    order: &ServiceOrder,
    situation: &Situation<'_>,
) -> Result<(Timestamp, Timestamp), Refusal> {
    if order.question_open() {
        return Err(Refusal::NoDeadline {});
    }
    match &order.deadline {
        Deadline::Running(term) | Deadline::Missed(term) => Ok((
            term.due_at.max(situation.now),
            situation.policy.extension_at_most.after(term.due_at),
        )),
        Deadline::None | Deadline::Paused { .. } => Err(Refusal::NoDeadline {}),
    }
}

/// R-ASN-1: a person can claim what nobody works on.
pub(super) fn may_claim(order: &ServiceOrder, actor: &Actor) -> Result<(), Refusal> {
    let Some(username) = &actor.username else {
        return Err(Refusal::NotAPerson {});
    };
    match &order.assignee {
        None => Ok(()),
        Some(assignee) if assignee.is(username) => Err(Refusal::AlreadyYours {}),
        Some(assignee) => Err(Refusal::ClaimedByOther {
            name: assignee.name.clone(),
        }),
    }
}

pub(super) fn claim(actor: &Actor) -> Result<Vec<Event>, Refusal> {
    let username = actor.username.clone().ok_or(Refusal::NotAPerson {})?;
    let name = actor.name.clone();
    let assignee = Assignee::of_side(actor, Assignable { username, name });
    Ok(vec![Event::Claimed { assignee }])
}

/// R-ASN-1: to a colleague.
pub(super) fn assign(
    actor: &Actor,
    command: &Assign,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let colleague = situation
        .facts
        .colleagues
        .iter()
        .find(|colleague| colleague.username == command.to);
    match colleague {
        Some(colleague) => Ok(vec![Event::Assigned {
            assignee: Assignee::of_side(actor, colleague.clone()),
        }]),
        None => Err(Refusal::invalid("to", FieldError::NotFound {})),
    }
}

/// R-MSG-2: at most once in a while.
pub(super) fn may_urge(order: &ServiceOrder, situation: &Situation<'_>) -> Result<(), Refusal> {
    let again_at = order
        .urges
        .last_at
        .map(|last| situation.policy.urge_again_after.after(last));
    match again_at {
        Some(again_at) if situation.now < again_at => Err(Refusal::UrgedRecently { again_at }),
        Some(_) | None => Ok(()),
    }
}

/// R-RAT-1: an order is rated once.
pub(super) fn may_rate(order: &ServiceOrder) -> Result<(), Refusal> {
    if order.rating.is_some() {
        Err(Refusal::AlreadyRated {})
    } else {
        Ok(())
    }
}

pub(super) fn rate(command: &Rate, situation: &Situation<'_>) -> Vec<Event> {
    vec![Event::Rated(Rating {
        stars: command.stars.get(),
        recommend: command.recommend.get(),
        comment: command.comment.clone(),
        tags: command.tags.clone(),
        rated_at: situation.now,
    })]
}
