//! Signing in.

pub mod demo_people;

use aftercare_domain::form::Violation;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::demo_people::DemoPeople;
use crate::{
    api::ApiError,
    demo::{Demo, PASSWORD},
    frame::appearance::ThemeIsland,
    parts::{
        controls::{
            button::{Button, ButtonKind, Emphasis},
            language_switch::LanguageSwitch,
            show_password::ShowPasswordIsland,
            text_input::TextInput,
        },
        status::problem_panel::ProblemPanel,
    },
    request::routes::Screen,
    window::island::Island as _,
    words::{common, demo, sign_in},
};

/// The form's field with the name.
pub const USERNAME_FIELD: &str = "username";

/// The form's field with the password.
pub const PASSWORD_FIELD: &str = "password";

/// The page to return to, in the query and in the form.
pub const NEXT: &str = "next";

/// Where the document of the API is read.
const API_DOCUMENT: &str = "/api/docs/";

/// A failed attempt, in context of the page that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedSignIn {
    /// The name that was given.
    pub username: String,
    /// Where they wanted to.
    pub next: String,
    /// Why.
    pub error: ApiError,
}

/// What the form has of the visit, and of the try before.
struct SignInState {
    username: String,
    next: String,
    error: Option<ApiError>,
}

impl SignInState {
    fn current() -> Self {
        match use_context::<RejectedSignIn>() {
            Some(RejectedSignIn {
                username,
                next,
                error,
            }) => Self {
                username,
                next,
                error: Some(error),
            },
            None => Self {
                username: String::new(),
                next: use_query_map().with_untracked(|query| query.get(NEXT).unwrap_or_default()),
                error: None,
            },
        }
    }

    /// What is wrong with the form's fields.
    fn violations(&self) -> &[Violation] {
        match &self.error {
            Some(ApiError::Problem(problem)) => &problem.violations,
            Some(ApiError::Offline | ApiError::TimedOut | ApiError::Malformed) | None => &[],
        }
    }
}

/// The sign-in page, for everybody who has a password: a plain form, so that it works before anything else does. In the demo
/// marketplace, its people are there to choose from.
#[component]
pub fn SignIn() -> impl IntoView {
    let (common, words) = (common(), sign_in());
    let is_demo = use_context::<Demo>().is_some();
    let tried = SignInState::current();
    let people = is_demo.then(|| {
        let next = tried.next.clone();
        view! { <DemoPeople next /> }
    });
    view! {
        <Title text=format!("{} · {}", words.title, common.product) />
        <main class="sign-in" id="content" data-demo=is_demo.then_some("")>
            <header class="sign-in-brand">
                <p class="sign-in-product">{common.product}</p>
                <p class="muted">{common.tagline}</p>
            </header>
            {people}
            <section class="card sign-in-card">
                <Heading is_demo />
                <SignInForm tried />
                <Hint is_demo />
            </section>
            <footer class="sign-in-settings">
                <LanguageSwitch />
                {ThemeIsland {}.view()}
            </footer>
        </main>
    }
}

/// The heading of the form: that of the page, unless its people have that.
#[component]
fn Heading(is_demo: bool) -> impl IntoView {
    if is_demo {
        view! { <h2>{demo().with_password}</h2> }.into_any()
    } else {
        view! { <h1>{sign_in().title}</h1> }.into_any()
    }
}

/// What to do without a password; in the demo, which one it is.
#[component]
fn Hint(is_demo: bool) -> impl IntoView {
    if is_demo {
        let words = demo();
        view! {
            <p class="muted small">{words.password(PASSWORD)}</p>
            <p class="small">
                <a rel="external" href=API_DOCUMENT>
                    {words.api}
                </a>
            </p>
        }
        .into_any()
    } else {
        view! { <p class="muted small">{sign_in().consumers}</p> }.into_any()
    }
}

#[component]
fn SignInForm(tried: SignInState) -> impl IntoView {
    let words = sign_in();
    let is_wrong = |field| tried.violations().iter().any(|own| own.field == field);
    let username_fault = is_wrong(USERNAME_FIELD).then(|| words.username_missing.to_owned());
    let password_fault = is_wrong(PASSWORD_FIELD).then(|| words.password_missing.to_owned());
    // Errors of fields are shown at the fields.
    let error = tried.error.clone();
    let error = error.filter(|_| username_fault.is_none() && password_fault.is_none());
    let show_password = ShowPasswordIsland {
        field: PASSWORD_FIELD.to_owned(),
        label: words.show_password.to_owned(),
    };
    view! {
        <form class="form" method="post" action=Screen::SignIn.path()>
            {error.map(|error| view! { <ProblemPanel error /> })}
            <input type="hidden" name=NEXT value=tried.next />
            <TextInput
                name=USERNAME_FIELD
                label=words.username
                initial=tried.username
                fault=Signal::stored(username_fault)
                required=true
                autocomplete="username"
            />
            <div class="sign-in-password">
                <TextInput
                    name=PASSWORD_FIELD
                    label=words.password
                    fault=Signal::stored(password_fault)
                    required=true
                    autocomplete="current-password"
                    kind="password"
                />
                {show_password.view()}
            </div>
            <Button kind=ButtonKind::Submit emphasis=Emphasis::Primary>
                {words.submit}
            </Button>
        </form>
    }
}
