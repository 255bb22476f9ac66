//! What went wrong, and what to do next.

use leptos::prelude::*;

use crate::{
    api::ApiError,
    request::{context::PageContext, routes},
    words::common,
};

/// An error of the API in words, at the place where it happened.
#[component]
pub fn ProblemPanel(
    /// What went wrong.
    error: ApiError,
    /// Tries again, where that makes sense.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
    /// The page itself is what is to be tried again.
    #[prop(optional)]
    try_again: bool,
) -> impl IntoView {
    let (title, next) = explain(&error);
    let retry = on_retry.map(|on_retry| {
        view! {
            <button class="button" type="button" on:click=move |_| on_retry.run(())>
                {common().retry}
            </button>
        }
    });
    let again = try_again.then(|| {
        view! {
            <a class="button" rel="external" href=routes::here()>
                {common().retry}
            </a>
        }
    });
    let sign_in = (error.is_signed_out() || error.is_others_session()).then(|| {
        view! {
            <a class="button" rel="external" href=routes::sign_in_for(&routes::here())>
                {PageContext::current().language.errors().sign_in}
            </a>
        }
    });
    view! {
        <div class="problem" role="alert">
            <p class="problem-title">{title}</p>
            <p>{next}</p>
            {retry}
            {again}
            {sign_in}
        </div>
    }
}

/// What happened and what to do next.
pub fn explain(error: &ApiError) -> (String, String) {
    let errors = PageContext::current().language.errors();
    match error {
        _ if error.is_signed_out() => (
            errors.session_ended.to_owned(),
            errors.session_ended_next.to_owned(),
        ),
        ApiError::Problem(problem) => (problem.title.clone(), problem.detail.clone()),
        ApiError::Offline => (errors.offline.to_owned(), errors.offline_next.to_owned()),
        ApiError::TimedOut => (
            errors.timed_out.to_owned(),
            errors.timed_out_next.to_owned(),
        ),
        ApiError::Malformed => (
            errors.malformed.to_owned(),
            errors.malformed_next.to_owned(),
        ),
    }
}
