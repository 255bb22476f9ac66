//! The notifications that are known: fetched ones, and those of the live stream.

use aftercare_domain::teamwork::notification::{Notification, Notified};
use leptos::prelude::*;

use super::BellUpdates;
use crate::{
    api::{Api, ApiError, NEWEST_NOTIFICATIONS},
    frame::toast::Toasts,
    parts::status::problem_panel::explain,
};

/// The user's notifications, as far as they are known.
#[derive(Clone, Copy)]
pub(super) struct KnownNotifications {
    /// The newest first; none until they are known.
    pub(super) told: RwSignal<Option<Vec<Notification>>>,
    /// The number of unread ones, also beyond the list.
    pub(super) unread: RwSignal<u32>,
    /// The last one that arrived while the page was open.
    pub(super) news: RwSignal<Option<Notification>>,
    /// Why they could not be fetched.
    pub(super) fault: RwSignal<Option<ApiError>>,
    /// Counts updates: an answer that was requested before the last one is out of date.
    rings: StoredValue<u32>,
    api: StoredValue<Api>,
    toasts: Option<Toasts>,
}

impl KnownNotifications {
    /// Fetches the list and follows its updates. Effects run in the browser only.
    pub(super) fn learn() -> Self {
        let known = Self {
            told: RwSignal::new(None),
            unread: RwSignal::new(0),
            news: RwSignal::new(None),
            fault: RwSignal::new(None),
            rings: StoredValue::new(0),
            api: StoredValue::new(Api::current()),
            toasts: Toasts::current(),
        };
        let bell_updates = use_context::<BellUpdates>().unwrap_or_default();
        Effect::new(move || {
            let rung = bell_updates.0.get();
            known
                .rings
                .update_value(|rings| *rings = rings.wrapping_add(1));
            match rung {
                Some(Notified {
                    unread,
                    latest: Some(latest),
                }) => known.add(unread, latest),
                Some(Notified { latest: None, .. }) | None => known.ask(),
            }
        });
        known
    }

    /// Fetches the newest, again when an update came meanwhile.
    pub(super) fn ask(self) {
        let api = self.api.get_value();
        leptos::task::spawn_local(async move {
            loop {
                let rings = self.rings.get_value();
                let answer = api.notifications().await;
                match answer {
                    Ok(_) if self.rings.get_value() != rings => {}
                    Ok(page) => {
                        self.fault.set(None);
                        self.unread.set(page.unread);
                        self.told.set(Some(page.items));
                        return;
                    }
                    Err(error) => {
                        self.fault.set(Some(error));
                        return;
                    }
                }
            }
        });
    }

    /// Marks one as read, or all. The live stream then sends the new count.
    pub(super) fn read(self, id: Option<String>) {
        let api = self.api.get_value();
        leptos::task::spawn_local(async move {
            match (api.read_notifications(id.as_deref()).await, self.toasts) {
                (Ok(bell), _) => {
                    self.unread.set(bell.unread);
                    self.told.update(|told| mark(told, id.as_deref()));
                }
                (Err(error), Some(toasts)) => toasts.announce(explain(&error).0),
                (Err(_), None) => {}
            }
        });
    }

    /// Whether one was read; one that is no longer known counts as read.
    pub(super) fn is_read(self, id: &str) -> bool {
        self.told.with(|told| {
            let mut told = told.iter().flatten();
            told.find(|told| told.id == id).is_none_or(|told| told.read)
        })
    }

    /// Adds a new one at the top.
    fn add(self, unread: u32, latest: Notification) {
        self.unread.set(unread);
        self.told.update(|told| {
            let told = told.get_or_insert_default();
            told.retain(|told| told.id != latest.id);
            told.insert(0, latest.clone());
            told.truncate(NEWEST_NOTIFICATIONS);
        });
        self.news.set(Some(latest));
    }
}

/// Marks one as read, or all.
fn mark(told: &mut Option<Vec<Notification>>, id: Option<&str>) {
    for told in told.iter_mut().flatten() {
        told.read |= id.is_none_or(|id| told.id == id);
    }
}
