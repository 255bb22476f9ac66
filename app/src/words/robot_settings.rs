//! The words of setting up robots. Apart from those of notifications: no code in the browser says them.

use aftercare_domain::teamwork::{
    notification::NotificationKind,
    robot::{RobotFault, RobotKind},
};

use crate::words::notifications;

phrases! {
    /// Setting up robots.
    pub fn robot_settings() -> RobotSettingsWords {
        /// The heading.
        title: "群机器人" | "Chat robots",
        /// What robots do.
        hint: "把提醒发到工作群，群里所有人都能看到。消息里只有单号和事项，不含用户信息；提醒多时合并发送。"
            | "Send reminders to a group chat, where all its members see them. Messages have the number and what happened, and nothing about consumers; when there are many, they come together.",
        /// There is none.
        empty: "还没有群机器人" | "No robot yet",
        /// What a robot is for, and how one comes by it.
        empty_next: "机器人把催单、超时等提醒发到企业微信、飞书或钉钉群，没打开工作台的同事也能及时看到。先在群设置里添加一个自定义机器人，再把它的地址填到这里。"
            | "A robot sends reminders (urges, deadlines and more) to a WeCom, Feishu or DingTalk group, so that colleagues see them without the workbench. Add a custom robot in the group's settings first, then give its address here.",
        /// Opens the form of a new one, and is its heading.
        add: "添加机器人" | "Add a robot",
        /// A new one was kept.
        added: "机器人已添加，可以试发一条" | "Robot added: try it out",
        /// Opens the form of one that there is.
        change: "修改" | "Change",
        /// What was changed was kept.
        changed: "机器人已保存" | "Robot saved",
        /// Opens the question whether to remove one, and does it.
        remove: "删除" | "Remove",
        /// What removing does.
        remove_next: "它不再向群里发送任何提醒，还没发出的也不再发送。"
            | "It sends no more reminders to its group, not even those that are waiting.",
        /// One was removed.
        removed: "机器人已删除" | "Robot removed",
        /// Sends the form.
        save: "保存" | "Save",
        /// Field: whose.
        kind: "群所在的应用" | "Where the group is",
        /// Field: what it is called here.
        name: "名称" | "Name",
        /// How to call it.
        name_hint: "只在这里显示，例如：售后一组" | "Shown here alone, such as: Returns team",
        /// Field: its address.
        url: "Webhook 地址" | "Webhook address",
        /// Where the address is to be found.
        url_hint: "在群机器人的设置里复制，保存后不再完整显示。"
            | "Copy it from the robot's settings in the group. It is not shown in full again.",
        /// Field: with what it signs.
        secret: "签名密钥" | "Signing secret",
        /// When there is such a thing.
        secret_hint: "群机器人开启了“签名校验”（飞书）或“加签”（钉钉）时填写，保存后不再显示。要求关键词时，请填“服务单”。"
            | "If the robot asks for signatures (Feishu, DingTalk). It is not shown again. If it asks for a keyword, use 服务单.",
        /// One is kept.
        secret_kept: "已有密钥，不改就留空。" | "There is one: leave this empty to keep it.",
        /// Takes away the one that is kept.
        remove_secret: "移除密钥，之后的消息不再签名" | "Remove the secret: messages are no longer signed",
        /// Field: about what it tells.
        events: "提醒哪些事情" | "Reminds of",
        /// Before the list of what it tells.
        reminds: "提醒：" | "Reminds of: ",
        /// Before the end of its address.
        ends_with: "地址末尾" | "Address ends with",
        /// Its messages are signed.
        signed: "已签名" | "Signed",
        /// It tells nothing any more.
        stopped: "已停发" | "Stopped",
        /// Before what the vendor says.
        said: "对方的原话：" | "In the vendor's words: ",
        /// What to do when its address is not valid any more.
        wrong_key_next: "请在群机器人的设置里复制新的地址，点“修改”填入并保存，没发出的提醒会接着发。"
            | "Copy the new address from the robot's settings in the group, choose “Change”, give it there and save. Reminders that are waiting then follow.",
        /// What to do when its signing secret is wrong.
        wrong_secret_next: "请核对群机器人的签名密钥，点“修改”填入并保存，没发出的提醒会接着发。"
            | "Compare the secret with the robot's settings in the group, choose “Change”, give it there and save. Reminders that are waiting then follow.",
        /// What to do when the group's robot takes no messages.
        refused_next: "请检查群是否还在，以及机器人的关键词（可填“服务单”）和 IP 限制，再点“修改”保存一次，没发出的提醒会接着发。"
            | "See whether the group is still there, and what keywords (服务单 will do) and IP addresses its robot asks for; then choose “Change” and save again. Reminders that are waiting then follow.",
        /// Between the entries of a list.
        comma: "、" | ", ",
    }
}

impl RobotSettingsWords {
    /// Asks whether to remove one of this name.
    pub fn remove_question(&self, name: &str) -> String {
        say!(self, "删除机器人“{name}”？" | "Remove the robot “{name}”?")
    }

    /// An address is kept that ends so.
    pub fn url_kept(&self, end: &str) -> String {
        say!(
            self,
            "不改就留空。现在的地址以 {end} 结尾，不再完整显示。"
                | "Leave this empty to keep the address that ends with {end}."
        )
    }

    /// A vendor.
    pub fn vendor(&self, kind: RobotKind) -> &'static str {
        self.language.choose(match kind {
            RobotKind::Wecom => ("企业微信", "WeCom"),
            RobotKind::Feishu => ("飞书", "Feishu"),
            RobotKind::Dingtalk => ("钉钉", "DingTalk"),
        })
    }

    /// About what a robot tells.
    pub fn tells(&self, kind: NotificationKind) -> &'static str {
        match kind {
            NotificationKind::Assigned => self.language.say("服务单被指派", "An order is assigned"),
            NotificationKind::DueSoon
            | NotificationKind::Overdue
            | NotificationKind::Answered
            | NotificationKind::QuoteDecided
            | NotificationKind::Urged => notifications().when(kind),
        }
    }

    /// The same in a list.
    pub fn reminder(&self, kind: NotificationKind) -> &'static str {
        self.language.choose(match kind {
            NotificationKind::Assigned => ("指派", "assignments"),
            NotificationKind::DueSoon => ("时限已用 50%、90%", "50 % and 90 % of the time"),
            NotificationKind::Overdue => ("超时", "what is overdue"),
            NotificationKind::Answered => ("用户补充说明", "answers"),
            NotificationKind::QuoteDecided => ("报价答复", "decisions on quotes"),
            NotificationKind::Urged => ("催单", "urges"),
        })
    }

    /// The address is not one of the chosen vendor.
    pub fn url_unfit(&self) -> String {
        let each = RobotKind::ALL
            .iter()
            .map(|&kind| format!("{} {}", self.vendor(kind), kind.host()));
        let hosts = each.collect::<Vec<_>>().join(self.comma);
        say!(
            self,
            "请填所选应用的机器人地址，以 https:// 开头：{hosts}"
                | "Please give an address of the chosen app, beginning with https://: {hosts}"
        )
    }

    /// Why it tells nothing any more.
    pub fn fault(&self, fault: RobotFault) -> &'static str {
        self.language.choose(match fault {
            RobotFault::WrongKey => (
                "地址已失效，提醒已停发",
                "Its address is not valid any more, so it sends nothing",
            ),
            RobotFault::WrongSecret => (
                "签名不对，提醒已停发",
                "Its signing secret is wrong, so it sends nothing",
            ),
            RobotFault::Refused => (
                "群机器人不接收消息，提醒已停发",
                "The group's robot takes no messages, so it sends nothing",
            ),
        })
    }

    /// What to do then.
    pub const fn fault_next(&self, fault: RobotFault) -> &'static str {
        match fault {
            RobotFault::WrongKey => self.wrong_key_next,
            RobotFault::WrongSecret => self.wrong_secret_next,
            RobotFault::Refused => self.refused_next,
        }
    }
}
