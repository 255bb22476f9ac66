//! Lists of service orders, how many stand in each node, and which are related to one.

use aftercare_domain::{
    form::{FieldError, Violation},
    people::party::{Actor, Organisation, Tenancy},
    service_order::{
        Node,
        query::{AssigneeFilter, CountsQuery, ServiceOrderQuery, Sort},
        view::{Audience, Counts, ListEntry, Related, Summary, ToDo},
    },
    values::{channel::Channel, id::Username, number::ServiceOrderNumber, page::Page, time::Span},
};

use super::{cursor::ServiceOrderCursor, read::find};
use crate::{
    context::Context,
    db::{
        self, Connection, DbError,
        service_orders::list::{AssignedTo, ListFilter, to_do::Moments},
    },
    service::{
        Error,
        audit::{
            personal_readings,
            personal_searches::{self, SearchRefusal},
        },
        paging::Paging,
    },
    write::service_order::external_scope,
};

/// The most orders that are shown as related in each way.
const RELATED: usize = 50;

/// A page of the orders that an actor may see.
pub async fn list(
    context: &Context,
    actor: &Actor,
    query: &ServiceOrderQuery,
) -> Result<Page<Summary>, Error<SearchRefusal>> {
    let search = personal_searches::of_list(actor, query).map_err(SearchRefusal::from)?;
    let sort = query.sort.unwrap_or(Sort::Due);
    let paging = Paging::<ServiceOrderCursor>::read(query.cursor.as_ref(), query.limit)?;
    if paging
        .after
        .as_ref()
        .is_some_and(|after| after.sort != sort)
    {
        return Err(Paging::<ServiceOrderCursor>::unreadable().into());
    }
    let mut reader = context.db.reader().await?;
    let filter = ListFilter {
        after: paging
            .after
            .as_ref()
            .map(|cursor| (cursor.place, cursor.number.clone())),
        limit: paging.rows_to_read(),
        ..filter(context, &mut reader, actor, query).await?
    };
    let cursor_of = |place: i64, number: &ServiceOrderNumber| ServiceOrderCursor {
        sort,
        place,
        number: number.clone(),
    };
    let Page { items, next_cursor } = match search {
        None => {
            let found = db::service_orders::list::entries(&mut reader, &filter).await?;
            drop(reader);
            paging
                .page(found, |(place, entry)| cursor_of(*place, entry.number()))
                .map(|(_, entry)| entry)
        }
        Some(search) => {
            // By what of an order it was found is told by its words.
            let found = db::service_orders::list::page(&mut reader, &filter).await?;
            let page = paging
                .page(found, |(place, order)| cursor_of(*place, &order.number))
                .map(|(_, order)| order);
            personal_searches::count(context, reader, actor, (search, query), &page.items).await?;
            page.map(|order| ListEntry::of(&order))
        }
    };
    keep_readings(context, actor, &items).await?;
    Ok(Page {
        items: summaries(context, actor, items),
        next_cursor,
    })
}

/// The list that somebody asks for, from its beginning and without an end.
pub(crate) async fn filter<'a>(
    context: &Context,
    connection: &mut Connection,
    actor: &'a Actor,
    query: &'a ServiceOrderQuery,
) -> Result<ListFilter<'a>, Error<SearchRefusal>> {
    let worker = match &query.assignee {
        None => None,
        Some(AssigneeFilter::Nobody) => Some(AssignedTo::Nobody),
        Some(AssigneeFilter::Me) => {
            let username = actor.username.as_ref().ok_or_else(|| wrong("assignee"))?;
            Some(AssignedTo::Person(username))
        }
        Some(AssigneeFilter::Person(username)) => Some(worker(connection, actor, username).await?),
    };
    Ok(ListFilter {
        tenancy: actor.tenancy(),
        query,
        worker,
        external_scope: external_scope(actor),
        now: context.clock.now(),
        after: None,
        limit: i64::MAX,
    })
}

/// Somebody by the name with which they sign in, which is a name to their own side alone.
async fn worker<'a>(
    connection: &mut Connection,
    actor: &Actor,
    username: &'a Username,
) -> Result<AssignedTo<'a>, DbError> {
    let person = db::people::find_person(connection, username).await?;
    let is_colleague = person.is_some_and(|person| Organisation::is_shared(actor, &person.actor()));
    Ok(if is_colleague {
        AssignedTo::Person(username)
    } else {
        AssignedTo::Untold
    })
}

fn wrong(field: &str) -> Violation {
    Violation::new(field, FieldError::NotApplicable {})
}

/// Keeps that a line of each of these is shown in full to a token that may.
async fn keep_readings(
    context: &Context,
    actor: &Actor,
    entries: &[ListEntry],
) -> Result<(), DbError> {
    // A line has no consignee: who may see nothing else in full is shown nothing so.
    match Audience::to(actor) {
        Audience::System => {
            let numbers = entries.iter().map(|entry| entry.number().to_string());
            personal_readings::keep_numbers(context, actor, numbers.collect()).await
        }
        Audience::Consumer | Audience::Staff | Audience::ToShipper => Ok(()),
    }
}

fn summaries(context: &Context, actor: &Actor, entries: Vec<ListEntry>) -> Vec<Summary> {
    let policy = context.policy.now();
    entries
        .into_iter()
        .map(|entry| entry.shown_to(actor, &policy))
        .collect()
}

/// How many of the orders that an actor may see stand in each node.
pub async fn counts(
    context: &Context,
    actor: &Actor,
    query: &CountsQuery,
) -> Result<Counts, DbError> {
    let mut reader = context.db.reader().await?;
    let mut counts: Counts = Node::ALL.iter().map(|&node| (node, 0)).collect();
    let is_wanted = |channel: Channel| query.channel.is_none_or(|wanted| wanted == channel);
    let found: Vec<(Channel, Node, i64)> = match (actor.tenancy(), &query.merchant) {
        (Tenancy::Consumer(consumer, order), merchant) => {
            let merchant = merchant.as_ref();
            db::counts::of_consumer(&mut reader, (consumer, order), merchant).await?
        }
        (Tenancy::Merchant(own), Some(other)) if own != other => Vec::new(),
        (Tenancy::Merchant(merchant), _) | (Tenancy::Platform, Some(merchant)) => {
            db::counts::of_merchant(&mut reader, merchant).await?
        }
        (Tenancy::Channels(channels), merchant) => {
            let found = match merchant {
                Some(merchant) => db::counts::of_merchant(&mut reader, merchant).await?,
                None => db::counts::by_channel(&mut reader).await?,
            };
            let own = found
                .into_iter()
                .filter(|(channel, ..)| channels.contains(channel));
            own.collect()
        }
        (Tenancy::Platform, None) => db::counts::by_channel(&mut reader).await?,
        (Tenancy::Nobody, _) => Vec::new(),
    };
    for (_, node, orders) in found
        .into_iter()
        .filter(|(channel, ..)| is_wanted(*channel))
    {
        *counts.entry(node).or_insert(0) += u64::try_from(orders).unwrap_or(0);
    }
    Ok(counts)
}

/// What there is to do for an actor.
pub async fn to_do(context: &Context, actor: &Actor) -> Result<ToDo, DbError> {
    const SOON: Span = Span::hours(4);
    let now = context.clock.now();
    let moments = Moments {
        now,
        soon: SOON.after(now),
    };
    let mut reader = context.db.reader().await?;
    let worker = actor.username.as_ref();
    db::service_orders::list::to_do::count(&mut reader, actor.tenancy(), worker, moments).await
}

/// Other orders of the same item (by serial number, else by line) and of the same order (R-DET-1).
pub async fn related(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
) -> Result<Option<Related>, DbError> {
    let mut reader = context.db.reader().await?;
    let Some((order, _)) = find(&mut reader, actor, number).await? else {
        return Ok(None);
    };
    let nothing = ServiceOrderQuery::default();
    let of_order = ServiceOrderQuery {
        order_number: Some(order.goods.order_number.clone()),
        ..nothing.clone()
    };
    let of_item = order
        .application
        .serial_number
        .clone()
        .map(|serial_number| ServiceOrderQuery {
            serial_number: Some(serial_number),
            ..nothing
        });
    let mut found = Vec::new();
    for query in [Some(&of_order), of_item.as_ref()] {
        let Some(query) = query else {
            found.push(None);
            continue;
        };
        let filter = ListFilter {
            tenancy: actor.tenancy(),
            query,
            worker: None,
            external_scope: String::new(),
            now: context.clock.now(),
            after: None,
            // The order itself is among them.
            limit: i64::try_from(RELATED + 1).unwrap_or(i64::MAX),
        };
        let entries: Vec<ListEntry> = db::service_orders::list::entries(&mut reader, &filter)
            .await?
            .into_iter()
            .map(|(_, entry)| entry)
            .filter(|other| other.number() != number)
            .take(RELATED)
            .collect();
        found.push(Some(entries));
    }
    let same_item = found.pop().flatten();
    let same_order = found.pop().flatten().unwrap_or_default();
    let same_item = same_item.unwrap_or_else(|| {
        same_order
            .iter()
            .filter(|other| other.line_number() == order.goods.line_number)
            .cloned()
            .collect()
    });
    drop(reader);
    keep_readings(context, actor, &same_item).await?;
    keep_readings(context, actor, &same_order).await?;
    Ok(Some(Related {
        same_item: summaries(context, actor, same_item),
        same_order: summaries(context, actor, same_order),
    }))
}
