//! The words of security events: the page that lists them, and its workbook.

use aftercare_domain::people::security_event::SecurityEventKind;

use crate::request::{context::PageContext, language::Language};

/// What is said of security events.
#[derive(Debug, Clone, Copy)]
pub struct SecurityWords {
    language: Language,
    /// The page's heading, and what leads to it.
    pub title: &'static str,
    /// What stands in the list, and for how long.
    pub hint: &'static str,
    /// Column: when.
    pub time: &'static str,
    /// Column, and the menu: what happened.
    pub kind: &'static str,
    /// In the menu: whatever happened.
    pub any_kind: &'static str,
    /// Column: how often.
    pub times: &'static str,
    /// Column: who.
    pub subject: &'static str,
    /// Column: for whom they work.
    pub side: &'static str,
    /// Column: what the kind says.
    pub detail: &'static str,
    /// Column: how many rows were exported.
    pub rows: &'static str,
    /// Column: from which network.
    pub network: &'static str,
    /// Column: the request's id.
    pub request: &'static str,
    /// The first day.
    pub from: &'static str,
    /// The last day.
    pub to: &'static str,
    /// Makes a workbook of it.
    pub export: &'static str,
    /// Nothing happened.
    pub empty: &'static str,
    /// What will be there.
    pub empty_next: &'static str,
    /// Nothing fits the filters.
    pub empty_filtered: &'static str,
    /// What to do then.
    pub empty_filtered_next: &'static str,
    /// The reader is not an owner or an operator.
    pub refused: &'static str,
    /// Whom to ask then.
    pub refused_next: &'static str,
}

impl Language {
    /// The words of security events in this language.
    pub const fn security(self) -> &'static SecurityWords {
        match self {
            Self::Chinese => &CHINESE,
            Self::English => &ENGLISH,
        }
    }
}

/// What is said of security events in this visit.
pub fn security() -> &'static SecurityWords {
    PageContext::current().language.security()
}

static CHINESE: SecurityWords = SecurityWords {
    language: Language::Chinese,
    title: "安全日志",
    hint: "登录、访问令牌、查看完整信息、导出和被拒绝的请求，保留 180 天。同一分钟内的相同事件合并为一条。",
    time: "时间",
    kind: "事件",
    any_kind: "全部事件",
    times: "次数",
    subject: "主体",
    side: "所属方",
    detail: "详情",
    rows: "导出行数",
    network: "网络",
    request: "请求编号",
    from: "开始日期",
    to: "结束日期",
    export: "导出",
    empty: "暂无安全事件",
    empty_next: "有人登录、导出或查看完整信息后，记录会显示在这里。",
    empty_filtered: "没有符合条件的事件",
    empty_filtered_next: "请换一种事件，或放宽日期范围。",
    refused: "没有查看权限",
    refused_next: "安全日志仅店主和平台运营可以查看，需要时请联系店主。",
};

static ENGLISH: SecurityWords = SecurityWords {
    language: Language::English,
    title: "Security log",
    hint: "Sign-ins, tokens, personal data that was shown, exports and refused requests, kept for 180 days. The same event within a minute is one row.",
    time: "Time",
    kind: "Event",
    any_kind: "All events",
    times: "Times",
    subject: "Subject",
    side: "Side",
    detail: "Detail",
    rows: "Rows exported",
    network: "Network",
    request: "Request",
    from: "From day",
    to: "To day",
    export: "Export",
    empty: "No security events yet",
    empty_next: "Once somebody signs in, exports or has personal data shown, it is listed here.",
    empty_filtered: "No event fits the filters",
    empty_filtered_next: "Choose another event, or a longer time.",
    refused: "You may not see this",
    refused_next: "The security log is for owners and the platform's operators: ask your owner.",
};

impl SecurityWords {
    /// What happened.
    pub const fn kind(&self, kind: SecurityEventKind) -> &'static str {
        use SecurityEventKind as Kind;
        let (chinese, english) = match kind {
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
        };
        self.either(chinese, english)
    }

    /// Who it was: a subject as it is kept.
    pub fn who(&self, subject: &str) -> String {
        let (kind, name) = subject.split_once(':').unwrap_or((subject, ""));
        let kind = match kind {
            "user" => return name.to_owned(),
            "token" => self.either("访问令牌", "Token"),
            "consumer" => self.either("用户", "Consumer"),
            "network" => self.either("未登录", "Not signed in"),
            "command_line" => self.either("命令行", "Command line"),
            "others" => self.either("其他", "Others"),
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
            "platform" => self.either("平台", "Platform").to_owned(),
            "return_centre" => self.either("退换中心", "Return centre").to_owned(),
            other => other.to_owned(),
        }
    }

    const fn either(&self, chinese: &'static str, english: &'static str) -> &'static str {
        match self.language {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }
}
