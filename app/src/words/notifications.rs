//! Notifications: the bell, what one wants to be told, and what robots say in group chats.

use aftercare_domain::{
    service_order::Node,
    teamwork::{notification::NotificationKind, robot::DeliveryFault},
};

phrases! {
    /// Notifications.
    pub fn notifications() -> NotificationWords {
        /// The bell's name.
        title: "通知" | "Notifications",
        /// After the number of those that were not read.
        unread: "条未读" | "unread",
        /// Nothing was told.
        empty: "暂无通知" | "Nothing new",
        /// What will be.
        empty_next: "指派给您的、即将超时的、用户催单的服务单会出现在这里。"
            | "Orders that are assigned to you, run out of time or are urged show here.",
        /// Before one that was not read.
        unread_one: "未读：" | "Not read: ",
        /// Marks one as read.
        read_one: "标为已读" | "Mark as read",
        /// Marks all as read.
        read_all: "全部标为已读" | "Mark all as read",
        /// Leads to the settings, and is their heading.
        settings: "通知设置" | "Notification settings",
        /// What the settings do.
        settings_hint: "选择哪些事情提醒您，仅对您本人生效。"
            | "Choose what your bell tells you. Only you see these notifications.",
        /// Has a robot say that it works.
        try_out: "试发一条" | "Try it out",
        /// It did.
        delivered: "已送达，请到群里查看" | "Delivered: see the group",
        /// It did not; before why.
        not_delivered: "未送达：" | "Not delivered: ",
        /// The settings of the bell.
        bell: "铃铛提醒" | "The bell",
        /// A setting was kept.
        saved: "已保存" | "Saved",
    }
}

impl NotificationWords {
    /// What a robot's vendor said of that.
    pub fn vendor_said(&self, said: &str) -> String {
        say!(
            self,
            "（对方的原话：{said}）" | " (in the vendor's words: {said})"
        )
    }

    /// What somebody was told; of a reminder, with the share of the time that is used.
    pub fn told(&self, kind: NotificationKind, used_percent: Option<u8>) -> String {
        match (kind, used_percent) {
            (NotificationKind::DueSoon, Some(percent)) => say!(
                self,
                "处理时限已用 {percent}%" | "{percent} % of the time is used"
            ),
            (NotificationKind::DueSoon, None) => {
                self.language.say("即将超时", "Due soon").to_owned()
            }
            (NotificationKind::Assigned, _) => self
                .language
                .say("已指派给您", "Assigned to you")
                .to_owned(),
            (NotificationKind::Overdue, _) => self
                .language
                .say("已超时，请人工处理", "Overdue: act by hand")
                .to_owned(),
            (NotificationKind::Answered, _) => self
                .language
                .say("用户已补充说明", "The consumer answered")
                .to_owned(),
            (NotificationKind::QuoteDecided, _) => self
                .language
                .say("用户已答复报价", "The consumer decided on the quote")
                .to_owned(),
            (NotificationKind::Urged, _) => self
                .language
                .say("用户催单", "The consumer urges")
                .to_owned(),
        }
    }

    /// When somebody is told.
    pub fn when(&self, kind: NotificationKind) -> &'static str {
        self.language.choose(match kind {
            NotificationKind::Assigned => ("服务单指派给我", "An order is assigned to me"),
            NotificationKind::DueSoon => (
                "处理时限已用 50%、90%",
                "50 % and 90 % of the time are used",
            ),
            NotificationKind::Overdue => (
                "已超时且系统无法自动处理",
                "The time is over, and the system can't act",
            ),
            NotificationKind::Answered => ("用户补充说明", "The consumer answers a question"),
            NotificationKind::QuoteDecided => (
                "用户接受或拒绝报价",
                "The consumer accepts or declines a quote",
            ),
            NotificationKind::Urged => ("用户催单", "The consumer urges"),
        })
    }

    /// Why a robot did not deliver, and what to do.
    pub fn delivery_fault(&self, fault: DeliveryFault) -> &'static str {
        self.language.choose(match fault {
            DeliveryFault::Unreachable => (
                "连不上对方的服务器，请稍后再试",
                "the vendor can't be reached; try again later",
            ),
            DeliveryFault::Late => (
                "对方没有及时回应，请稍后再试",
                "the vendor did not answer in time; try again later",
            ),
            DeliveryFault::Unintelligible => (
                "对方的回应无法识别，请核对地址",
                "the vendor's answer makes no sense; check the address",
            ),
            DeliveryFault::NotNow => (
                "对方暂时不接收，请稍后再试",
                "the vendor takes no message now; try again later",
            ),
            DeliveryFault::WrongKey => (
                "地址已失效，请填入新的地址",
                "the address is no longer valid; enter the new one",
            ),
            DeliveryFault::WrongSecret => (
                "签名不对，请核对签名密钥",
                "the signature is wrong; check the signing secret",
            ),
            DeliveryFault::Refused => (
                "群机器人不接收，请检查群、关键词和 IP 限制",
                "the robot takes no messages; check the \
                 group, its keywords and its IP addresses",
            ),
        })
    }
}

phrases! {
    /// What robots say in group chats.
    pub fn robots() -> RobotWords {
        /// Above the lines of a message.
        title: "服务单提醒" | "Service orders",
        /// The robot is tried out.
        works: "机器人已接通。" | "This robot works.",
    }
}

impl RobotWords {
    /// What happened to an order that stands in a node; of a reminder, with the share of the time that is used.
    pub fn line(&self, kind: NotificationKind, used_percent: Option<u8>, node: Node) -> String {
        let what = match kind {
            NotificationKind::Assigned => self.language.say("已指派", "Assigned").to_owned(),
            NotificationKind::DueSoon
            | NotificationKind::Overdue
            | NotificationKind::Answered
            | NotificationKind::QuoteDecided
            | NotificationKind::Urged => self.language.notifications().told(kind, used_percent),
        };
        say!(
            self,
            "{what}（{}）" | "{what} ({})",
            self.language.words().node(node)
        )
    }
}
