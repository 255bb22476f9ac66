//! Who may enter: sends strangers to sign in, and tells the others why not.
//!
//! What a page may show is decided by the API, once and for all; the guard spares people a page of refusals.

use aftercare_domain::view::Me;
use http::StatusCode;
use leptos::prelude::*;
use leptos_router::components::Redirect;

use crate::{
    api::session::CurrentSession,
    parts::status::{problem_panel::ProblemPanel, result_page::ResultPage},
    request::{
        routes::{Admits, Screen, here, home_of, sign_in_for},
        shell,
    },
    words::errors,
};

/// Shows `children` to those whom the screen admits.
#[component]
pub fn Guard<V>(
    /// Who may enter.
    admits: Admits,
    /// What they see, given who they are.
    children: TypedChildrenFn<V>,
) -> impl IntoView
where
    V: IntoView + 'static,
{
    let children = children.into_inner();
    view! {
        <Suspense>
            {move || {
                let children = children.clone();
                CurrentSession::me()
                    .map(|me| match me {
                        Ok(Some(me)) if admits.allows(Some(&me)) => {
                            provide_context(me);
                            children().into_any()
                        }
                        Ok(Some(me)) => view! { <Forbidden me /> }.into_any(),
                        Ok(None) => view! { <ToSignIn /> }.into_any(),
                        Err(error) => view! { <ProblemPanel error /> }.into_any(),
                    })
            }}
        </Suspense>
    }
}

/// The person who passed the guard.
pub fn signed_in() -> Option<Me> {
    use_context()
}

/// Leads to the sign-in page, and from there back here.
#[component]
fn ToSignIn() -> impl IntoView {
    view! { <Redirect path=sign_in_for(&here()) /> }
}

/// Says that the account is the wrong one, and offers the right door.
#[component]
fn Forbidden(me: Me) -> impl IntoView {
    shell::answer_with(StatusCode::FORBIDDEN);
    let errors = errors();
    view! {
        <ResultPage title=errors.forbidden next=errors.forbidden_next>
            <a class="button" data-emphasis="primary" rel="external" href=home_of(&me)>
                {errors.home}
            </a>
            <a class="button" rel="external" href=Screen::SignIn.path()>
                {errors.another_account}
            </a>
        </ResultPage>
    }
}
