//! The end of a form: its button, and the reason when it is disabled.

use leptos::prelude::*;

use crate::{
    parts::controls::button::Emphasis, window::arrival::Arriving, words::refusals::Explanation,
};

/// The properties of the end of a form.
#[derive(Clone, Copy)]
pub struct FormEnding {
    /// Why it would be refused: the button says so before it is pressed.
    pub refusal: Signal<Option<Explanation>>,
    /// How often the user pressed it nevertheless.
    pub asked: RwSignal<u32>,
    /// Nothing can be sent, whatever is typed.
    pub disabled: Signal<bool>,
    /// It is on its way.
    pub busy: Signal<bool>,
}

/// The button. A button of what would be refused can still be focused, so that screen readers say why. On a page
/// that was just shown it fills up first, and can be pressed when it is full.
#[component]
pub fn FormEnding(
    /// What it says and does.
    ending: FormEnding,
    /// The emphasis of the button.
    emphasis: Emphasis,
    /// The id of what would follow.
    consequence_id: String,
    /// The id under which it says why not.
    refusal_id: String,
    /// What else can be done where it would be refused.
    aside: Option<ViewFn>,
    /// The button's words.
    label: &'static str,
) -> impl IntoView {
    let FormEnding {
        refusal,
        asked,
        disabled,
        busy,
    } = ending;
    let arriving = Arriving::current();
    let waits = move || arriving.and_then(Arriving::waits);
    let is_refused = move || refusal.with(Option::is_some);
    let described_by = format!("{consequence_id} {refusal_id}");
    view! {
        <div class="actions command-ending">
            <button
                class="button"
                data-emphasis=emphasis.id()
                type="submit"
                disabled=disabled
                aria-disabled=move || (waits().is_some() || is_refused()).then_some("true")
                aria-busy=move || busy.get().then_some("true")
                aria-describedby=described_by
                data-arriving=move || {
                    waits().map(|grace| if grace.is_odd() { "odd" } else { "even" })
                }
            >
                {label}
            </button>
            {move || is_refused().then(|| aside.as_ref().map(ViewFn::run))}
        </div>
        <div id=refusal_id>
            {move || refusal.get().map(|told| view! { <Refusal told asked=asked.get() /> })}
        </div>
    }
}

/// Why not, and what to do; announced again each time the button is pressed.
#[component]
fn Refusal(told: Explanation, asked: u32) -> impl IntoView {
    let is_asked = asked > 0;
    view! {
        <p
            class="command-refusal"
            role=if is_asked { "alert" } else { "status" }
            data-asked=is_asked.then_some("")
        >
            <strong>{told.what}</strong>
            " "
            {told.next}
        </p>
    }
}
