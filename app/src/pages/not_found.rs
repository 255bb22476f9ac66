//! There is no such page.

use http::StatusCode;
use leptos::prelude::*;

use crate::{
    parts::status::result_page::ResultPage,
    request::{routes::Screen, shell},
    words::errors,
};

/// Says so, with the status, and leads back.
#[component]
pub fn NotFound() -> impl IntoView {
    shell::answer_with(StatusCode::NOT_FOUND);
    let errors = errors();
    view! {
        <ResultPage title=errors.not_found next=errors.not_found_next>
            <a class="button" data-emphasis="primary" rel="external" href=Screen::Home.path()>
                {errors.home}
            </a>
        </ResultPage>
    }
}
