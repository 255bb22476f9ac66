//! What is known of one's notifications: what there was, and what comes.

use aftercare_domain::teamwork::notification::{Notification, Notified};
use leptos::prelude::*;

use super::BellUpdates;
use crate::{
    api::{Api, ApiError, NEWEST_NOTIFICATIONS},
    frame::toast::Toasts,
    parts::status::problem_panel::explain,
};

/// One's notifications, as far as they are known.
#[derive(Clone, Copy)]
pub(super) struct KnownNotifications {
    /// The newest first; none until they are known.
    pub(super) told: RwSignal<Option<Vec<Notification>>>,
    /// How many there are, also further back, that were not read.
    pub(super) unread: RwSignal<u32>,
    /// What came while the page was open, the last of it.
    pub(super) news: RwSignal<Option<Notification>>,
    /// Why they could not be asked for.
    pub(super) fault: RwSignal<Option<ApiError>>,
    /// How often the bell rang: what was asked for before it did is out of date.
    rings: StoredValue<u32>,
    api: StoredValue<Api>,
    toasts: Option<Toasts>,
}

impl KnownNotifications {
    /// Asks what there is, and learns what comes. Effects run in the browser alone.
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

    /// Asks for the newest, until nothing came meanwhile.
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

    /// Says that one was read, or all. The line then tells that the bell is another.
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

    /// Whether one was read; what is not known any more was.
    pub(super) fn is_read(self, id: &str) -> bool {
        self.told.with(|told| {
            let mut told = told.iter().flatten();
            told.find(|told| told.id == id).is_none_or(|told| told.read)
        })
    }

    /// Puts what came before all others.
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
