//! What went wrong, and what to do next.

use leptos::prelude::*;

use crate::{api::ApiError, routes, words::words};

/// An error of the API in words, at the place where it happened.
#[component]
pub fn ProblemPanel(
    /// What went wrong.
    error: ApiError,
    /// Tries again, where that makes sense.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let (title, next) = told(&error);
    let retry = on_retry.map(|on_retry| {
        view! {
            <button class="button" type="button" on:click=move |_| on_retry.run(())>
                {words().ui().common.retry}
            </button>
        }
    });
    let sign_in = error.is_signed_out().then(|| {
        let here = routes::here();
        let href = move || routes::sign_in_for(&here.get());
        view! {
            <a class="button" rel="external" href=href>
                {words().ui().sign_in.title}
            </a>
        }
    });
    view! {
        <div class="problem" role="alert">
            <p class="problem-title">{title}</p>
            <p>{next}</p>
            {retry}
            {sign_in}
        </div>
    }
}

/// What happened and what to do next.
pub fn told(error: &ApiError) -> (String, String) {
    let errors = &words().ui().errors;
    match error {
        ApiError::Problem(problem) => (problem.title.clone(), problem.detail.clone()),
        ApiError::Offline => (errors.offline.to_owned(), errors.offline_next.to_owned()),
        ApiError::Malformed => (
            errors.malformed.to_owned(),
            errors.malformed_next.to_owned(),
        ),
    }
}
