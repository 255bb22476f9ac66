//! Chinese or English.

use leptos::prelude::*;

use crate::{
    request::{context::PageContext, language::Language, routes::LANGUAGE_PATH},
    words::common,
};

/// The languages, each in its own words. A plain form: the server keeps the choice in a cookie, and shows the page anew, so
/// that it and the browser never speak two languages at once.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let chosen = PageContext::current().language;
    view! {
        <form method="post" action=LANGUAGE_PATH>
            <div class="switch" role="group" aria-label=common().language_switch>
            {Language::ALL
                .map(|language| {
                    view! {
                        <button
                            name="language"
                            value=language.tag()
                            lang=language.tag()
                            aria-pressed=if language == chosen { "true" } else { "false" }
                        >
                            {language.own_name()}
                        </button>
                    }
                })
                .collect_view()}
            </div>
        </form>
    }
}
