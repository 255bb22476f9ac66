//! Toasts: short messages that need no answer.

use std::time::Duration;

use leptos::prelude::*;

use crate::{window::island::island, words::common};

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Toast {
    id: u32,
    text: String,
    way: Option<ToastLink>,
}

/// A link to what a toast is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToastLink {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: &'static str,
}

/// The toasts of the page, in context.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next_id: StoredValue<u32>,
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

impl Toasts {
    /// No toast yet.
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            next_id: StoredValue::new(0),
        }
    }

    /// The toasts in context.
    pub fn current() -> Option<Self> {
        use_context()
    }

    /// Shows a message, instead of the one before. It disappears by itself, so nothing that must be read is shown here
    /// only.
    pub fn announce(self, text: impl Into<String>) {
        self.show(text.into(), None);
    }

    /// The same, with a link to what it is about.
    pub fn announce_with_link(self, text: impl Into<String>, way: ToastLink) {
        self.show(text.into(), Some(way));
    }

    fn show(self, text: String, way: Option<ToastLink>) {
        const STAYS_MS: usize = 6_000;
        // A long text takes longer to read. One Chinese character carries about as much as three Latin letters, and both are three bytes.
        const READS_A_BYTE_MS: usize = 80;
        let stays_ms = text.len().saturating_mul(READS_A_BYTE_MS).max(STAYS_MS);
        let stays = Duration::from_millis(u64::try_from(stays_ms).unwrap_or(u64::MAX));
        let id = self.next_id.get_value();
        self.next_id.set_value(id.wrapping_add(1));
        self.shown.set(vec![Toast { id, text, way }]);
        set_timeout(move || self.close(id), stays);
    }

    fn close(self, id: u32) {
        // The page, and the toast with it, may be gone by then.
        self.shown
            .try_update(|shown| shown.retain(|toast| toast.id != id));
    }
}

island! {
    /// Toasts.
    pub struct ToastsIsland = "Toasts" {
    }
    view! { <ToastRegion /> }
}

/// The region of toasts: above the page, announced politely.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let close_label = common().close;
    Toasts::current().map(|toasts| {
        view! {
            <div class="toasts" role="status" aria-live="polite">
                <For each=move || toasts.shown.get() key=|toast| toast.id let:toast>
                    <p class="toast">
                        <span>{toast.text}</span>
                        {toast
                            .way
                            .map(|way| {
                                view! {
                                    <a class="toast-way" href=way.href>
                                        {way.label}
                                    </a>
                                }
                            })}
                        <button
                            class="button"
                            data-emphasis="quiet"
                            type="button"
                            on:click=move |_| toasts.close(toast.id)
                        >
                            {close_label}
                        </button>
                    </p>
                </For>
            </div>
        }
    })
}
