//! How pages look: light or dark, roomy or dense.

use leptos::prelude::*;

use crate::{
    request::context::{DENSITY_COOKIE, Density, PageContext, THEME_COOKIE, Theme, keep_in_cookie},
    window::island::island,
    words::common,
};

island! {
    /// Light or dark.
    pub struct ThemeIsland = "Theme" {
    }
    view! { <ThemeSwitch /> }
}

/// The theme alone: where nothing is dense.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let ui = common();
    let chosen = PageContext::current().theme;
    let themes = [
        (Theme::System, ui.theme_system),
        (Theme::Light, ui.theme_light),
        (Theme::Dark, ui.theme_dark),
    ];
    view! {
        <Looks
            label=ui.theme
            attribute="data-theme"
            cookie=THEME_COOKIE
            chosen=chosen.id()
            choices=themes.map(|(theme, name)| (theme.id(), name)).to_vec()
        />
    }
}

island! {
    /// How pages look.
    pub struct AppearanceIsland = "Appearance" {
    }
    view! { <Appearance /> }
}

/// Theme and density.
#[component]
pub fn Appearance() -> impl IntoView {
    let ui = common();
    let chosen = PageContext::current().density;
    let densities = [
        (Density::Comfortable, ui.density_comfortable),
        (Density::Compact, ui.density_compact),
    ];
    view! {
        <ThemeSwitch />
        <Looks
            label=ui.density
            attribute="data-density"
            cookie=DENSITY_COOKIE
            chosen=chosen.id()
            choices=densities.map(|(density, name)| (density.id(), name)).to_vec()
        />
    }
}

/// One choice of looks. It takes effect at once, and is kept in a cookie.
#[component]
fn Looks(
    label: &'static str,
    attribute: &'static str,
    cookie: &'static str,
    chosen: &'static str,
    choices: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let choose = move |id: &str| {
        keep_in_cookie(cookie, id);
        if let Some(html) = document().document_element()
            && html.set_attribute(attribute, id).is_err()
        {
            leptos::logging::error!("the choice could not be shown");
        }
    };
    view! {
        <label class="looks">
            <span>{label}</span>
            <select class="input quiet" on:change:target=move |event| choose(&event.target().value())>
                {choices
                    .into_iter()
                    .map(|(id, name)| {
                        view! {
                            <option value=id selected=id == chosen>
                                {name}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </label>
    }
}
