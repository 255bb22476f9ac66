//! About what one wants to be told.

use aftercare_domain::notification::{
    NotificationKind, NotificationSetting, NotificationSettings as Settings,
};
use leptos::{html, prelude::*};

use super::island::WorkbenchIsland;
use crate::{
    api::{Api, json::handed},
    island::Island as _,
    parts::{
        page_header::PageHeader,
        problem_panel::{ProblemPanel, told},
        toast::Toasts,
    },
    words::ui,
};

/// The page of the settings.
#[component]
pub fn NotificationSettings() -> impl IntoView {
    let ui = &ui().notifications;
    let api = Api::current();
    let shown = handed(
        || (),
        move |()| {
            let api = api.clone();
            async move { api.notification_settings().await }
        },
    );
    view! {
        <PageHeader title=ui.settings />
        <Suspense>
            {move || {
                shown
                    .get()
                    .map(|settings| match settings {
                        Ok(settings) => {
                            view! {
                                <section class="card notification-switches">
                                    <p class="muted">{ui.settings_hint}</p>
                                    {WorkbenchIsland::Bells { settings }.view()}
                                </section>
                            }
                                .into_any()
                        }
                        Err(error) => view! { <ProblemPanel error /> }.into_any(),
                    })
            }}
        </Suspense>
    }
}

/// A switch for each kind. What is switched is kept at once.
#[component]
pub fn Bells(
    /// As it is set.
    settings: Settings,
) -> impl IntoView {
    let switch = move |&kind: &NotificationKind| {
        let rings = settings.of(kind).is_none_or(|setting| setting.bell);
        view! { <Switch kind rings /> }
    };
    NotificationKind::ALL.iter().map(switch).collect_view()
}

/// The switch of a kind. One that is not kept goes back.
#[component]
fn Switch(kind: NotificationKind, rings: bool) -> impl IntoView {
    let ui = &ui().notifications;
    let api = Api::current();
    let toasts = Toasts::current();
    let input = NodeRef::<html::Input>::new();
    let keep = Action::new(move |&bell: &bool| {
        let api = api.clone();
        async move {
            let settings = Settings::with(kind, NotificationSetting { bell });
            let said = match api.set_notifications(&settings).await {
                Ok(_) => ui.saved.to_owned(),
                Err(error) => {
                    if let Some(input) = input.get_untracked() {
                        input.set_checked(!bell);
                    }
                    told(&error).0
                }
            };
            if let Some(toasts) = toasts {
                toasts.say(said);
            }
        }
    });
    Effect::new(move || {
        // It may have been switched before the page came to life.
        let switched = input.get().map(|input| input.checked());
        if let Some(bell) = switched.filter(|&bell| bell != rings) {
            keep.dispatch(bell);
        }
    });
    view! {
        <label class="check">
            <input
                type="checkbox"
                autocomplete="off"
                checked=rings
                on:change:target=move |event| {
                    keep.dispatch(event.target().checked());
                }
                node_ref=input
            />
            {(ui.when)(kind)}
        </label>
    }
}
