//! Tabs: ways through one kind of thing.

use leptos::prelude::*;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabLink {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// How many things it has, where that is known.
    pub count: Option<u64>,
    /// It is the one that is shown.
    pub current: bool,
}

/// A row of tabs. Each is a link, so that a tab can be opened beside, kept and sent to a colleague.
#[component]
pub fn Tabs(
    /// What the tabs are about.
    #[prop(into)]
    label: String,
    /// The tabs, in order.
    tabs: Vec<TabLink>,
) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=label>
            {tabs
                .into_iter()
                .map(|tab| {
                    view! {
                        <a class="tab" href=tab.href aria-current=tab.current.then_some("page")>
                            {tab.label}
                            {tab
                                .count
                                .map(|count| view! { <span class="tab-count">{count}</span> })}
                        </a>
                    }
                })
                .collect_view()}
        </nav>
    }
}
