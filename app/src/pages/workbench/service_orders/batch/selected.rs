//! Which orders are selected.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::MOST;
use crate::{
    api::{Api, ApiError},
    request::query::QueryString,
};

/// The numbers that are selected in one list. They are kept for the session, by list: on its other pages, and after a look
/// at an order, the same ones are selected.
#[derive(Clone, Copy)]
pub struct SelectedOrders(RwSignal<BTreeSet<String>>);

impl SelectedOrders {
    /// The selection of a list; empty until the page is hydrated.
    pub fn of_list(list: &str) -> Self {
        let selected = Self(RwSignal::new(BTreeSet::new()));
        #[cfg(feature = "hydrate")]
        super::boxes::follow(selected.0, &format!("aftercare selected {list}"));
        #[cfg(not(feature = "hydrate"))]
        let _ = list;
        selected
    }

    /// How many there are; tracked.
    pub fn count(self) -> usize {
        self.0.with(BTreeSet::len)
    }

    /// Their numbers at this moment.
    pub fn numbers(self) -> Vec<String> {
        self.0
            .with_untracked(|numbers| numbers.iter().cloned().collect())
    }

    /// Selects none.
    pub fn clear(self) {
        self.0.set(BTreeSet::new());
    }

    /// Some need no selection any more.
    pub fn drop_all<'a>(self, done: impl Iterator<Item = &'a str>) {
        // The list may be gone by then.
        self.0.try_update(|numbers| {
            for number in done {
                numbers.remove(number);
            }
        });
    }

    /// Selects the orders of a whole list, page by page, unless somebody clears the selection meanwhile. False where it has
    /// more than a batch can.
    pub async fn take_all_of(self, api: &Api, list: &str) -> Result<bool, ApiError> {
        let mut cursor = String::new();
        loop {
            let is_first = cursor.is_empty();
            let place = QueryString::new()
                .with("limit", "200")
                .with("cursor", cursor);
            let (numbers, next) = api.numbers(&format!("{list}&{place}")).await?;
            if !is_first && self.0.try_with_untracked(BTreeSet::is_empty) != Some(false) {
                return Ok(true);
            }
            let room = self.0.try_update(|selected| {
                for number in numbers {
                    if selected.len() < MOST {
                        selected.insert(number);
                    }
                }
                selected.len() < MOST
            });
            match (room, next) {
                (Some(true), Some(next)) => cursor = next,
                (Some(false), Some(_)) => return Ok(false),
                // All are selected, or the page is gone.
                (_, None) | (None, _) => return Ok(true),
            }
        }
    }
}
