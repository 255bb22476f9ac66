//! Whether what is shown is kept up to date, and what to know when it is not.

use leptos::prelude::*;

use super::toast::Toasts;
use crate::{
    form,
    request::routes,
    window::island::island,
    words::{connection, errors},
};

/// How the line to the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionState {
    /// Open.
    Up,
    /// This device has no network.
    Offline,
    /// There is a network, and the server does not answer yet.
    Reconnecting,
    /// The session has ended.
    SignedOut,
    /// Somebody else has signed in to this browser.
    Others,
}

/// The line to the server, in context.
#[derive(Clone, Copy)]
pub struct ServerConnection {
    state: RwSignal<ConnectionState>,
    /// The server has newer pages than this one.
    is_outdated: RwSignal<bool>,
}

impl Default for ServerConnection {
    fn default() -> Self {
        Self::new()
    }
}

impl ServerConnection {
    /// A line that is taken to be open.
    pub fn new() -> Self {
        Self {
            state: RwSignal::new(ConnectionState::Up),
            is_outdated: RwSignal::new(false),
        }
    }

    /// Takes note of how the line is.
    pub fn set(self, state: ConnectionState) {
        if self.state.get_untracked() != state {
            self.state.set(state);
        }
    }

    /// Whether the line is open.
    pub fn is_up(self) -> bool {
        self.state.get_untracked() == ConnectionState::Up
    }

    /// Whether the page's own person is signed in, as far as is known.
    pub fn is_signed_in(self) -> bool {
        !needs_sign_in(self.state.get_untracked())
    }

    /// Takes note that the server has newer pages.
    pub fn outdate(self) {
        self.is_outdated.set(true);
    }
}

island! {
    /// How the line to the server is.
    pub struct ConnectionIsland = "Connection" {
    }
    view! { <ConnectionBar /> }
}

/// Says above the page that it is not kept up to date, or that there is a newer one. What is typed is safe meanwhile: drafts are
/// kept in the browser.
#[component]
pub fn ConnectionBar() -> impl IntoView {
    let errors = errors();
    let ui = connection();
    let toasts = Toasts::current();
    use_context::<ServerConnection>().map(|connection| {
        Effect::new(move |before: Option<ConnectionState>| {
            let state = connection.state.get();
            let is_back = state == ConnectionState::Up
                && before.is_some_and(|before| before != ConnectionState::Up);
            if let (true, Some(toasts)) = (is_back, toasts) {
                toasts.announce(ui.connected_again);
            }
            state
        });
        let told = move || match connection.state.get() {
            ConnectionState::Offline => Some(ui.offline.to_owned()),
            ConnectionState::Reconnecting => Some(ui.reconnecting.to_owned()),
            ConnectionState::SignedOut => Some(format!(
                "{}{}{}",
                errors.session_ended, ui.clause, errors.session_ended_next
            )),
            ConnectionState::Others => Some(ui.others_session.to_owned()),
            ConnectionState::Up => None,
        };

        view! {
            <div class="connection" role="status">
                {move || {
                    told()
                        .map(|told| {
                            view! {
                                <p class="connection-line">
                                    {told}
                                    {needs_sign_in(connection.state.get())
                                        .then(|| view! { <SignInAgain /> })}
                                </p>
                            }
                        })
                }}
                {move || {
                    connection
                        .is_outdated
                        .get()
                        .then(|| {
                            view! {
                                <p class="connection-line" data-newer>
                                    {ui.new_build}
                                    <button class="button" type="button" on:click=|_| load_anew()>
                                        {ui.load_anew}
                                    </button>
                                </p>
                            }
                        })
                }}
            </div>
        }
    })
}

/// Whether signing in is needed to go on.
const fn needs_sign_in(state: ConnectionState) -> bool {
    matches!(state, ConnectionState::SignedOut | ConnectionState::Others)
}

/// Leads to the sign-in page, and from there back to the page that is shown when it is pressed.
#[component]
fn SignInAgain() -> impl IntoView {
    view! {
        <button class="button" type="button" on:click=|_| sign_in_again()>
            {connection().sign_in_again}
        </button>
    }
}

/// Leads to the sign-in page and back; what was typed into forms is kept.
pub(crate) fn sign_in_again() {
    form::keep_forms();
    let address = routes::sign_in_for(&routes::here());
    if window().location().assign(&address).is_err() {
        leptos::logging::warn!("the sign-in page could not be opened");
    }
}

fn load_anew() {
    form::keep_forms();
    if window().location().reload().is_err() {
        leptos::logging::warn!("the page could not be loaded anew");
    }
}
