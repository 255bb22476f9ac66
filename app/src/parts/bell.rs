//! The bell: what one was told, with a count of what was not read.

use aftercare_domain::notification::{Notification, Notified};
use leptos::{html, prelude::*};

use super::icon::{Icon, Symbol};
use crate::{
    api::Api,
    clock::ServerClock,
    format,
    routes::{Screen, service_order},
    visit::Visit,
    words::{ui, words},
};

/// The id of the list that the bell opens.
const LIST_ID: &str = "bell";

/// How many notifications the list shows.
const SHOWN: usize = 20;

/// What the live stream tells of the bell, in context.
#[derive(Clone, Copy, Debug)]
pub struct Ringing(RwSignal<Option<Notified>>);

impl Default for Ringing {
    fn default() -> Self {
        Self::new()
    }
}

impl Ringing {
    /// It has not rung yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// It rings, or something was read; nothing is known where something may have been missed.
    pub fn ring(self, notified: Option<Notified>) {
        self.0.set(notified);
    }
}

/// What is known of one's notifications.
#[derive(Clone, Copy)]
struct Known {
    told: RwSignal<Vec<Notification>>,
    unread: RwSignal<u32>,
    /// Says that one was read, or all.
    read: Action<Option<String>, ()>,
}

impl Known {
    /// Learns what there is, and then of what comes.
    fn learn() -> Self {
        let api = Api::current();
        let told = RwSignal::new(Vec::<Notification>::new());
        let unread = RwSignal::new(0_u32);
        let load = Action::new({
            let api = api.clone();
            move |(): &()| {
                let api = api.clone();
                async move {
                    if let Ok(page) = api.notifications().await {
                        told.set(page.items);
                        unread.set(page.unread);
                    }
                }
            }
        });
        let read = Action::new(move |id: &Option<String>| {
            let (api, id) = (api.clone(), id.clone());
            async move {
                if let Ok(bell) = api.read_notifications(id.as_deref()).await {
                    unread.set(bell.unread);
                    told.update(|told| mark(told, id.as_deref()));
                }
            }
        });
        let ringing = use_context::<Ringing>().unwrap_or_default();
        Effect::new(move || match ringing.0.get() {
            Some(Notified {
                unread: now,
                latest: Some(latest),
            }) => {
                unread.set(now);
                told.update(|told| put_first(told, latest));
            }
            Some(Notified { latest: None, .. }) | None => {
                load.dispatch(());
            }
        });
        Self { told, unread, read }
    }
}

/// The bell, and the list that it opens. It knows what there is once the page has come to life.
#[component]
pub fn Bell() -> impl IntoView {
    let ui = &ui().notifications;
    let known = Known::learn();
    let unread = known.unread;
    let said = move || match unread.get() {
        0 => String::new(),
        unread => format!("{unread} {}", ui.unread),
    };
    let count = move || match unread.get() {
        unread if unread > 99 => "99+".to_owned(),
        unread => unread.to_string(),
    };
    view! {
        <button
            class="button bell"
            data-emphasis="quiet"
            type="button"
            popovertarget=LIST_ID
            aria-label=move || format!("{} {}", ui.title, said())
        >
            <Icon of=Symbol::Bell />
            <span class="bell-count" hidden=move || unread.get() == 0>
                {count}
            </span>
        </button>
        <List known />
        <span class="visually-hidden" role="status">
            {said}
        </span>
    }
}

/// The list, the newest first.
#[component]
fn List(known: Known) -> impl IntoView {
    let ui = &ui().notifications;
    let Known { told, unread, read } = known;
    let list = NodeRef::<html::Div>::new();
    let leave = move |id: String| {
        close(list);
        read.dispatch(Some(id));
    };
    let empty = move || {
        told.with(Vec::is_empty).then(|| {
            view! {
                <p>{ui.empty}</p>
                <p class="muted small">{ui.empty_next}</p>
            }
        })
    };
    view! {
        <div class="menu bell-list" id=LIST_ID popover role="group" aria-label=ui.title node_ref=list>
            <div class="bell-head">
                <strong>{ui.title}</strong>
                <button
                    class="button"
                    data-emphasis="quiet"
                    type="button"
                    disabled=move || unread.get() == 0
                    on:click=move |_| {
                        read.dispatch(None);
                    }
                >
                    {ui.read_all}
                </button>
            </div>
            {empty}
            <ul class="bell-items">
                <For each=move || told.get() key=|told| (told.id.clone(), told.read) let:told>
                    <Item told leave=Callback::new(leave) />
                </For>
            </ul>
            <a
                class="bell-settings"
                href=Screen::NotificationSettings.path()
                on:click=move |_| close(list)
            >
                {ui.settings}
            </a>
        </div>
    }
}

/// One notification: a way to its order.
#[component]
fn Item(told: Notification, leave: Callback<String>) -> impl IntoView {
    let said = (ui().notifications.told)(told.kind, told.used_percent);
    let now = ServerClock::now().get_untracked();
    let language = Visit::current().language;
    view! {
        <li>
            <a
                href=service_order(told.number.as_str())
                data-unread=(!told.read).then_some("")
                on:click=move |_| leave.run(told.id.clone())
            >
                <span>{said}</span>
                <span class="muted small">
                    {told.number.to_string()} " · " {words().node(told.node)} " · "
                    {format::short_time(told.at, now, language)}
                </span>
            </a>
        </li>
    }
}

/// Puts what came before all others.
fn put_first(told: &mut Vec<Notification>, latest: Notification) {
    told.retain(|told| told.id != latest.id);
    told.insert(0, latest);
    told.truncate(SHOWN);
}

/// Marks one as read, or all.
fn mark(told: &mut [Notification], id: Option<&str>) {
    for told in told {
        told.read |= id.is_none_or(|id| told.id == id);
    }
}

/// Closes the list: the page below it turns, and the frame stays.
#[cfg(feature = "hydrate")]
fn close(list: NodeRef<html::Div>) {
    let Some(list) = list.get_untracked() else {
        return;
    };
    if list.hide_popover().is_err() {
        leptos::logging::warn!("the list of notifications stays open");
    }
}

#[cfg(not(feature = "hydrate"))]
fn close(_list: NodeRef<html::Div>) {}
