//! The frame around every page of the consumer.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use crate::{
    pages::{
        guard::{Guard, signed_in},
        sign_out::SignOut,
    },
    parts::language_switch::LanguageSwitch,
    routes::{Admits, Screen},
    words::words,
};

/// A slim header, the page, and whose it is.
#[component]
pub fn Frame() -> impl IntoView {
    let ui = words().ui();
    view! {
        <Guard admits=Admits::Consumers>
            <a class="skip-link" href="#content">
                {ui.common.skip_to_content}
            </a>
            <header class="consumer-bar">
                <a class="consumer-product" href=Screen::MyOrders.path()>
                    {ui.common.product}
                </a>
                <LanguageSwitch />
            </header>
            <main class="consumer-page" id="content" tabindex="-1">
                <Outlet />
            </main>
            <footer class="consumer-foot">
                <p class="muted small">{signed_in().map(|me| me.name)}</p>
                <SignOut />
            </footer>
        </Guard>
    }
}
