//! The frame around every page of the workbench: where to go, who is here, in which language.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::island::WorkbenchIsland;
use crate::{
    island::Island as _,
    pages::{
        guard::{Guard, signed_in},
        sign_out::SignOut,
    },
    parts::language_switch::LanguageSwitch,
    routes::{Admits, Screen, here, is_below},
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
                <nav class="rail" aria-label=ui.frame.navigation data-frame>
                    <p class="rail-product">{ui.common.product}</p>
                    <Way screen=Screen::ServiceOrders>{ui.frame.service_orders}</Way>
                </nav>
                <header class="topbar" data-frame>
                    <Account />
                    <LanguageSwitch />
                    {WorkbenchIsland::Theme.view()}
                    <SignOut />
                </header>
                <main class="page" id="content" tabindex="-1">
                    <Outlet />
                </main>
            </div>
            <div data-frame>{WorkbenchIsland::Toasts.view()}</div>
        </Guard>
    }
}

/// A way to a page; it says so when that, or a page below it, is the one that is shown.
#[component]
fn Way(screen: Screen, children: Children) -> impl IntoView {
    let path = screen.path();
    let is_here = is_below(&here(), path);
    view! {
        <a href=path aria-current=is_here.then_some("page")>
            {children()}
        </a>
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
