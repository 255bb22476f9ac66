//! Searches for what is shown masked. Whether an order has a name or a telephone number is personal data, too: who asks for
//! it is counted, is not told it of an order that they name, and is kept with the order that they found.
//!
//! Words are asked for in titles, descriptions and names alike, so it is what they find that tells: they ask for a name as far
//! as they find an order by what is masked, or nothing at all. The same search of the same person counts once a day, for a
//! page that is renewed asks again.

use aftercare_domain::{
    people::{party::Actor, security_event::SecurityEventKind},
    service_order::{
        ServiceOrder,
        query::{NarrowedSearch, PersonalSearch, SearchText, ServiceOrderQuery},
        view::Audience,
    },
    teamwork::reveal::ReadingMeans,
    values::{
        personal::Masked as _,
        time::{Span, Timestamp, marketplace_day, next_marketplace_day},
    },
};

use super::{personal_readings::reader, security_log};
use crate::{
    context::Context,
    db::{
        self, DbError, ReadConnection,
        audit::{personal_readings::DayOfReading, personal_searches::Search},
        service_orders::list::has_words,
    },
    memory::security_log::Note,
    runtime::secret,
    service::{self, ServiceRefusal},
};

/// What a search is signed for.
const PURPOSE: &str = "search for personal data";

/// Why somebody is not told what they searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SearchRefusal {
    /// They named the order of which they ask it.
    #[error(transparent)]
    Narrowed(#[from] NarrowedSearch),
    /// They, or those of their side, searched so often.
    #[error("all {most} are used")]
    TooMany {
        /// Whether it is the side's limit of the day, or the person's of a minute.
        of_side: bool,
        /// How many there are.
        most: u32,
        /// How long until there are others, in seconds.
        seconds_left: u64,
    },
}

impl ServiceRefusal for SearchRefusal {}

type Error = service::Error<SearchRefusal>;

/// What of a list is to be looked at once it is known; none where it asks for nothing that the actor is shown masked.
pub(in crate::service) fn of_list(
    actor: &Actor,
    query: &ServiceOrderQuery,
) -> Result<Option<PersonalSearch>, NarrowedSearch> {
    match Audience::to(actor) {
        Audience::Staff | Audience::ToShipper => query.personal_search(),
        Audience::Consumer | Audience::System => Ok(None),
    }
}

/// Counts a search, and keeps the order that alone was found on its page by what is masked; refuses what is too much. It is
/// answered after that.
pub(crate) async fn count(
    context: &Context,
    reader_of: ReadConnection,
    actor: &Actor,
    (search, query): (PersonalSearch, &ServiceOrderQuery),
    found: &[ServiceOrder],
) -> Result<(), Error> {
    let typed = query.q.as_ref().map_or("", SearchText::as_str);
    let is_found_by_what_is_masked = |order: &ServiceOrder| match search {
        PersonalSearch::Phone => true,
        PersonalSearch::Words => {
            !has_words(&order.clone().masked(), typed) && has_words(order, typed)
        }
    };
    let told: Vec<&ServiceOrder> = found
        .iter()
        .filter(|order| is_found_by_what_is_masked(order))
        .collect();
    let asks = match search {
        PersonalSearch::Phone => true,
        PersonalSearch::Words => !told.is_empty() || found.is_empty(),
    };
    let Some(reading) = reader(context, actor, ReadingMeans::Search).filter(|_| asks) else {
        return Ok(());
    };
    let list = ServiceOrderQuery {
        sort: None,
        ..query.clone().from_the_start()
    };
    let list = list.to_query();
    // Whatever else the page shows, and whatever comes before or after it: who asks chooses how long it is and where it begins.
    let hit = match told.as_slice() {
        [order] => Some(order.number.to_string()),
        [] | [_, _, ..] => None,
    };
    let counted = Counted {
        search: secret::sign(&context.signing_key, &format!("{PURPOSE}\n{list}")),
        hit,
        at: context.clock.real_now(),
        a_minute: context.config.personal_data.searches_a_minute,
        a_day: context.config.personal_data.searches_a_day,
        reading,
    };
    let mut reader = reader_of;
    if counted.is_kept(&mut reader).await? {
        return Ok(());
    }
    drop(reader);
    let hit = counted.hit.clone();
    context
        .db
        .write(move |connection| Box::pin(async move { counted.keep(connection).await }))
        .await?;
    if let Some(number) = hit {
        security_log::note(Note::of(SecurityEventKind::FoundBySearch).about(&number));
    }
    Ok(())
}

/// A search that is to be counted.
struct Counted {
    reading: DayOfReading,
    search: String,
    /// The order that alone was found by what is masked.
    hit: Option<String>,
    /// By real time: a sandbox's clock gives nobody another day.
    at: Timestamp,
    a_minute: u32,
    a_day: u32,
}

impl Counted {
    fn search(&self) -> Search<'_> {
        Search {
            caller: &self.reading.caller,
            day: self.reading.day,
            search: &self.search,
        }
    }

    async fn is_kept(&self, connection: &mut db::Connection) -> Result<bool, DbError> {
        if !db::audit::personal_searches::is_kept(connection, self.search()).await? {
            return Ok(false);
        }
        match &self.hit {
            Some(number) => {
                db::audit::personal_readings::is_kept(connection, &self.reading, number).await
            }
            None => Ok(true),
        }
    }

    async fn keep(&self, connection: &mut db::Connection) -> Result<(), Error> {
        if db::audit::personal_searches::keep(connection, self.search()).await? {
            self.take_places(connection).await?;
        }
        if let Some(number) = &self.hit {
            let numbers = std::slice::from_ref(number);
            db::audit::personal_readings::keep(connection, &self.reading, numbers).await?;
        }
        Ok(())
    }

    async fn take_places(&self, connection: &mut db::Connection) -> Result<(), Error> {
        const MINUTE: i64 = 60_000;
        let day = self.reading.day;
        let minute = self.at.ms().div_euclid(MINUTE);
        let next = Timestamp::from_ms((minute + 1).saturating_mul(MINUTE));
        let places = [
            (
                false,
                self.reading.caller.as_str(),
                minute.to_string(),
                self.a_minute,
                next,
            ),
            (
                true,
                self.reading.side.as_str(),
                day.to_string(),
                self.a_day,
                next_marketplace_day(self.at),
            ),
        ];
        for (of_side, whose, period, most, ends) in places {
            let place = (period.as_str(), day);
            if !db::audit::personal_searches::take_place(connection, whose, place, most).await? {
                let left = Span::between(self.at, ends).ms();
                return Err(SearchRefusal::TooMany {
                    of_side,
                    most,
                    seconds_left: u64::try_from(left).unwrap_or(0).div_ceil(1000).max(1),
                }
                .into());
            }
        }
        Ok(())
    }
}

/// Forgets the searches of days before yesterday: they count no more.
pub async fn delete_old(context: &Context) -> Result<(), DbError> {
    const KEPT: Span = Span::days(2);
    let before = marketplace_day(KEPT.before(context.clock.real_now()));
    let forgotten = context.db.write(move |connection| {
        Box::pin(
            async move { db::audit::personal_searches::delete_before(connection, before).await },
        )
    });
    forgotten.await
}
