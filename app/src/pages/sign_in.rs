//! Signing in.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::{
    api::ApiError,
    island::Island as _,
    pages::workbench::island::WorkbenchIsland,
    parts::{
        button::{Button, ButtonKind, Emphasis},
        language_switch::LanguageSwitch,
        problem_panel::ProblemPanel,
        text_input::TextInput,
    },
    routes::Screen,
    words::ui,
};

/// The form's field with the name.
pub const USERNAME_FIELD: &str = "username";

/// The form's field with the password.
pub const PASSWORD_FIELD: &str = "password";

/// Where somebody wanted to, in the query and in the form.
pub const NEXT: &str = "next";

/// A try that failed, in context of the page that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The name that was given.
    pub username: String,
    /// Where they wanted to.
    pub next: String,
    /// Why.
    pub error: ApiError,
}

/// The sign-in page, for everybody who has a password: a plain form, so that it works before anything else does.
#[component]
pub fn SignIn() -> impl IntoView {
    let ui = ui();
    view! {
        <Title text=format!("{} · {}", ui.sign_in.title, ui.common.product) />
        <main class="sign-in" id="content">
            <header class="sign-in-brand">
                <p class="sign-in-product">{ui.common.product}</p>
                <p class="muted">{ui.common.tagline}</p>
            </header>
            <section class="card sign-in-card">
                <h1>{ui.sign_in.title}</h1>
                <SignInForm />
                <p class="muted small">{ui.sign_in.consumers}</p>
            </section>
            <footer class="sign-in-settings">
                <LanguageSwitch />
                {WorkbenchIsland::Theme.view()}
            </footer>
        </main>
    }
}

#[component]
fn SignInForm() -> impl IntoView {
    let ui = &ui().sign_in;
    let refused: Option<Refused> = use_context();
    let wanted = || use_query_map().with_untracked(|query| query.get(NEXT).unwrap_or_default());
    let (username, next, error) = refused.map_or_else(
        || (String::new(), wanted(), None),
        |refused| (refused.username, refused.next, Some(refused.error)),
    );
    view! {
        <form class="form" method="post" action=Screen::SignIn.path()>
            {error.map(|error| view! { <ProblemPanel error /> })}
            <input type="hidden" name=NEXT value=next />
            <TextInput
                name=USERNAME_FIELD
                label=ui.username
                initial=username
                required=true
                autocomplete="username"
            />
            <TextInput
                name=PASSWORD_FIELD
                label=ui.password
                required=true
                autocomplete="current-password"
                kind="password"
            />
            <Button kind=ButtonKind::Submit emphasis=Emphasis::Primary>
                {ui.submit}
            </Button>
        </form>
    }
}
