//! The workbench: what staff see at a desk. The entry point of its bundle, and of its pages on the server.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    api::session::CurrentSession,
    frame::{connection::ServerConnection, toast::Toasts},
    pages::{
        kit::Kit,
        not_found::NotFound,
        sign_in::SignIn,
        workbench::{
            frame::Frame,
            home::Home,
            refunds::Refunds,
            security_log::SecurityLog,
            service_order::ServiceOrder,
            service_orders::{ServiceOrders, glance::Glance},
            settings::notifications::NotificationSettings,
        },
    },
    request::{clock::ServerClock, context::PageContext},
};

/// Every page of the workbench, at its path.
///
/// Pages wait for their data before the first byte: the router answers in milliseconds, and a page that comes
/// whole has the right status, no flicker and nothing to stream.
#[component]
pub fn App() -> impl IntoView {
    // Islands bring along what they show, so nothing else of what the server asked for is written into the page.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    provide_meta_context();
    let visit = PageContext::current();
    provide_context(visit);
    provide_context(ServerClock::of(visit));
    provide_context(Toasts::new());
    provide_context(ServerConnection::new());
    CurrentSession::provide();
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/sign-in") view=SignIn ssr=SsrMode::Async />
                <Route path=path!("/") view=Home ssr=SsrMode::Async />
                <Route path=path!("/_kit") view=Kit ssr=SsrMode::Async />
                <ParentRoute path=path!("/service-orders") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("") view=ServiceOrders ssr=SsrMode::Async />
                    <Route path=path!(":number") view=ServiceOrder ssr=SsrMode::Async />
                    <Route path=path!(":number/glance") view=Glance ssr=SsrMode::Async />
                </ParentRoute>
                <ParentRoute path=path!("/refunds") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("") view=Refunds ssr=SsrMode::Async />
                </ParentRoute>
                <ParentRoute path=path!("/settings") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("notifications") view=NotificationSettings ssr=SsrMode::Async />
                    <Route path=path!("security") view=SecurityLog ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Hydrates the islands of the page, and navigates from page to page.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    use crate::{
        browser::navigator,
        frame::{
            appearance::{AppearanceIsland, ThemeIsland},
            bell::BellIsland,
            connection::ConnectionIsland,
            palette::PaletteIsland,
            toast::ToastsIsland,
        },
        pages::workbench::{
            service_order::{
                header::StandingIsland,
                last_search::LastSearchIsland,
                order_state::OrderState,
                panel::{commands::CommandsIsland, presence::PresenceIsland},
                reveal::RevealIsland,
            },
            service_orders::batch::BatchIsland,
            settings::{notifications::BellsIsland, robots::try_out::TryOutIsland},
        },
        parts::controls::{copy_button::CopyIsland, show_password::ShowPasswordIsland},
        window::island::islands,
    };

    console_error_panic_hook::set_once();
    navigator::start::<OrderState>(islands![
        AppearanceIsland,
        BatchIsland,
        BellIsland,
        BellsIsland,
        CommandsIsland,
        ConnectionIsland,
        CopyIsland,
        LastSearchIsland,
        PaletteIsland,
        PresenceIsland,
        RevealIsland,
        ShowPasswordIsland,
        StandingIsland,
        ThemeIsland,
        ToastsIsland,
        TryOutIsland,
    ]);
}
