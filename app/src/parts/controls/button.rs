//! A button.

use leptos::prelude::*;
use serde::Serialize;

use super::hydrated::taken_over;

/// The emphasis of a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Emphasis {
    /// What most people want here; one a form.
    Primary,
    /// What else one may do.
    #[default]
    Secondary,
    /// Does not stand out.
    Quiet,
    /// Can't be undone, or takes something away from somebody.
    Danger,
}

impl Emphasis {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Primary, Self::Secondary, Self::Quiet, Self::Danger];

    /// The id in `data-emphasis`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

/// What a button does in a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// Nothing but what `on_press` does.
    #[default]
    Plain,
    /// Submits the form.
    Submit,
}

/// A button. While it is busy it keeps its size and focus, and can't be pressed again. A button with a script is
/// disabled until the page is hydrated, or the click would be lost.
#[component]
pub fn Button(
    /// Its emphasis.
    #[prop(optional)]
    emphasis: Emphasis,
    /// What it does in a form.
    #[prop(optional)]
    kind: ButtonKind,
    /// It is at work.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// It is disabled; explain why beside it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What pressing does, besides submitting.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The id of the element that says more about it.
    #[prop(optional, into)]
    described_by: Option<String>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let press = move |_| {
        if let Some(on_press) = on_press.filter(|_| !busy.get_untracked()) {
            on_press.run(());
        }
    };
    let taken_over = taken_over();
    let is_early = move || on_press.is_some() && !taken_over.get();
    view! {
        <button
            class="button"
            data-emphasis=emphasis.id()
            type=match kind {
                ButtonKind::Plain => "button",
                ButtonKind::Submit => "submit",
            }
            disabled=move || disabled.get() || is_early()
            aria-busy=move || busy.get().then_some("true")
            aria-describedby=described_by
            on:click=press
        >
            {children()}
        </button>
    }
}
