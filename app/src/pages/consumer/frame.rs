//! The frame around every page of the consumer.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use crate::{
    browser::{NEWS_ID, NO_NETWORK_ID, SHOW_NEWS_ID, live::PlaceMark},
    pages::{
        guard::{Guard, signed_in},
        sign_out::SignOut,
    },
    parts::controls::language_switch::LanguageSwitch,
    request::routes::{Admits, Screen},
    words::{common, consumer::news},
};

/// A slim header, the page, and whose it is.
#[component]
pub fn Frame() -> impl IntoView {
    let news = news();
    view! {
        <Guard admits=Admits::Consumers>
            <PlaceMark />
            <a class="skip-link" href="#content">
                {common().skip_to_content}
            </a>
            <header class="consumer-bar">
                <a class="consumer-product" href=Screen::MyOrders.path()>
                    {common().product}
                </a>
                <LanguageSwitch />
            </header>
            <div class="news" id=NEWS_ID role="status" hidden>
                <span>{news.there_is}</span>
                <button class="button" type="button" id=SHOW_NEWS_ID>
                    {news.show}
                </button>
            </div>
            <div class="news" id=NO_NETWORK_ID role="status" hidden>
                <span>{news.no_network}</span>
            </div>
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
