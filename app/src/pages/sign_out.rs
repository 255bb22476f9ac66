//! Signing out.

use leptos::prelude::*;

use crate::{
    api::Api,
    parts::button::{Button, Emphasis},
    routes::Screen,
    words::words,
};

/// Ends the session, and leads to the sign-in page.
#[component]
pub fn SignOut() -> impl IntoView {
    let ui = words().ui();
    let api = Api::current();
    let sign_out = Action::new(move |(): &()| {
        let api = api.clone();
        async move { api.sign_out().await }
    });
    Effect::new(move || {
        if sign_out
            .value()
            .with(|answer| matches!(answer, Some(Ok(()))))
            && window().location().assign(Screen::SignIn.path()).is_err()
        {
            leptos::logging::error!("the browser refused to leave the page");
        }
    });
    view! {
        <Button
            emphasis=Emphasis::Quiet
            busy=Signal::derive(move || sign_out.pending().get())
            on_press=Callback::new(move |()| { sign_out.dispatch(()); })
        >
            {ui.frame.sign_out}
        </Button>
    }
}
