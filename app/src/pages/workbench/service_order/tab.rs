//! The parts of the page, a tab each (R-DET-1).

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::page_url::{PageUrl, Tab};
use crate::{
    parts::layout::tabs::{self, Tabs},
    words::order_page,
};

/// How many things some tabs have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TabCounts {
    /// Lines of the log.
    pub log: usize,
    /// Refunds.
    pub refunds: usize,
    /// Service orders of the same item.
    pub history: usize,
    /// Service orders of the same order.
    pub same_order: usize,
}

impl TabCounts {
    /// The number of entries of a tab; none for empty tabs and those without a number.
    fn of(self, tab: Tab) -> Option<u64> {
        let count = match tab {
            Tab::Application | Tab::Order => return None,
            Tab::Log => self.log,
            Tab::Refunds => self.refunds,
            Tab::History => self.history,
            Tab::SameOrder => self.same_order,
        };
        u64::try_from(count).ok().filter(|&count| count > 0)
    }
}

fn label(tab: Tab) -> &'static str {
    let ui = order_page();
    match tab {
        Tab::Application => ui.tab_application,
        Tab::Order => ui.tab_order,
        Tab::Log => ui.tab_log,
        Tab::Refunds => ui.tab_refunds,
        Tab::History => ui.tab_history,
        Tab::SameOrder => ui.tab_same_order,
    }
}

/// The tabs as links.
#[component]
pub fn OrderTabs(
    /// The page's address.
    address: PageUrl,
    /// The tabs, in order.
    tabs: &'static [Tab],
    /// How many things they have.
    counts: TabCounts,
) -> impl IntoView {
    let tabs = tabs.iter().map(|&tab| tabs::TabLink {
        href: address.on(tab).href(),
        label: label(tab).to_owned(),
        count: counts.of(tab),
        current: tab == address.tab,
    });
    view! { <Tabs label=order_page().tabs tabs=tabs.collect() /> }
}
