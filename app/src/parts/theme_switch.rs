//! Light, dark, or as the system has it.

use leptos::prelude::*;

use crate::{
    visit::{THEME_COOKIE, Theme, Visit, keep_in_cookie},
    words::ui,
};

/// The themes. Choosing one takes effect at once and is kept in a cookie.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let ui = &ui().common;
    let chosen = RwSignal::new(Visit::current().theme);
    Effect::new(move |before: Option<Theme>| {
        let theme = chosen.get();
        if before.is_some_and(|before| before != theme) {
            show(theme);
            keep_in_cookie(THEME_COOKIE, theme.id());
        }
        theme
    });
    let themes = [
        (Theme::System, ui.theme_system),
        (Theme::Light, ui.theme_light),
        (Theme::Dark, ui.theme_dark),
    ];
    view! {
        <select
            class="input quiet"
            aria-label=ui.theme
            on:change:target=move |event| chosen.set(Theme::from_id(&event.target().value()))
        >
            {themes
                .map(|(theme, name)| {
                    view! {
                        <option value=theme.id() selected=theme == chosen.get_untracked()>
                            {name}
                        </option>
                    }
                })
                .collect_view()}
        </select>
    }
}

/// Puts the theme on the document.
fn show(theme: Theme) {
    if let Some(html) = document().document_element()
        && html.set_attribute("data-theme", theme.id()).is_err()
    {
        leptos::logging::error!("the theme could not be shown");
    }
}
