//! A question that must be answered first, and a panel from the side.

use leptos::{html, prelude::*};

use crate::words::common;

/// How a dialog appears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogKind {
    /// In the middle.
    #[default]
    Middle,
    /// From the side: a drawer, for what is longer than a question.
    Side,
}

impl DialogKind {
    const fn id(self) -> &'static str {
        match self {
            Self::Middle => "middle",
            Self::Side => "side",
        }
    }
}

/// A dialog that the server writes, and a button opens by its id (`data-opens`).
#[component]
pub fn WrittenDialog(
    /// What the button names.
    #[prop(into)]
    id: String,
    /// What it is about.
    #[prop(into)]
    title: String,
    /// How it appears.
    #[prop(optional)]
    place: DialogKind,
    /// What it says and asks.
    children: Children,
) -> impl IntoView {
    let name = title.clone();
    view! {
        <dialog class="dialog" id=id data-place=place.id() aria-label=name>
            <header class="dialog-header">
                <h2>{title}</h2>
                <form method="dialog">
                    <button class="button" data-emphasis="quiet">
                        {common().close}
                    </button>
                </form>
            </header>
            {children()}
        </dialog>
    }
}

/// A modal dialog: the browser's own, so that focus, `Esc` and what lies behind are as people expect.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it is about.
    #[prop(into)]
    title: String,
    /// How it appears.
    #[prop(optional)]
    place: DialogKind,
    /// It can't be closed now.
    #[prop(optional, into)]
    stays: Signal<bool>,
    /// Somebody wanted to close it nevertheless.
    #[prop(optional, into)]
    on_stay: Option<Callback<()>>,
    /// What it says and asks.
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let open = open.get();
        let Some(dialog) = element.get() else { return };
        if open && !dialog.open() {
            if dialog.show_modal().is_err() {
                leptos::logging::error!("the dialog could not be shown");
            }
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    let stay = move || {
        let stays = stays.get_untracked();
        if let (true, Some(on_stay)) = (stays, on_stay) {
            on_stay.run(());
        }
        stays
    };
    let name = title.clone();
    view! {
        <dialog
            class="dialog"
            data-place=place.id()
            node_ref=element
            aria-label=name
            on:close=move |_| open.set(false)
            on:cancel=move |event: leptos::ev::Event| {
                if stay() {
                    event.prevent_default();
                }
            }
        >
            <header class="dialog-header">
                <h2>{title}</h2>
                <button
                    class="button"
                    data-emphasis="quiet"
                    type="button"
                    on:click=move |_| {
                        if !stay() {
                            open.set(false);
                        }
                    }
                >
                    {common().close}
                </button>
            </header>
            {move || open.get().then(|| children())}
        </dialog>
    }
}
