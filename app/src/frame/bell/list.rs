//! The list that the bell opens.

use aftercare_domain::teamwork::notification::{Notification, NotificationKind};
use leptos::{html, prelude::*};

use super::{LIST_ID, known::KnownNotifications};
use crate::{
    parts::status::{
        icon::{Icon, Symbol},
        problem_panel::ProblemPanel,
    },
    request::{
        clock::ServerClock,
        context::PageContext,
        routes::{Screen, service_order},
    },
    words::{common, format, notifications, words},
};

/// The notifications, the newest first.
pub(super) fn list(known: KnownNotifications) -> impl IntoView {
    let ui = notifications();
    let list = NodeRef::<html::Div>::new();
    let items = move || known.told.get().unwrap_or_default();
    let fault = move || {
        let again = Callback::new(move |()| known.ask());
        known
            .fault
            .get()
            .map(|error| view! { <ProblemPanel error on_retry=again /> })
    };
    let nothing = move || {
        let told = known.told.read();
        match told.as_ref().map(Vec::is_empty) {
            None => known
                .fault
                .with(Option::is_none)
                .then(|| view! { <p class="muted">{common().loading}</p> }.into_any()),
            Some(true) => Some(
                view! {
                    <p>{ui.empty}</p>
                    <p class="muted small">{ui.empty_next}</p>
                }
                .into_any(),
            ),
            Some(false) => None,
        }
    };
    view! {
        <div class="menu bell-list" id=LIST_ID popover role="group" aria-label=ui.title node_ref=list>
            <div class="bell-head">
                <strong>{ui.title}</strong>
                <button
                    class="button"
                    data-emphasis="quiet"
                    type="button"
                    disabled=move || known.unread.get() == 0
                    on:click=move |_| known.read(None)
                >
                    {ui.read_all}
                </button>
            </div>
            {fault}
            {nothing}
            <ul class="bell-items">
                <For each=items key=|told| told.id.clone() let:told>
                    <Item told known list />
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

/// One notification: a link to its order and, while unread, a button to mark it as read.
#[component]
fn Item(told: Notification, known: KnownNotifications, list: NodeRef<html::Div>) -> impl IntoView {
    let ui = notifications();
    let Notification {
        id,
        kind,
        used_percent,
        number,
        node,
        at,
        ..
    } = told;
    let (now, language) = (ServerClock::now(), PageContext::current().language);
    let way = NodeRef::<html::A>::new();
    let id = StoredValue::new(id);
    let is_read = Memo::new(move |_| id.with_value(|id| known.is_read(id)));
    let leave = move |_| {
        close(list);
        if !is_read.get_untracked() {
            known.read(Some(id.get_value()));
        }
    };
    let read = move |_| {
        // The button is removed; the focus moves to its link.
        focus(way);
        known.read(Some(id.get_value()));
    };
    view! {
        <li data-unread=move || (!is_read.get()).then_some("")>
            <a href=service_order(number.as_str()) on:click=leave node_ref=way data-kind=kind.name()>
                <Icon of=symbol(kind) />
                <span class="bell-told">
                    <span class="visually-hidden">
                        {move || (!is_read.get()).then_some(ui.unread_one)}
                    </span>
                    {ui.told(kind, used_percent)}
                </span>
                <span class="muted small">
                    {number.to_string()} " · " {words().node(node)} " · "
                    <time datetime=format::machine_time(at) title=format::time(at)>
                        {move || format::relative(at, now.get(), language)}
                    </time>
                </span>
            </a>
            <button
                class="button"
                data-emphasis="quiet"
                type="button"
                title=ui.read_one
                aria-label=format!("{} {number}", ui.read_one)
                hidden=move || is_read.get()
                on:click=read
            >
                <Icon of=Symbol::Check />
            </button>
        </li>
    }
}

const fn symbol(kind: NotificationKind) -> Symbol {
    match kind {
        NotificationKind::Assigned => Symbol::User,
        NotificationKind::DueSoon => Symbol::Clock,
        NotificationKind::Overdue => Symbol::TriangleAlert,
        NotificationKind::Answered => Symbol::MessageSquare,
        NotificationKind::QuoteDecided => Symbol::Check,
        NotificationKind::Urged => Symbol::CircleAlert,
    }
}

fn focus(way: NodeRef<html::A>) {
    if way.get_untracked().is_some_and(|way| way.focus().is_err()) {
        leptos::logging::warn!("a notification could not be focused");
    }
}

/// Closes the list when its link is followed: the frame stays, so it would remain open.
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
