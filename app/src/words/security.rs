//! The words of security events: the page that lists them, and its workbook.

use aftercare_domain::people::security_event::SecurityEventKind;

phrases! {
    /// Security events.
    pub fn security() -> SecurityWords {
        /// The page's heading, and what leads to it.
        title: "安全日志" | "Security log",
        /// What stands in the list, and for how long.
        hint: "登录、访问令牌、查看完整信息、导出和被拒绝的请求，保留 180 天。同一分钟内的相同事件合并为一条。"
            | "Sign-ins, tokens, personal data that was shown, exports and refused requests, kept for 180 days. The same event within a minute is one row.",
        /// Column: when.
        time: "时间" | "Time",
        /// Column, and the menu: what happened.
        kind: "事件" | "Event",
        /// In the menu: whatever happened.
        any_kind: "全部事件" | "All events",
        /// Column: how often.
        times: "次数" | "Times",
        /// Column: who.
        subject: "主体" | "Subject",
        /// Column: for whom they work.
        side: "所属方" | "Side",
        /// Column: what the kind says.
        detail: "详情" | "Detail",
        /// Column: how many rows were exported.
        rows: "导出行数" | "Rows exported",
        /// Column: from which network.
        network: "网络" | "Network",
        /// Column: the request's id.
        request: "请求编号" | "Request",
        /// The first day.
        from: "开始日期" | "From day",
        /// The last day.
        to: "结束日期" | "To day",
        /// Makes a workbook of it.
        export: "导出" | "Export",
        /// Nothing happened.
        empty: "暂无安全事件" | "No security events yet",
        /// What will be there.
        empty_next: "有人登录、导出或查看完整信息后，记录会显示在这里。"
            | "Once somebody signs in, exports or has personal data shown, it is listed here.",
        /// Nothing fits the filters.
        empty_filtered: "没有符合条件的事件" | "No event fits the filters",
        /// What to do then.
        empty_filtered_next: "请换一种事件，或放宽日期范围。" | "Choose another event, or a longer time.",
        /// The reader is not an owner or an operator.
        refused: "没有查看权限" | "You may not see this",
        /// Whom to ask then.
        refused_next: "安全日志仅店主和平台运营可以查看，需要时请联系店主。"
            | "The security log is for owners and the platform's operators: ask your owner.",
    }
}

impl SecurityWords {
    /// What happened.
    pub fn kind(&self, kind: SecurityEventKind) -> &'static str {
        use SecurityEventKind as Kind;
        self.language.choose(match kind {
            Kind::SignedIn => ("登录成功", "Signed in"),
            Kind::SignInFailed => ("登录失败", "Sign-in failed"),
            Kind::SignInSlowed => ("登录失败过多，已限速", "Sign-in slowed down"),
            Kind::SignedOut => ("退出登录", "Signed out"),
            Kind::TokenMade => ("创建访问令牌", "Token made"),
            Kind::TokenRevoked => ("吊销访问令牌", "Token revoked"),
            Kind::LinkIssued => ("生成用户链接", "Consumer link issued"),
            Kind::LinkUsed => ("使用用户链接", "Consumer link used"),
            Kind::Revealed => ("查看完整信息", "Personal data revealed"),
            Kind::FoundBySearch => ("按姓名或手机号查到服务单", "Order found by name or phone"),
            Kind::ReadInFull => ("访问令牌读取完整信息", "Read in full with a token"),
            Kind::Exported => ("导出", "Exported"),
            Kind::ForeignRecord => ("访问其他租户的数据", "Another tenant's record asked for"),
            Kind::ForeignOrigin => ("请求来源不受信任", "Call from a foreign origin"),
            Kind::Forbidden => ("没有权限", "Not permitted"),
            Kind::LimitHit => ("超出限制", "Limit hit"),
        })
    }

    /// Who it was: a subject as it is kept.
    pub fn who(&self, subject: &str) -> String {
        let (kind, name) = subject.split_once(':').unwrap_or((subject, ""));
        let kind = match kind {
            "user" => return name.to_owned(),
            "token" => self.language.say("访问令牌", "Token"),
            "consumer" => self.language.say("用户", "Consumer"),
            "network" => self.language.say("未登录", "Not signed in"),
            "command_line" => self.language.say("命令行", "Command line"),
            "others" => self.language.say("其他", "Others"),
            other => other,
        };
        match subject.split_once(':') {
            Some((_, name)) => format!("{kind} {name}"),
            None => kind.to_owned(),
        }
    }

    /// For whom somebody works: a side as it is kept.
    pub fn side(&self, side: &str) -> String {
        let (kind, name) = side.split_once(':').unwrap_or((side, ""));
        match kind {
            "merchant" | "store" => name.to_owned(),
            "platform" => self.language.say("平台", "Platform").to_owned(),
            "return_centre" => self.language.say("退换中心", "Return centre").to_owned(),
            other => other.to_owned(),
        }
    }
}
