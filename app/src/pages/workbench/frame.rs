//! The frame around every page of the workbench: navigation, search, the user, appearance.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::{refunds, security_log::may_read};
use crate::{
    browser::{keyboard::KEYS_ID, live::PlaceMark},
    frame::{
        appearance::AppearanceIsland,
        bell::BellIsland,
        connection::ConnectionIsland,
        palette::{PALETTE_ID, PaletteIsland},
        toast::ToastsIsland,
    },
    pages::{
        guard::{Guard, signed_in},
        sign_out::SignOut,
    },
    parts::{
        controls::language_switch::LanguageSwitch,
        status::icon::{Icon, Symbol},
    },
    request::{
        routes::{Admits, Screen, here, is_below},
        shortcut::Shortcut,
    },
    window::island::Island as _,
    words::{common, frame, keys, notifications, palette, refund_list, security},
};

/// The id of the menu about oneself.
const ACCOUNT_ID: &str = "account";

/// Rail, header, and the page.
#[component]
pub fn Frame() -> impl IntoView {
    view! {
        <Guard admits=Admits::Staff>
            <PlaceMark />
            <a class="skip-link" href="#content">
                {common().skip_to_content}
            </a>
            <div class="workbench">
                <nav class="rail" aria-label=frame().navigation data-frame>
                    <p class="rail-product">{common().product}</p>
                    <Way screen=Screen::ServiceOrders symbol=Symbol::Inbox>
                        {frame().service_orders}
                    </Way>
                    {signed_in()
                        .is_some_and(|me| refunds::may_read(&me))
                        .then(|| {
                            view! {
                                <Way screen=Screen::Refunds symbol=Symbol::Banknote>
                                    {refund_list().title}
                                </Way>
                            }
                        })}
                </nav>
                <header class="topbar" data-frame>
                    <Finder />
                    {BellIsland {}.view()}
                    <Account />
                    {PaletteIsland {}.view()}
                    <KeySheet />
                </header>
                <main class="page" id="content" tabindex="-1">
                    <Outlet />
                </main>
            </div>
            <div data-frame>
                {ConnectionIsland {}.view()}
                {ToastsIsland {}.view()}
            </div>
        </Guard>
    }
}

/// A link to a page, marked as current when that page, or one below it, is shown.
#[component]
fn Way(screen: Screen, symbol: Symbol, children: Children) -> impl IntoView {
    let path = screen.path();
    let is_here = is_below(&here(), path);
    view! {
        <a href=path aria-current=is_here.then_some("page") data-palette>
            <Icon of=symbol />
            {children()}
        </a>
    }
}

/// Opens the palette.
#[component]
fn Finder() -> impl IntoView {
    let ui = palette();
    view! {
        <button class="finder" type="button" data-opens=PALETTE_ID aria-haspopup="dialog">
            <Icon of=Symbol::Search />
            <span>{ui.title}</span>
            <kbd>"⌘ K"</kbd>
        </button>
    }
}

/// Who is signed in, for whom, and how pages look to them.
#[component]
fn Account() -> impl IntoView {
    signed_in().map(|me| {
        let reads_security_log = may_read(&me);
        view! {
            <button class="button account" data-emphasis="quiet" type="button" popovertarget=ACCOUNT_ID>
                <span class="visually-hidden">{frame().signed_in_as}</span>
                <Icon of=Symbol::User />
                <strong>{me.name}</strong>
                <span class="muted small">{me.merchant_id.map(|merchant| merchant.to_string())}</span>
                <Icon of=Symbol::ChevronDown />
            </button>
            <div class="menu" id=ACCOUNT_ID popover>
                <LanguageSwitch />
                {AppearanceIsland {}.view()}
                <a class="button" data-emphasis="quiet" href=Screen::NotificationSettings.path() data-palette>
                    <Icon of=Symbol::Settings />
                    {notifications().settings}
                </a>
                {reads_security_log
                    .then(|| {
                        view! {
                            <a
                                class="button"
                                data-emphasis="quiet"
                                href=Screen::SecurityLog.path()
                                data-palette
                            >
                                <Icon of=Symbol::History />
                                {security().title}
                            </a>
                        }
                    })}
                <button class="button" data-emphasis="quiet" type="button" data-opens=KEYS_ID data-palette>
                    <Icon of=Symbol::Keyboard />
                    {keys().title}
                </button>
                <SignOut />
            </div>
        }
    })
}

/// What the keyboard does.
#[component]
fn KeySheet() -> impl IntoView {
    let keys = keys();
    view! {
        <dialog class="dialog" id=KEYS_ID aria-label=keys.title>
            <header class="dialog-header">
                <h2>{keys.title}</h2>
                <form method="dialog">
                    <button class="button" data-emphasis="quiet">
                        {common().close}
                    </button>
                </form>
            </header>
            <dl class="key-sheet">
                {Shortcut::ALL
                    .map(|deed| {
                        view! {
                            <div>
                                <dt>{keyed(deed, keys.then)}</dt>
                                <dd>{keys.deed(deed)}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
        </dialog>
    }
}

/// The keys of a deed.
fn keyed(deed: Shortcut, then: &'static str) -> impl IntoView {
    let separators = std::iter::once(None).chain(std::iter::repeat(Some(then)));
    separators
        .zip(deed.keys())
        .map(|(separator, key)| {
            view! {
                {separator.map(|then| view! { <span class="muted small">{then}</span> })}
                <kbd>{*key}</kbd>
            }
        })
        .collect_view()
}
