//! The colours that mean something, each as text on its surface.

use leptos::prelude::*;

use super::Specimen;

/// The hues, by the names of their tokens.
const HUES: [&str; 6] = ["accent", "calm", "soon", "overdue", "done", "refused"];

/// Text on each surface that it may stand on.
#[component]
pub fn Colours() -> impl IntoView {
    view! {
        <Specimen name="Colour">
            {HUES
                .map(|hue| {
                    view! {
                        <span class="kit-hue" data-hue=hue>
                            {hue}
                        </span>
                    }
                })
                .collect_view()}
            <span>"text"</span>
            <span class="muted">"text-muted"</span>
        </Specimen>
    }
}
