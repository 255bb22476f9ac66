//! The consumer's pages, made for a phone. The entry point of its bundle, and of its pages on the server.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    clock::ServerClock,
    pages::{
        consumer::{apply::MyApplication, frame::Frame, orders::MyOrders, track::MyServiceOrder},
        not_found::NotFound,
    },
    parts::toast::{ToastRegion, Toasts},
    session::Session,
    visit::Visit,
};

/// Every page of the consumer, at its path.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let visit = Visit::current();
    provide_context(visit);
    ServerClock::provide(visit);
    Toasts::provide();
    Session::provide();
    view! {
        <Router>
            <Routes fallback=NotFound>
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
        <ToastRegion />
    }
}

/// Takes the page over in the browser.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(App);
}
