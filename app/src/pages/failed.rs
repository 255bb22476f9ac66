//! What a page was to show can't be had.

use http::StatusCode;
use leptos::prelude::*;

use super::not_found::NotFound;
use crate::{api::ApiError, parts::status::problem_panel::ProblemPanel, request::shell};

/// Says why, with the status, and leads back to the page itself.
#[component]
pub fn Failed(
    /// What went wrong.
    error: ApiError,
) -> impl IntoView {
    if error.is_not_found() {
        return view! { <NotFound /> }.into_any();
    }
    if let Some(status) = error
        .status()
        .and_then(|status| StatusCode::from_u16(status).ok())
    {
        shell::answer_with(status);
    }
    view! { <ProblemPanel error try_again=true /> }.into_any()
}
