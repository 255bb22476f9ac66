//! Whether what is shown is kept up to date, and what to know when it is not.

use leptos::prelude::*;

use super::toast::Toasts;
use crate::words::ui;

/// How the line to the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Open.
    Up,
    /// This device has no network.
    Offline,
    /// There is a network, and the server does not answer yet.
    Reconnecting,
}

/// The line to the server, in context.
#[derive(Clone, Copy)]
pub struct Connection {
    state: RwSignal<State>,
    /// The server has newer pages than this one.
    is_outdated: RwSignal<bool>,
}

impl Default for Connection {
    fn default() -> Self {
        Self::new()
    }
}

impl Connection {
    /// A line that is taken to be open.
    pub fn new() -> Self {
        Self {
            state: RwSignal::new(State::Up),
            is_outdated: RwSignal::new(false),
        }
    }

    /// Takes note of how the line is.
    pub fn set(self, state: State) {
        if self.state.get_untracked() != state {
            self.state.set(state);
        }
    }

    /// Whether the line is open.
    pub fn is_up(self) -> bool {
        self.state.get_untracked() == State::Up
    }

    /// Takes note that the server has newer pages.
    pub fn outdate(self) {
        self.is_outdated.set(true);
    }
}

/// Says above the page that it is not kept up to date, or that there is a newer one. What is typed is safe meanwhile: drafts are
/// kept in the browser.
#[component]
pub fn ConnectionBar() -> impl IntoView {
    let ui = &ui().order_page;
    let toasts = Toasts::current();
    use_context::<Connection>().map(|connection| {
        Effect::new(move |before: Option<State>| {
            let state = connection.state.get();
            let is_back = state == State::Up && before.is_some_and(|before| before != State::Up);
            if let (true, Some(toasts)) = (is_back, toasts) {
                toasts.say(ui.connected_again);
            }
            state
        });
        let told = move || match connection.state.get() {
            State::Offline => Some(ui.offline),
            State::Reconnecting => Some(ui.reconnecting),
            State::Up => None,
        };
        view! {
            <div class="connection" role="status">
                {move || told().map(|told| view! { <p class="connection-line">{told}</p> })}
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

fn load_anew() {
    if window().location().reload().is_err() {
        leptos::logging::warn!("the page could not be loaded anew");
    }
}
