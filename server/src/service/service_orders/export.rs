//! Exporting lists as XLSX (R-LST-1, R-LST-2). Rows are read in pages and written to a temporary file as they come, so
//! that an export of any size takes the memory of two pages.

use std::fs::File;

use aftercare_app::request::language::Language;
use aftercare_domain::{
    people::party::{Actor, Organisation},
    service_order::{ServiceOrder, query::ServiceOrderQuery},
    values::number::ServiceOrderNumber,
};
use tokio::sync::mpsc;

use super::list;
use crate::{
    context::Context,
    db::{self, Connection, DbError, service_orders::list::ListFilter},
    memory::caller::Caller,
    service::{
        self, ServiceRefusal,
        audit::personal_searches::{self, SearchRefusal},
    },
};

mod formula;
mod sheet;

/// The most rows of an export.
pub const MOST_ROWS: i64 = 100_000;
/// How many orders are read at once.
const PAGE: u16 = 500;
/// How many pages may wait to be written.
const PAGES_AHEAD: usize = 1;

/// Why there is no export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExportRefusal {
    /// What the list searches for is not told.
    #[error(transparent)]
    Search(#[from] SearchRefusal),
    /// It would have more rows than [`MOST_ROWS`].
    #[error("more than {MOST_ROWS} rows")]
    TooManyRows,
    /// Whoever asks has another one that is not done yet.
    #[error("the last export of the same person is not done yet")]
    Running,
}

impl ServiceRefusal for ExportRefusal {}

type Error = service::Error<ExportRefusal>;

/// What an export reads.
#[derive(Debug, Clone)]
pub enum ExportSource {
    /// The orders of a list, in its order.
    List(Box<ServiceOrderQuery>),
    /// Those that somebody selected, in the order in which they did.
    Selected(Vec<ServiceOrderNumber>),
}

/// The orders that an actor may see of a source, as a file that is removed when it is closed; and how many they are. They are read in one task
/// and written in another, all as they were at one moment.
pub async fn export(
    context: &Context,
    caller: &Caller,
    source: ExportSource,
    language: Language,
) -> Result<(File, u64), Error> {
    let turn = context
        .exports
        .take(&caller.id, Organisation::of(&caller.actor))
        .await
        .ok_or(ExportRefusal::Running)?;
    if let ExportSource::List(query) = &source
        && personal_searches::of_list(&caller.actor, query)
            .map_err(|narrowed| ExportRefusal::Search(narrowed.into()))?
            .is_some()
    {
        // Whoever asks for personal data is told as little, and counted as well, as in the list.
        list::list(context, &caller.actor, query)
            .await
            .map_err(|error| error.map(ExportRefusal::Search))?;
    }
    let (pages, written) = mpsc::channel(PAGES_AHEAD);
    let writer = tokio::task::spawn_blocking(move || {
        // Whoever asked may leave: it is their turn until what they asked for has stopped.
        let _turn = turn;
        sheet::write(written, language)
    });
    let (context, actor) = (context.clone(), caller.actor.clone());
    let db = context.db.clone();
    let read = db.snapshot(move |connection| {
        Box::pin(async move {
            match source {
                ExportSource::List(query) => {
                    let filter = list::filter(&context, connection, &actor, &query)
                        .await
                        .map_err(|error| error.map(ExportRefusal::Search))?;
                    read_list(connection, filter, &pages).await
                }
                ExportSource::Selected(numbers) => {
                    Ok(read_selected(connection, &actor, &numbers, &pages).await?)
                }
            }
        })
    });
    // What could not be read is told first: the file is not whole then.
    let read: Result<(), Error> = read.await;
    let file = writer.await.map_err(|error| Error::Failed(error.into()))?;
    read.and(file.map_err(Error::Failed))
}

type PageSender = mpsc::Sender<Vec<ServiceOrder>>;

async fn read_list(
    connection: &mut Connection,
    filter: ListFilter<'_>,
    pages: &PageSender,
) -> Result<(), Error> {
    let mut filter = ListFilter {
        limit: MOST_ROWS + 1,
        ..filter
    };
    if db::service_orders::list::count(connection, &filter).await? > MOST_ROWS {
        return Err(ExportRefusal::TooManyRows.into());
    }
    filter.limit = i64::from(PAGE);
    let mut left = MOST_ROWS;
    while left > 0 {
        let page = db::service_orders::list::page(connection, &filter).await?;
        let Some((place, last)) = page.last() else {
            break;
        };
        filter.after = Some((*place, last.number.clone()));
        left -= i64::from(PAGE);
        let orders = page.into_iter().map(|(_, order)| order).collect();
        // Who wrote broke off: their error says why.
        if pages.send(orders).await.is_err() {
            break;
        }
    }
    Ok(())
}

async fn read_selected(
    connection: &mut Connection,
    actor: &Actor,
    numbers: &[ServiceOrderNumber],
    pages: &PageSender,
) -> Result<(), DbError> {
    for numbers in numbers.chunks(usize::from(PAGE)) {
        let found = db::service_orders::find(connection, numbers).await?;
        let place =
            |order: &ServiceOrder| numbers.iter().position(|number| *number == order.number);
        let mut orders: Vec<ServiceOrder> = found
            .into_iter()
            .map(|stored| stored.order)
            .filter(|order| actor.may_see(order.goods.owner()))
            .collect();
        orders.sort_by_key(place);
        if pages.send(orders).await.is_err() {
            break;
        }
    }
    Ok(())
}
