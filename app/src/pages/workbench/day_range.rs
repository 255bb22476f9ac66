//! The days to which a list is narrowed: in its address, in its query for the API, and in its filters, which work without a script.

use aftercare_domain::values::time::{Span, Timestamp};
use leptos::prelude::*;

use crate::{request::query::QueryString, words::format};

/// A first and a last day, each where there is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayRange {
    from: Option<Timestamp>,
    /// The last day, from its beginning.
    to: Option<Timestamp>,
}

impl DayRange {
    /// Reads a pair of an address. What is no day is ignored.
    pub fn read(&mut self, name: &str, value: &str) {
        let day = Timestamp::parse(&format!("{value}T00:00:00+08:00")).ok();
        match name {
            "from" => self.from = day,
            "to" => self.to = day,
            _ => {}
        }
    }

    /// Without a last day that is before the first.
    #[must_use]
    pub fn in_order(self) -> Self {
        match (self.from, self.to) {
            (Some(from), Some(to)) if to < from => Self { to: None, ..self },
            _ => self,
        }
    }

    /// Whether it leaves out any day.
    pub const fn is_narrow(self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// A page's query with it.
    pub fn in_address(self, query: QueryString) -> QueryString {
        let day = |day: Option<Timestamp>| day.map(format::date).unwrap_or_default();
        query.with("from", day(self.from)).with("to", day(self.to))
    }

    /// The API's query with it, by the names that its parameters have there.
    pub fn asked(self, query: QueryString, [from, to]: [&'static str; 2]) -> QueryString {
        let time = |time: Option<Timestamp>| time.map(|time| time.to_string()).unwrap_or_default();
        let end = self.to.map(|day| Span::days(1).after(day));
        query.with(from, time(self.from)).with(to, time(end))
    }

    /// Its inputs, with their labels.
    pub fn inputs(self, [from, to]: [&'static str; 2]) -> impl IntoView {
        [("from", from, self.from), ("to", to, self.to)].map(|(name, label, day)| {
            view! {
                <input
                    class="input quiet"
                    type="date"
                    name=name
                    aria-label=label
                    title=label
                    value=day.map(format::date)
                />
            }
        })
    }
}
