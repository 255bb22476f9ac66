//! The settings of notifications.

use aftercare_domain::{
    teamwork::{
        notification::{NotificationKind, NotificationSetting, NotificationSettings as Settings},
        robot::Robot,
    },
    values::page::Page,
};
use futures::join;
use http::StatusCode;
use leptos::{html, prelude::*};

use crate::{
    api::{Api, ApiError, resource::server_resource},
    frame::toast::Toasts,
    pages::workbench::settings::robots::Robots,
    parts::{
        layout::page_header::PageHeader,
        status::problem_panel::{ProblemPanel, explain},
    },
    window::island::{Island as _, island},
    words::notifications,
};

/// The page of the settings: one's own bell, and for those who may set them the robots of their side.
#[component]
pub fn NotificationSettings() -> impl IntoView {
    let ui = notifications();
    let api = Api::current();
    let shown = server_resource(
        || (),
        move |()| {
            let api = api.clone();
            async move { join!(api.notification_settings(), api.robots()) }
        },
    );
    view! {
        <PageHeader title=ui.settings />
        <Suspense>
            {move || {
                shown
                    .get()
                    .map(|(settings, robots)| {
                        view! {
                            <div class="stack">
                                <section class="card notification-switches" aria-labelledby="bell-title">
                                    <h2 id="bell-title">{ui.bell}</h2>
                                    {switches(settings)}
                                </section>
                                {robots_of(robots)}
                            </div>
                        }
                    })
            }}
        </Suspense>
    }
}

fn switches(settings: Result<Settings, ApiError>) -> AnyView {
    match settings {
        Ok(settings) => view! {
            <p class="muted">{notifications().settings_hint}</p>
            {BellsIsland { settings }.view()}
        }
        .into_any(),
        Err(error) => view! { <ProblemPanel error try_again=true /> }.into_any(),
    }
}

fn robots_of(robots: Result<Page<Robot>, ApiError>) -> Option<AnyView> {
    match robots {
        Ok(robots) => Some(view! { <Robots robots=robots.items /> }.into_any()),
        // They are not this person's to set.
        Err(ApiError::Problem(problem)) if problem.status == StatusCode::FORBIDDEN.as_u16() => None,
        Err(error) => Some(view! { <ProblemPanel error try_again=true /> }.into_any()),
    }
}

island! {
    /// The settings of notifications.
    pub struct BellsIsland = "Bells" {
        /// As it is set.
        settings: Settings,
    }
    view! { <Bells settings /> }
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
    let ui = notifications();
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
                    explain(&error).0
                }
            };
            if let Some(toasts) = toasts {
                toasts.announce(said);
            }
        }
    });
    Effect::new(move || {
        // It may have been switched before the page was hydrated.
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
            {ui.when(kind)}
        </label>
    }
}
