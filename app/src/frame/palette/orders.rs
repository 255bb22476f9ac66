//! Service orders, as one types.

use aftercare_domain::service_order::query::{SearchText, ServiceOrderQuery};
use leptos::prelude::*;

use super::entry::{PaletteEntry, entry_of};
use crate::api::{Api, ApiError};

/// How many orders are shown.
const ORDERS: u32 = 8;

/// How long typing pauses before orders are looked for.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(150);

/// From how many characters on orders are looked for: one finds too many.
const ENOUGH: usize = 2;

/// The service orders that fit what is typed, some time after typing pauses.
#[derive(Clone, Copy)]
pub(super) struct FoundOrders {
    pub(super) entries: RwSignal<Vec<PaletteEntry>>,
    pub(super) searching: RwSignal<bool>,
    /// Why they could not be looked for.
    pub(super) failed: RwSignal<Option<ApiError>>,
}

/// Looks for what is typed.
pub(super) fn found_orders(typed: RwSignal<String>) -> FoundOrders {
    let api = Api::current();
    let entries = RwSignal::new(Vec::new());
    let searching = RwSignal::new(false);
    let failed = RwSignal::new(None);
    let search = Action::new(move |wanted: &String| {
        let (api, wanted) = (api.clone(), wanted.clone());
        async move {
            // What is too long to be searched for is found nowhere.
            let found = match SearchText::parse(&wanted) {
                Ok(q) => api
                    .service_orders(&query_text(q))
                    .await
                    .map(|page| page.items),
                Err(_) => Ok(Vec::new()),
            };
            // What has been typed meanwhile is looked for by itself.
            if typed
                .try_get_untracked()
                .is_some_and(|typed| typed.trim() == wanted)
            {
                failed.set(found.as_ref().err().cloned());
                let found = found.unwrap_or_default();
                entries.set(found.into_iter().map(entry_of).collect());
                searching.set(false);
            }
        }
    });
    Effect::new(move || {
        let wanted = typed.with(|typed| typed.trim().to_owned());
        let is_enough = wanted.chars().count() >= ENOUGH;
        searching.set(is_enough);
        failed.set(None);
        if !is_enough {
            entries.set(Vec::new());
            return;
        }
        set_timeout(
            move || {
                let is_current = typed.try_with_untracked(|typed| typed.trim() == wanted);
                if is_current == Some(true) {
                    search.dispatch(wanted);
                }
            },
            PAUSE,
        );
    });
    FoundOrders {
        entries,
        searching,
        failed,
    }
}

/// What the API is asked for: the text of a query, in which no phone number stands.
fn query_text(q: SearchText) -> String {
    let asked = ServiceOrderQuery {
        q: Some(q),
        ..ServiceOrderQuery::default()
    };
    format!("{}&limit={ORDERS}", asked.discreet().to_query())
}
