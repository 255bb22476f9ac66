//! Who else has the order open (R-LST-4). The page sends a heartbeat every twenty seconds; one that has been hidden for
//! a while reports that it has left.

use std::time::Duration;

use aftercare_domain::teamwork::presence::Colleague;
use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    api::Api,
    pages::workbench::service_order::order_state::{OrderState, current},
    request::clock::ServerClock,
    window::{is_hidden, island::island},
    words::{format, order_page, words},
};

/// The interval of heartbeats.
const BEAT: Duration = Duration::from_secs(20);

/// After how many intervals of being hidden it reports that it has left.
const PATIENCE: u32 = 3;

island! {
    /// Who else has the order of the page open.
    pub struct PresenceIsland = "Presence" {
    }
    view! { <Presence /> }
}

/// The colleagues, by name, in a part of the page that is read out politely.
#[component]
pub fn Presence() -> impl IntoView {
    current().map(|current| {
        stay(current);
        let now = ServerClock::now();
        let told = move |colleague: Colleague| {
            let ui = order_page();
            let since =
                format::short_time(colleague.since, now.get_untracked(), words().language());
            let said = if colleague.working {
                ui.colleague_works(&colleague.name, &since)
            } else {
                ui.colleague_looks(&colleague.name, &since)
            };
            view! {
                <span class="colleague" data-working=colleague.working.then_some("")>
                    {said}
                </span>
            }
        };
        view! {
            <p class="presence" role="status">
                {move || current.colleagues().into_iter().map(told).collect_view()}
            </p>
        }
    })
}

/// Sends heartbeats as long as the page is open, and at once when somebody begins to type. Effects run in the browser
/// only.
fn stay(current: OrderState) {
    let api = StoredValue::new(Api::current());
    let unseen = StoredValue::new(0_u32);
    let beat = move || {
        let beats = if is_hidden() {
            unseen.get_value().saturating_add(1)
        } else {
            0
        };
        unseen.set_value(beats);
        match beats {
            0..PATIENCE => report_here(api.get_value(), current),
            PATIENCE => report_gone(api.get_value(), current),
            _ => {}
        }
    };
    Effect::new(move || {
        // A change between working and looking is sent at once.
        current.is_touched();
        untrack(beat);
    });
    Effect::new(move || {
        let beating = set_interval_with_handle(beat, BEAT);
        let seen = window_event_listener(ev::visibilitychange, move |_| {
            if !is_hidden() {
                beat();
            }
        });
        on_cleanup(move || {
            if let Ok(beating) = beating {
                beating.clear();
            }
            seen.remove();
            report_gone(api.get_value(), current);
        });
    });
}

fn report_here(api: Api, current: OrderState) {
    let (number, works) = (current.number(), current.is_touched_untracked());
    spawn_local(async move {
        // Nothing that answers now answers at the next beat.
        if let Ok(others) = api.be_present(&number, works).await {
            current.set_colleagues(others.others);
        }
    });
}

fn report_gone(api: Api, current: OrderState) {
    let number = current.number();
    spawn_local(async move {
        // Without heartbeats the server assumes the same.
        let _silence_does_as_well = api.leave(&number).await;
    });
}
