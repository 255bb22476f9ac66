//! The words of the list of who was shown an order's personal data.

use aftercare_domain::teamwork::reveal::ReadingMeans;

use super::Language;
use crate::request::context::PageContext;

/// The words of this list.
#[derive(Debug, Clone, Copy)]
pub struct DisclosureWords {
    /// The heading.
    pub title: &'static str,
    /// Explains the list.
    pub hint: &'static str,
    /// How: shown in full, for a reason.
    pub revealed: &'static str,
    /// How: found by a search.
    pub search: &'static str,
    /// How: read with a token.
    pub token: &'static str,
    /// How: a sign-in link for the consumer was made.
    pub link: &'static str,
    /// How often on one day, and the first time.
    pub times: fn(u32, &str) -> String,
    /// The link leads to all of the consumer's orders.
    pub to_all: &'static str,
    /// The link was not used.
    pub unused: &'static str,
    /// When the link was used.
    pub used: fn(&str) -> String,
    /// The list is empty.
    pub empty: &'static str,
    /// What would fill it.
    pub empty_next: &'static str,
}

impl DisclosureWords {
    /// The name of a means other than a reveal.
    pub const fn means(&self, means: ReadingMeans) -> &'static str {
        match means {
            ReadingMeans::Search => self.search,
            ReadingMeans::Token => self.token,
        }
    }
}

/// The words in the language of this page.
pub fn disclosures() -> &'static DisclosureWords {
    match PageContext::current().language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

static CHINESE: DisclosureWords = DisclosureWords {
    title: "个人信息查看记录",
    hint: "谁、何时、因何看到了用户的姓名、电话或地址。店主和平台运营可看到全部记录，其他人只看到本方的。",
    revealed: "查看完整信息",
    search: "按姓名或手机号查到本单",
    token: "访问令牌读取完整信息",
    link: "生成用户链接",
    times: |times, first| format!("当日 {times} 次，首次 {first}"),
    to_all: "可查看该用户的全部订单",
    unused: "未使用",
    used: |at| format!("{at} 已使用"),
    empty: "暂无查看记录",
    empty_next: "有人查看完整信息，或按姓名、手机号查到本单后，记录会显示在这里。",
};

static ENGLISH: DisclosureWords = DisclosureWords {
    title: "Access to personal data",
    hint: "Who was shown the consumer's name, phone or address, when and why. Owners and the platform see every entry, others those of their own side.",
    revealed: "Shown in full",
    search: "Order found by name or phone",
    token: "Read in full with a token",
    link: "Consumer link issued",
    times: |times, first| format!("{times} times that day, first at {first}"),
    to_all: "Opens all of the consumer's orders",
    unused: "Not used",
    used: |at| format!("Used at {at}"),
    empty: "Nobody has been shown it",
    empty_next: "Once somebody shows the data in full, or finds this order by name or phone, it is listed here.",
};
