//! Where a consumer's link leads: the page says as whom one comes in, and comes in only when asked to. Whoever only looks at
//! it, such as a chat that shows what is behind a link, uses nothing up.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    parts::controls::{
        button::{Button, ButtonKind, Emphasis},
        language_switch::LanguageSwitch,
    },
    request::routes::Screen,
    words::{common, entrance},
};

/// The form's field with what the link holds, and its name in the address.
pub const LINK: &str = "link";

/// What a link opens. The server gives it in context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entrance {
    /// It can be used.
    Open {
        /// What it holds.
        link: String,
        /// Who comes in by it, as they are told from others.
        name: String,
        /// The order to which it leads; none: all of theirs.
        order: Option<String>,
        /// Who is signed in until then.
        signed_in: Option<String>,
    },
    /// It was used, is too old, or was never ours.
    Closed,
}

/// The page before a link is used.
#[component]
pub fn EnterByLink() -> impl IntoView {
    let shown = match use_context::<Entrance>() {
        Some(Entrance::Open {
            link,
            name,
            order,
            signed_in,
        }) => view! { <Open link name order signed_in /> }.into_any(),
        Some(Entrance::Closed) | None => view! { <Closed /> }.into_any(),
    };
    view! {
        <header class="consumer-bar">
            <span class="consumer-product">{common().product}</span>
            <LanguageSwitch />
        </header>
        <main class="consumer-page" id="content" tabindex="-1">
            {shown}
        </main>
    }
}

/// Says as whom, and asks.
#[component]
fn Open(
    link: String,
    name: String,
    order: Option<String>,
    signed_in: Option<String>,
) -> impl IntoView {
    let words = entrance();
    let whither = match order {
        Some(order) => words.to_order(&name, &order),
        None => words.to_all(&name),
    };
    view! {
        <Title text=format!("{} · {}", words.title, common().product) />
        <section class="result-page">
            <h1>{words.title}</h1>
            <p>{whither}</p>
            {signed_in.map(|other| view! { <p>{words.ends_session(&other)}</p> })}
            <p class="muted">{words.once}</p>
            <form class="actions" method="post" action=Screen::Entrance.path()>
                <input type="hidden" name=LINK value=link />
                <Button kind=ButtonKind::Submit emphasis=Emphasis::Primary>
                    {words.submit(&name)}
                </Button>
            </form>
        </section>
    }
}

/// Says that it opens nothing, and where a new one is.
#[component]
fn Closed() -> impl IntoView {
    let words = entrance();
    view! {
        <Title text=format!("{} · {}", words.closed, common().product) />
        <section class="result-page">
            <h1>{words.closed}</h1>
            <p class="muted">{words.closed_next}</p>
        </section>
    }
}
