//! A drawer: a page for a quick look, beside the one that is open.

use leptos::prelude::*;

use crate::words::common;

/// The attribute of a row that has its order's number.
pub const ROW_DATA: &str = "data-row";

/// The drawer's id.
pub const DRAWER: &str = "drawer";

/// Marks the part of a page that a drawer shows.
pub const DRAWN_DATA: &str = "data-drawn";

/// A drawer, closed and empty. The page fills it with what the server renders ([`crate::browser::drawer`]).
#[component]
pub fn Drawer(
    /// What it is for.
    label: &'static str,
) -> impl IntoView {
    view! {
        <dialog class="dialog" id=DRAWER data-place="side" closedby="any" aria-label=label>
            <form class="drawer-close" method="dialog">
                <button class="button" data-emphasis="quiet" type="submit">
                    {common().close}
                </button>
            </form>
            <div></div>
        </dialog>
    }
}
