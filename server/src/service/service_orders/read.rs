//! Looking at one service order: as a view, as a log, as what a decision would make of it.

use aftercare_domain::{
    people::party::{Actor, Organisation},
    service_order::{
        Assignable, Command, Facts, ServiceOrder, Situation,
        effect::Effect,
        evolve, execute,
        view::{self, Audience, LogLine, OrderView, Preview, lines_since},
    },
    values::{
        id::{MerchantId, Spu},
        number::ServiceOrderNumber,
    },
};

use crate::{
    context::Context,
    db::{self, Connection, DbError, service_orders::parcels::sharing},
    service::{
        Error,
        audit::{personal_readings, security_log},
    },
    write::submission::Rejected,
};

/// An order with the facts around it, as an actor may see it; none when it is another tenant's.
pub(crate) async fn find(
    connection: &mut Connection,
    actor: &Actor,
    number: &ServiceOrderNumber,
) -> Result<Option<(ServiceOrder, Facts)>, DbError> {
    let found = db::service_orders::list::find(connection, actor.tenancy(), number).await?;
    let Some(order) = found else {
        // Whether it is another's is asked of every number that they may not see, and read of none of them: how long the answer
        // takes says nothing.
        if db::service_orders::exists(connection, number).await? {
            security_log::note_foreign(number);
        }
        return Ok(None);
    };
    let goods = &order.goods;
    let lines =
        db::orders::lines::find(connection, std::slice::from_ref(&goods.order_number)).await?;
    let balance = lines
        .into_iter()
        .find(|(sale, _)| sale.line_number == goods.line_number)
        .map(|(_, balance)| balance)
        .ok_or_else(|| {
            let row = format_args!("{} {}", goods.order_number, goods.line_number);
            DbError::corrupt("order_lines", "line_number", row, "it is gone")
        })?;
    Ok(Some((order, Facts::of_line(balance))))
}

/// The order as an actor sees it.
pub async fn order(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
) -> Result<Option<OrderView>, DbError> {
    let mut reader = context.db.reader().await?;
    let Some((order, facts)) = find(&mut reader, actor, number).await? else {
        return Ok(None);
    };
    drop(reader);
    personal_readings::keep(context, actor, &[&order]).await?;
    let situation = Situation {
        now: context.clock.now(),
        policy: &context.policy.now(),
        facts: &facts,
    };
    Ok(Some(view::order(&order, actor, &situation)))
}

/// The order as it was right after a line of its log, as an actor sees it; nothing could be done to it then that could be
/// done now. None beyond the log.
pub async fn order_at(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
    sequence: u32,
) -> Result<Option<OrderView>, DbError> {
    let mut reader = context.db.reader().await?;
    let Some((now, facts)) = find(&mut reader, actor, number).await? else {
        return Ok(None);
    };
    let mut log = db::log::log::<ServiceOrder>(&mut reader, number).await?;
    log.retain(|line| line.sequence <= sequence);
    let Some(last) = log.last().filter(|line| line.sequence == sequence) else {
        return Ok(None);
    };
    let at = last.at;
    let then = evolve::replay(&log)
        .ok_or_else(|| DbError::corrupt("events", "sequence", number, "the log is empty"))?;
    drop(reader);
    if Audience::to(actor).is_whole(&now) {
        personal_readings::keep(context, actor, &[&then]).await?;
    }
    let situation = Situation {
        now: at,
        policy: &context.policy.now(),
        facts: &Facts::of_line(facts.line.moved(Some(&now), &then)),
    };
    let view = view::order_at(&then, &now, actor, &situation);
    Ok(Some(OrderView {
        allowed_commands: Vec::new(),
        ..view
    }))
}

/// What a command would do, without doing it.
pub async fn preview(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
    expected_version: Option<u32>,
    command: &Command,
) -> Result<Preview, Error<Rejected>> {
    let mut reader = context.db.reader().await?;
    let Some((order, mut facts)) = find(&mut reader, actor, number).await? else {
        return Err(Rejected::NotFound.into());
    };
    let mut recorded = db::log::log::<ServiceOrder>(&mut reader, number).await?;
    if expected_version.is_some_and(|expected| expected != order.version) {
        drop(reader);
        personal_readings::keep_log(context, actor, [number]).await?;
        return Err(Rejected::VersionConflict {
            current: order.version,
            since: lines_since(&recorded, expected_version.unwrap_or_default(), actor),
        }
        .into());
    }
    let needs = command.needs();
    if needs.addresses {
        add_addresses(&mut reader, &order, &mut facts).await?;
    }
    if needs.colleague.is_some() {
        facts.colleagues = colleagues(&mut reader, actor).await?;
    }
    if let Some(tracking_number) = needs.uses_of {
        let named = std::slice::from_ref(tracking_number);
        let uses = db::service_orders::parcels::open_uses(&mut reader, named).await?;
        facts.parcel_shared_with = sharing(uses.iter(), &order, actor);
    }
    drop(reader);
    personal_readings::keep(context, actor, &[&order]).await?;
    let situation = Situation {
        now: context.clock.now(),
        policy: &context.policy.now(),
        facts: &facts,
    };
    let outcome = execute(&order, actor, command, &situation).map_err(Rejected::ByRule)?;
    let version = order.version;
    recorded.extend(outcome.recorded);
    let after = Facts::of_line(facts.line.moved(Some(&order), &outcome.state));
    let situation = Situation {
        facts: &after,
        ..situation
    };
    Ok(Preview {
        order: view::order_at(&outcome.state, &order, actor, &situation),
        events: lines_since(&recorded, version, actor),
        effects: effects_for(outcome.effects, actor),
    })
}

/// A consumer is not told what the staff is told.
fn effects_for(mut effects: Vec<Effect>, actor: &Actor) -> Vec<Effect> {
    if Audience::to(actor) == Audience::Consumer {
        effects.retain(|effect| !matches!(effect, Effect::StaffTold { .. }));
    }
    effects
}

/// The node log (R-LOG-1).
pub async fn log(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
) -> Result<Option<Vec<LogLine>>, DbError> {
    let mut reader = context.db.reader().await?;
    if find(&mut reader, actor, number).await?.is_none() {
        return Ok(None);
    }
    let recorded = db::log::log::<ServiceOrder>(&mut reader, number).await?;
    drop(reader);
    personal_readings::keep_log(context, actor, [number]).await?;
    Ok(Some(lines_since(&recorded, 0, actor)))
}

async fn add_addresses(
    connection: &mut Connection,
    order: &ServiceOrder,
    facts: &mut Facts,
) -> Result<(), DbError> {
    let product: (MerchantId, Spu) = (order.goods.merchant.clone(), order.goods.spu.clone());
    let mut found = db::addresses::book::find(connection, std::slice::from_ref(&product)).await?;
    facts.addresses = found.remove(&product).unwrap_or_default();
    Ok(())
}

/// Those who work for the same organisation as the actor.
pub(crate) async fn colleagues(
    connection: &mut Connection,
    actor: &Actor,
) -> Result<Vec<Assignable>, DbError> {
    let people = match Organisation::acted_for(actor) {
        Some(organisation) => db::people::staff::of_organisation(connection, &organisation).await?,
        None => Vec::new(),
    };
    Ok(people
        .into_iter()
        .map(|(username, name)| Assignable { username, name })
        .collect())
}
