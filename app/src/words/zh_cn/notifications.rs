//! Notifications in Chinese.

use aftercare_domain::{
    service_order::Node,
    teamwork::{notification::NotificationKind, robot::DeliveryFault},
};

use super::Chinese;
use crate::words::{
    names::Names as _,
    notifications::{NotificationWords, RobotWords},
};

pub(in crate::words) const NOTIFICATIONS: NotificationWords = NotificationWords {
    title: "通知",
    unread: "条未读",
    empty: "暂无通知",
    empty_next: "指派给您的、即将超时的、用户催单的服务单会出现在这里。",
    unread_one: "未读：",
    read_one: "标为已读",
    read_all: "全部标为已读",
    settings: "通知设置",
    settings_hint: "选择哪些事情提醒您，仅对您本人生效。",
    try_out: "试发一条",
    delivered: "已送达，请到群里查看",
    not_delivered: "未送达：",
    delivery_fault,
    vendor_said: |said| format!("（对方的原话：{said}）"),
    bell: "铃铛提醒",
    saved: "已保存",
    told,
    when,
};

fn told(kind: NotificationKind, used_percent: Option<u8>) -> String {
    match (kind, used_percent) {
        (NotificationKind::DueSoon, Some(percent)) => format!("处理时限已用 {percent}%"),
        (NotificationKind::DueSoon, None) => "即将超时".to_owned(),
        (NotificationKind::Assigned, _) => "已指派给您".to_owned(),
        (NotificationKind::Overdue, _) => "已超时，请人工处理".to_owned(),
        (NotificationKind::Answered, _) => "用户已补充说明".to_owned(),
        (NotificationKind::QuoteDecided, _) => "用户已答复报价".to_owned(),
        (NotificationKind::Urged, _) => "用户催单".to_owned(),
    }
}

const fn delivery_fault(fault: DeliveryFault) -> &'static str {
    match fault {
        DeliveryFault::Unreachable => "连不上对方的服务器，请稍后再试",
        DeliveryFault::Late => "对方没有及时回应，请稍后再试",
        DeliveryFault::Unintelligible => "对方的回应无法识别，请核对地址",
        DeliveryFault::NotNow => "对方暂时不接收，请稍后再试",
        DeliveryFault::WrongKey => "地址已失效，请填入新的地址",
        DeliveryFault::WrongSecret => "签名不对，请核对签名密钥",
        DeliveryFault::Refused => "群机器人不接收，请检查群、关键词和 IP 限制",
    }
}

const fn when(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Assigned => "服务单指派给我",
        NotificationKind::DueSoon => "处理时限已用 50%、90%",
        NotificationKind::Overdue => "已超时且系统无法自动处理",
        NotificationKind::Answered => "用户补充说明",
        NotificationKind::QuoteDecided => "用户接受或拒绝报价",
        NotificationKind::Urged => "用户催单",
    }
}

pub(in crate::words) const ROBOTS: RobotWords = RobotWords {
    title: "服务单提醒",
    works: "机器人已接通。",
    line,
};

fn line(kind: NotificationKind, used_percent: Option<u8>, node: Node) -> String {
    let what = match kind {
        NotificationKind::Assigned => "已指派".to_owned(),
        NotificationKind::DueSoon
        | NotificationKind::Overdue
        | NotificationKind::Answered
        | NotificationKind::QuoteDecided
        | NotificationKind::Urged => told(kind, used_percent),
    };
    format!("{what}（{}）", Chinese.node(node))
}
