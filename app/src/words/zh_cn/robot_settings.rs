//! Setting up robots in Chinese.

use aftercare_domain::teamwork::{
    notification::NotificationKind,
    robot::{RobotFault, RobotKind},
};

use crate::words::robot_settings::{RobotSettingsWords, hosts};

pub(in crate::words) const ROBOT_SETTINGS: RobotSettingsWords = RobotSettingsWords {
    title: "群机器人",
    hint: "把提醒发到工作群，群里所有人都能看到。消息里只有单号和事项，不含用户信息；提醒多时合并发送。",
    empty: "还没有群机器人",
    empty_next: "机器人把催单、超时等提醒发到企业微信、飞书或钉钉群，没打开工作台的同事也能及时看到。先在群设置里添加一个自定义机器人，再把它的地址填到这里。",
    add: "添加机器人",
    added: "机器人已添加，可以试发一条",
    change: "修改",
    changed: "机器人已保存",
    remove: "删除",
    remove_question,
    remove_next: "它不再向群里发送任何提醒，还没发出的也不再发送。",
    removed: "机器人已删除",
    save: "保存",
    kind: "群所在的应用",
    name: "名称",
    name_hint: "只在这里显示，例如：售后一组",
    url: "Webhook 地址",
    url_hint: "在群机器人的设置里复制，保存后不再完整显示。",
    url_kept,
    url_unfit,
    secret: "签名密钥",
    secret_hint: "群机器人开启了“签名校验”（飞书）或“加签”（钉钉）时填写，保存后不再显示。要求关键词时，请填“服务单”。",
    secret_kept: "已有密钥，不改就留空。",
    remove_secret: "移除密钥，之后的消息不再签名",
    events: "提醒哪些事情",
    reminds: "提醒：",
    ends_with: "地址末尾",
    signed: "已签名",
    stopped: "已停发",
    said: "对方的原话：",
    comma: "、",
    vendor,
    tells,
    reminder,
    fault,
};

fn remove_question(name: &str) -> String {
    format!("删除机器人“{name}”？")
}

fn url_kept(end: &str) -> String {
    format!("不改就留空。现在的地址以 {end} 结尾，不再完整显示。")
}

fn url_unfit() -> String {
    let hosts = hosts(vendor, "、");
    format!("请填所选应用的机器人地址，以 https:// 开头：{hosts}")
}

const fn vendor(kind: RobotKind) -> &'static str {
    match kind {
        RobotKind::Wecom => "企业微信",
        RobotKind::Feishu => "飞书",
        RobotKind::Dingtalk => "钉钉",
    }
}

const fn tells(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Assigned => "服务单被指派",
        NotificationKind::DueSoon => "处理时限已用 50%、90%",
        NotificationKind::Overdue => "已超时且系统无法自动处理",
        NotificationKind::Answered => "用户补充说明",
        NotificationKind::QuoteDecided => "用户接受或拒绝报价",
        NotificationKind::Urged => "用户催单",
    }
}

const fn reminder(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Assigned => "指派",
        NotificationKind::DueSoon => "时限已用 50%、90%",
        NotificationKind::Overdue => "超时",
        NotificationKind::Answered => "用户补充说明",
        NotificationKind::QuoteDecided => "报价答复",
        NotificationKind::Urged => "催单",
    }
}

const fn fault(fault: RobotFault) -> (&'static str, &'static str) {
    match fault {
        RobotFault::WrongKey => (
            "地址已失效，提醒已停发",
            "请在群机器人的设置里复制新的地址，点“修改”填入并保存，没发出的提醒会接着发。",
        ),
        RobotFault::WrongSecret => (
            "签名不对，提醒已停发",
            "请核对群机器人的签名密钥，点“修改”填入并保存，没发出的提醒会接着发。",
        ),
        RobotFault::Refused => (
            "群机器人不接收消息，提醒已停发",
            "请检查群是否还在，以及机器人的关键词（可填“服务单”）和 IP 限制，再点“修改”保存一次，没发出的提醒会接着发。",
        ),
    }
}
