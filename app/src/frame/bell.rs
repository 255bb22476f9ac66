//! The bell: the user's notifications, with a count of unread ones.

mod known;
mod list;

use aftercare_domain::teamwork::notification::Notified;
use leptos::prelude::*;

use self::{known::KnownNotifications, list::list};
use crate::{
    parts::status::icon::{Icon, Symbol},
    window::island::island,
    words::notifications,
};

/// The id of the list that the bell opens.
const LIST_ID: &str = "bell";

/// Updates of the bell from the live stream, in context.
#[derive(Clone, Copy, Debug)]
pub struct BellUpdates(RwSignal<Option<Notified>>);

impl Default for BellUpdates {
    fn default() -> Self {
        Self::new()
    }
}

impl BellUpdates {
    /// Without an update yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// There is a new notification, or one was read; none where updates may have been missed.
    pub fn update(self, notified: Option<Notified>) {
        self.0.set(notified);
    }
}

island! {
    /// The notifications.
    pub struct BellIsland = "Bell" {
    }
    view! { <Bell /> }
}

/// The bell, and the list that it opens. It is filled once the page is hydrated. Later notifications are announced to
/// screen readers.
#[component]
pub fn Bell() -> impl IntoView {
    let ui = notifications();
    let known = KnownNotifications::learn();
    let unread = known.unread;
    let name = move || match unread.get() {
        0 => ui.title.to_owned(),
        unread => format!("{} {unread} {}", ui.title, ui.unread),
    };
    let count = move || match unread.get() {
        unread if unread > 99 => "99+".to_owned(),
        unread => unread.to_string(),
    };
    let said = move || {
        known.news.get().map(|news| {
            let told = ui.told(news.kind, news.used_percent);
            format!("{} {told} {}", ui.title, news.number)
        })
    };
    view! {
        <button
            class="button bell"
            data-emphasis="quiet"
            type="button"
            popovertarget=LIST_ID
            title=ui.title
            aria-label=name
        >
            <Icon of=Symbol::Bell />
            <span class="bell-count" hidden=move || unread.get() == 0>
                {count}
            </span>
        </button>
        {list(known)}
        <span class="visually-hidden" role="status">
            {said}
        </span>
    }
}
