//! What somebody was told of consumers' personal data without a reveal is kept with the order: who was told it by a search,
//! and with which token it was read in full.

use std::collections::BTreeSet;

use aftercare_domain::{
    people::{
        party::{Actor, LoggedActor, Organisation, Role},
        security_event::SecurityEventKind,
    },
    service_order::{ServiceOrder, view::Audience},
    teamwork::reveal::ReadingMeans,
    values::{number::ServiceOrderNumber, time::marketplace_day},
};

use super::security_log;
use crate::{
    context::Context,
    db::{self, DbError, audit::personal_readings::DayOfReading},
    memory::security_log::Note,
};

/// Who reads, as it is kept: a person by their username, a token by whom it acts for and its name; none of consumers and of
/// the system, who are told no more than is theirs.
pub(in crate::service) fn reader(
    context: &Context,
    actor: &Actor,
    means: ReadingMeans,
) -> Option<DayOfReading> {
    let side = Organisation::acted_for(actor)?.to_string();
    let caller = match &actor.username {
        Some(username) => format!("user:{username}"),
        None => format!("token:{side}:{}", actor.name),
    };
    Some(DayOfReading {
        caller,
        means,
        side,
        actor: LoggedActor::of(actor),
        day: marketplace_day(context.clock.real_now()),
        at: context.clock.now(),
    })
}

/// Keeps that service orders are shown in full to a token that may see them so. Whoever answers with them waits for it.
pub async fn keep(
    context: &Context,
    actor: &Actor,
    orders: &[&ServiceOrder],
) -> Result<(), DbError> {
    let shown = Audience::to(actor);
    let whole = orders.iter().filter(|order| shown.is_whole(order));
    let numbers = whole.map(|order| order.number.to_string()).collect();
    keep_numbers(context, actor, numbers).await
}

/// The same of lines of orders' logs.
pub async fn keep_log(
    context: &Context,
    actor: &Actor,
    numbers: impl IntoIterator<Item = &ServiceOrderNumber>,
) -> Result<(), DbError> {
    match Audience::to(actor) {
        Audience::System => {
            let numbers = numbers.into_iter().map(ToString::to_string).collect();
            keep_numbers(context, actor, numbers).await
        }
        // A log shows a consignee to nobody who may see nothing else in full.
        Audience::Consumer | Audience::Staff | Audience::ToShipper => Ok(()),
    }
}

/// The same of something else with personal data in it, by its number.
pub async fn keep_numbers(
    context: &Context,
    actor: &Actor,
    numbers: BTreeSet<String>,
) -> Result<(), DbError> {
    let is_token = matches!(actor.role, Role::ApiClient { .. });
    if !is_token || numbers.is_empty() {
        return Ok(());
    }
    let Some(reading) = reader(context, actor, ReadingMeans::Token) else {
        return Ok(());
    };
    // In one order, so that two who read the same at once don't wait for each other in a circle.
    let numbers: Vec<String> = numbers.into_iter().collect();
    if let Some(last) = numbers.last() {
        security_log::note(Note::of(SecurityEventKind::ReadInFull).about(last));
    }
    context
        .db
        .write(move |connection| {
            Box::pin(async move {
                db::audit::personal_readings::keep(connection, &reading, &numbers).await
            })
        })
        .await
}
