//! Every part of the kit in all its states, on one page: to look at, to try by keyboard and screen reader, and to be checked. In the
//! demo marketplace alone.

pub mod colours;
pub mod controls;
pub mod shown;

use leptos::prelude::*;

use self::{
    colours::Colours,
    controls::{Buttons, Choices, Fields},
    shown::{Badges, Facts, Narrowing, Problems, Rows, Ways},
};
use crate::{
    demo::Demo,
    frame::{appearance::AppearanceIsland, toast::ToastsIsland},
    pages::not_found::NotFound,
    parts::{
        controls::language_switch::LanguageSwitch,
        layout::page_header::PageHeader,
        status::icon::{Icon, Symbol},
    },
    window::island::Island as _,
    words::common,
};

/// The kit.
#[component]
pub fn Kit() -> impl IntoView {
    if use_context::<Demo>().is_none() {
        return view! { <NotFound /> }.into_any();
    }
    view! {
        <a class="skip-link" href="#content">
            {common().skip_to_content}
        </a>
        <main class="page kit" id="content" tabindex="-1">
            <PageHeader title="Kit">
                <LanguageSwitch />
                {AppearanceIsland {}.view()}
            </PageHeader>
            <Colours />
            <Icons />
            <Buttons />
            <Fields />
            <Choices />
            <Badges />
            <Ways />
            <Narrowing />
            <Facts />
            <Rows />
            <Problems />
        </main>
        {ToastsIsland {}.view()}
    }
    .into_any()
}

/// A part under its name.
#[component]
fn Specimen(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="card kit-part" aria-label=name>
            <h2>{name}</h2>
            <div class="kit-states">{children()}</div>
        </section>
    }
}

#[component]
fn Icons() -> impl IntoView {
    view! {
        <Specimen name="Icon">
            {Symbol::ALL
                .iter()
                .map(|&symbol| {
                    view! {
                        <span class="kit-icon">
                            <Icon of=symbol />
                            {symbol.name()}
                        </span>
                    }
                })
                .collect_view()}
        </Specimen>
    }
}
