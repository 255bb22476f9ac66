//! The consumer's pages, made for a phone: rendered by the server, with islands that the browser hydrates.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    api::session::CurrentSession,
    pages::{
        consumer::{
            apply::MyApplication, entrance::EnterByLink, frame::Frame, orders::MyOrders,
            track::MyServiceOrder,
        },
        not_found::NotFound,
    },
    request::{clock::ServerClock, context::PageContext},
};

/// Every page of the consumer, at its path.
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
    CurrentSession::provide();
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/consumer/enter") view=EnterByLink ssr=SsrMode::Async />
                <ParentRoute path=path!("/my") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("orders") view=MyOrders ssr=SsrMode::Async />
                    <Route path=path!("apply/:order/:line") view=MyApplication ssr=SsrMode::Async />
                    <Route
                        path=path!("service-orders/:number")
                        view=MyServiceOrder
                        ssr=SsrMode::Async
                    />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Hydrates the islands of the page, and keeps the page up to date.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    use crate::{pages::consumer::island::FormIsland, window::island::islands};

    console_error_panic_hook::set_once();
    crate::browser::refresh::start(islands![FormIsland]);
}
