//! About what one wants to be told.

use aftercare_domain::notification::{
    NotificationKind, NotificationSetting, NotificationSettings as Settings,
};
use leptos::prelude::*;

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
                                <section class="card bell-switches">
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
    let ui = &ui().notifications;
    let api = Api::current();
    let toasts = Toasts::current();
    let keep = Action::new(move |settings: &Settings| {
        let (api, settings) = (api.clone(), settings.clone());
        async move {
            let said = match api.set_notifications(&settings).await {
                Ok(_) => ui.saved.to_owned(),
                Err(error) => told(&error).0,
            };
            if let Some(toasts) = toasts {
                toasts.say(said);
            }
        }
    });
    let switch = move |kind: NotificationKind| {
        let rings = settings.of(kind).is_none_or(|setting| setting.bell);
        view! {
            <label class="bell-switch">
                <input
                    type="checkbox"
                    checked=rings
                    on:change:target=move |event| {
                        let bell = event.target().checked();
                        keep.dispatch(Settings::with(kind, NotificationSetting { bell }));
                    }
                />
                {(ui.when)(kind)}
            </label>
        }
    };
    NotificationKind::ALL
        .iter()
        .map(|&kind| switch(kind))
        .collect_view()
}
