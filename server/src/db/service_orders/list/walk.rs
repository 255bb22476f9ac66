//! Walking along a list whose orders are asked for their words one by one.

use aftercare_domain::service_order::ServiceOrder;

use super::{ListFilter, ORDERS, candidates::Candidates, rows, text_search::TextSearch};
use crate::db::{Connection, DbError};

/// How many orders are walked past for a page, at most. Where one in a hundred has the words, that fills a page; where
/// hardly any has them, as far as the list's other filters let through, finding all is sooner done.
const MOST_WALKED: usize = 5_000;
/// How many orders are looked at in the first portion: the words that are walked for are those that many have.
const FIRST_PORTION: i64 = 200;
/// How many in the last.
const LARGEST_PORTION: i64 = 1_000;

/// How far one goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// To the end: there are few.
    All,
    /// Past so many that it is sooner done in another way.
    Bounded,
}

/// A page of the orders that fit; none where it was not full within reach.
pub(super) async fn page(
    connection: &mut Connection,
    filter: &ListFilter<'_>,
    wanted: &TextSearch<'_>,
    found: Option<&Candidates<'_>>,
    reach: Reach,
) -> Result<Option<Vec<(i64, ServiceOrder)>>, DbError> {
    let check = wanted.check(connection).await?;
    let wanted = usize::try_from(filter.limit).unwrap_or(usize::MAX);
    let mut portion = ListFilter {
        limit: FIRST_PORTION,
        ..filter.clone()
    };
    let mut fitting = Vec::new();
    let mut walked = 0;
    loop {
        let orders = rows(connection, &portion, found, &ORDERS).await?;
        let Some((place, last)) = orders.last() else {
            return Ok(Some(fitting));
        };
        portion.after = Some((*place, last.number.clone()));
        walked += orders.len();
        fitting.extend(orders.into_iter().filter(|(_, order)| check.fits(order)));
        if fitting.len() >= wanted {
            fitting.truncate(wanted);
            return Ok(Some(fitting));
        }
        if reach == Reach::Bounded && walked >= MOST_WALKED {
            return Ok(None);
        }
        portion.limit = LARGEST_PORTION.min(portion.limit * 2);
    }
}
