//! Signing in.

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::{
    api::Api,
    parts::{
        button::{Button, ButtonKind, Emphasis},
        language_switch::LanguageSwitch,
        problem_panel::ProblemPanel,
        taken_over::taken_over,
        text_input::TextInput,
        theme_switch::ThemeSwitch,
    },
    routes::after_sign_in,
    words::ui,
};

/// The sign-in page, for everybody who has a password.
///
/// The form posts, so that a submit before the browser has taken the page over never puts a password into the
/// address; the button waits for that moment.
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
                <ThemeSwitch />
            </footer>
        </main>
    }
}

#[component]
fn SignInForm() -> impl IntoView {
    let ui = &ui().sign_in;
    let api = Api::current();
    let query = use_query_map();
    // Read from the elements: a password manager may have filled them before the page was taken over.
    let username = NodeRef::<html::Input>::new();
    let password = NodeRef::<html::Input>::new();
    let sign_in = Action::new(move |(username, password): &(String, String)| {
        let (api, username, password) = (api.clone(), username.clone(), password.clone());
        async move {
            api.sign_in(&username, &password).await?;
            api.me().await
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let value = |input: NodeRef<html::Input>| {
            input
                .get_untracked()
                .map(|input| input.value())
                .unwrap_or_default()
        };
        sign_in.dispatch((value(username).trim().to_owned(), value(password)));
    };
    Effect::new(move || {
        if let Some(Ok(Some(me))) = sign_in.value().get() {
            let next = query.get_untracked().get("next");
            // The other bundle may have the next screen, so the browser goes there by itself.
            if window()
                .location()
                .assign(&after_sign_in(&me, next.as_deref()))
                .is_err()
            {
                leptos::logging::error!("the browser refused to leave the sign-in page");
            }
        }
    });
    let busy = Signal::derive(move || sign_in.pending().get());
    let taken_over = taken_over();
    view! {
        <form class="form" method="post" action="/sign-in" on:submit=submit>
            {move || {
                sign_in
                    .value()
                    .get()
                    .and_then(Result::err)
                    .map(|error| view! { <ProblemPanel error /> })
            }}
            <TextInput
                name="username"
                label=ui.username
                node_ref=username
                required=true
                autocomplete="username"
            />
            <TextInput
                name="password"
                label=ui.password
                node_ref=password
                required=true
                autocomplete="current-password"
                kind="password"
            />
            <Button
                kind=ButtonKind::Submit
                emphasis=Emphasis::Primary
                busy=busy
                disabled=Signal::derive(move || !taken_over.get())
            >
                {move || if busy.get() { ui.submitting } else { ui.submit }}
            </Button>
        </form>
    }
}
