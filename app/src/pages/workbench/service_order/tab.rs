//! The parts of the page, a tab each (R-DET-1).

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::page_url::PageUrl;
use crate::{
    parts::layout::tabs::{self, Tabs},
    words::ui,
};

/// A part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tab {
    /// 申请: the goods, what was applied for, and what each node added.
    #[default]
    Application,
    /// 订单信息: the order of the marketplace.
    Order,
    /// 节点日志
    Log,
    /// 退款信息
    Refunds,
    /// 历史服务单: of the same item.
    History,
    /// 同订单服务单
    SameOrder,
}

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

impl Tab {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 6] = [
        Self::Application,
        Self::Order,
        Self::Log,
        Self::Refunds,
        Self::History,
        Self::SameOrder,
    ];

    /// The tabs that can show an earlier version, from the log alone.
    pub const OF_THE_PAST: [Self; 2] = [Self::Application, Self::Log];

    /// The id in the address; the first tab needs none.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Application => "",
            Self::Order => "order",
            Self::Log => "log",
            Self::Refunds => "refunds",
            Self::History => "history",
            Self::SameOrder => "same_order",
        }
    }

    /// The tab of an id; an unknown one is the first.
    pub fn from_id(id: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|tab| tab.id() == id)
            .unwrap_or_default()
    }

    fn label(self) -> &'static str {
        let ui = &ui().order_page;
        match self {
            Self::Application => ui.tab_application,
            Self::Order => ui.tab_order,
            Self::Log => ui.tab_log,
            Self::Refunds => ui.tab_refunds,
            Self::History => ui.tab_history,
            Self::SameOrder => ui.tab_same_order,
        }
    }
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
        label: tab.label().to_owned(),
        count: counts.of(tab),
        current: tab == address.tab,
    });
    view! { <Tabs label=ui().order_page.tabs tabs=tabs.collect() /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_has_an_id_of_its_own_and_an_unknown_id_is_the_first_tab() {
        for tab in Tab::ALL {
            assert_eq!(Tab::from_id(tab.id()), tab);
        }
        assert_eq!(Tab::from_id("photos"), Tab::Application);
    }
}
