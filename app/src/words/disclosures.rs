//! The words of the list of who was shown an order's personal data.

use aftercare_domain::teamwork::reveal::ReadingMeans;

phrases! {
    /// The list of who was shown an order's personal data.
    pub fn disclosures() -> DisclosureWords {
        /// The heading.
        title: "个人信息查看记录" | "Access to personal data",
        /// Explains the list.
        hint: "谁、何时、因何看到了用户的姓名、电话或地址。店主和平台运营可看到全部记录，其他人只看到本方的。"
            | "Who was shown the consumer's name, phone or address, when and why. Owners and the platform see every entry, others those of their own side.",
        /// How: shown in full, for a reason.
        revealed: "查看完整信息" | "Shown in full",
        /// How: found by a search.
        search: "按姓名或手机号查到本单" | "Order found by name or phone",
        /// How: read with a token.
        token: "访问令牌读取完整信息" | "Read in full with a token",
        /// How: a sign-in link for the consumer was made.
        link: "生成用户链接" | "Consumer link issued",
        /// The link leads to all of the consumer's orders.
        to_all: "可查看该用户的全部订单" | "Opens all of the consumer's orders",
        /// The link was not used.
        unused: "未使用" | "Not used",
        /// The list is empty.
        empty: "暂无查看记录" | "Nobody has been shown it",
        /// What would fill it.
        empty_next: "有人查看完整信息，或按姓名、手机号查到本单后，记录会显示在这里。"
            | "Once somebody shows the data in full, or finds this order by name or phone, it is listed here.",
    }
}

impl DisclosureWords {
    /// How often on one day, and the first time.
    pub fn times(&self, times: u32, first: &str) -> String {
        say!(
            self,
            "当日 {times} 次，首次 {first}" | "{times} times that day, first at {first}"
        )
    }

    /// When the link was used.
    pub fn used(&self, at: &str) -> String {
        say!(self, "{at} 已使用" | "Used at {at}")
    }

    /// The name of a means other than a reveal.
    pub fn means(&self, means: ReadingMeans) -> &'static str {
        match means {
            ReadingMeans::Search => self.search,
            ReadingMeans::Token => self.token,
        }
    }
}
