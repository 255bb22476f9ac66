//! The frame around every page of the workbench: where to go, who is here, in which language.

use leptos::prelude::*;
use leptos_router::components::{A, Outlet};

use crate::{
    pages::{
        guard::{Guard, signed_in},
        sign_out::SignOut,
    },
    parts::{language_switch::LanguageSwitch, theme_switch::ThemeSwitch},
    routes::{Admits, Screen},
    words::ui,
};

/// Rail, header, and the page.
#[component]
pub fn Frame() -> impl IntoView {
    let ui = ui();
    view! {
        <Guard admits=Admits::Staff>
            <a class="skip-link" href="#content">
                {ui.common.skip_to_content}
            </a>
            <div class="workbench">
                <nav class="rail" aria-label=ui.frame.navigation>
                    <p class="rail-product">{ui.common.product}</p>
                    <A href=Screen::ServiceOrders.path()>{ui.frame.service_orders}</A>
                </nav>
                <header class="topbar">
                    <Account />
                    <LanguageSwitch />
                    <ThemeSwitch />
                    <SignOut />
                </header>
                <main class="page" id="content" tabindex="-1">
                    <Outlet />
                </main>
            </div>
        </Guard>
    }
}

/// Who is signed in, and for whom.
#[component]
fn Account() -> impl IntoView {
    let ui = ui();
    signed_in().map(|me| {
        view! {
            <p class="account" aria-label=ui.frame.signed_in_as>
                <strong>{me.name}</strong>
                <span class="muted small">{me.merchant_id.map(|merchant| merchant.to_string())}</span>
            </p>
        }
    })
}
