//! Chinese or English.

use leptos::prelude::*;

use crate::{
    visit::{LANGUAGE_COOKIE, Visit, keep_in_cookie},
    words::{Language, words},
};

/// The languages, each in its own words. Choosing one is kept in a cookie and loads the page anew, so that the
/// server and the browser never speak two languages at once.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let chosen = Visit::current().language;
    let choose = move |language: Language| {
        if language != chosen {
            keep_in_cookie(LANGUAGE_COOKIE, language.tag());
            reload();
        }
    };
    view! {
        <div class="switch" role="group" aria-label=words().ui().common.language>
            {Language::ALL
                .map(|language| {
                    view! {
                        <button
                            type="button"
                            lang=language.tag()
                            aria-pressed=if language == chosen { "true" } else { "false" }
                            on:click=move |_| choose(language)
                        >
                            {language.own_name()}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// Loads the page anew.
fn reload() {
    if window().location().reload().is_err() {
        leptos::logging::error!("the browser refused to load the page anew");
    }
}
