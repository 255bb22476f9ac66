//! Setting up robots in English.

use aftercare_domain::teamwork::{
    notification::NotificationKind,
    robot::{RobotFault, RobotKind},
};

use crate::words::robot_settings::{RobotSettingsWords, hosts};

pub(in crate::words) const ROBOT_SETTINGS: RobotSettingsWords = RobotSettingsWords {
    title: "Chat robots",
    hint: "Send reminders to a group chat, where all its members see them. Messages have the number and what happened, and nothing about consumers; when there are many, they come together.",
    empty: "No robot yet",
    empty_next: "A robot sends reminders (urges, deadlines and more) to a WeCom, Feishu or DingTalk group, so that colleagues see them without the workbench. Add a custom robot in the group's settings first, then give its address here.",
    add: "Add a robot",
    added: "Robot added: try it out",
    change: "Change",
    changed: "Robot saved",
    remove: "Remove",
    remove_question,
    remove_next: "It sends no more reminders to its group, not even those that are waiting.",
    removed: "Robot removed",
    save: "Save",
    kind: "Where the group is",
    name: "Name",
    name_hint: "Shown here alone, such as: Returns team",
    url: "Webhook address",
    url_hint: "Copy it from the robot's settings in the group. It is not shown in full again.",
    url_kept,
    url_unfit,
    secret: "Signing secret",
    secret_hint: "If the robot asks for signatures (Feishu, DingTalk). It is not shown again. If it asks for a keyword, use 服务单.",
    secret_kept: "There is one: leave this empty to keep it.",
    remove_secret: "Remove the secret: messages are no longer signed",
    events: "Reminds of",
    reminds: "Reminds of: ",
    ends_with: "Address ends with",
    signed: "Signed",
    stopped: "Stopped",
    said: "In the vendor's words: ",
    comma: ", ",
    vendor,
    tells,
    reminder,
    fault,
};

fn remove_question(name: &str) -> String {
    format!("Remove the robot “{name}”?")
}

fn url_kept(end: &str) -> String {
    format!("Leave this empty to keep the address that ends with {end}.")
}

fn url_unfit() -> String {
    let hosts = hosts(vendor, ", ");
    format!("Please give an address of the chosen app, beginning with https://: {hosts}")
}

const fn vendor(kind: RobotKind) -> &'static str {
    match kind {
        RobotKind::Wecom => "WeCom",
        RobotKind::Feishu => "Feishu",
        RobotKind::Dingtalk => "DingTalk",
    }
}

const fn tells(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Assigned => "An order is assigned",
        NotificationKind::DueSoon => "50 % and 90 % of the time are used",
        NotificationKind::Overdue => "The time is over, and the system can't act",
        NotificationKind::Answered => "The consumer answers a question",
        NotificationKind::QuoteDecided => "The consumer accepts or declines a quote",
        NotificationKind::Urged => "The consumer urges",
    }
}

const fn reminder(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Assigned => "assignments",
        NotificationKind::DueSoon => "50 % and 90 % of the time",
        NotificationKind::Overdue => "what is overdue",
        NotificationKind::Answered => "answers",
        NotificationKind::QuoteDecided => "decisions on quotes",
        NotificationKind::Urged => "urges",
    }
}

const fn fault(fault: RobotFault) -> (&'static str, &'static str) {
    match fault {
        RobotFault::WrongKey => (
            "Its address is not valid any more, so it sends nothing",
            "Copy the new address from the robot's settings in the group, choose “Change”, give it there and save. Reminders that are waiting then follow.",
        ),
        RobotFault::WrongSecret => (
            "Its signing secret is wrong, so it sends nothing",
            "Compare the secret with the robot's settings in the group, choose “Change”, give it there and save. Reminders that are waiting then follow.",
        ),
        RobotFault::Refused => (
            "The group's robot takes no messages, so it sends nothing",
            "See whether the group is still there, and what keywords (服务单 will do) and IP addresses its robot asks for; then choose “Change” and save again. Reminders that are waiting then follow.",
        ),
    }
}
