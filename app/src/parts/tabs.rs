//! Tabs: ways through one kind of thing.

use leptos::prelude::*;
use leptos_router::components::A;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
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
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=label>
            {move || {
                tabs.get()
                    .into_iter()
                    .map(|tab| {
                        view! {
                            // `A` marks the current path; tabs differ in their query alone.
                            <A
                                href=tab.href
                                attr:class="tab"
                                attr:data-current=tab.current.then_some("")
                                attr:aria-current=if tab.current { "page" } else { "false" }
                            >
                                {tab.label}
                                {tab
                                    .count
                                    .map(|count| view! { <span class="tab-count">{count}</span> })}
                            </A>
                        }
                    })
                    .collect_view()
            }}
        </nav>
    }
}
