//! Notifications in English.

use aftercare_domain::{
    service_order::Node,
    teamwork::{notification::NotificationKind, robot::DeliveryFault},
};

use super::English;
use crate::words::{
    names::Names as _,
    notifications::{NotificationWords, RobotWords},
};

pub(in crate::words) const NOTIFICATIONS: NotificationWords = NotificationWords {
    title: "Notifications",
    unread: "unread",
    empty: "Nothing new",
    empty_next: "Orders that are assigned to you, run out of time or are urged show here.",
    unread_one: "Not read: ",
    read_one: "Mark as read",
    read_all: "Mark all as read",
    settings: "Notification settings",
    settings_hint: "Choose what your bell tells you. Only you see these notifications.",
    try_out: "Try it out",
    delivered: "Delivered: see the group",
    not_delivered: "Not delivered: ",
    delivery_fault,
    vendor_said: |said| format!(" (in the vendor's words: {said})"),
    bell: "The bell",
    saved: "Saved",
    told,
    when,
};

fn told(kind: NotificationKind, used_percent: Option<u8>) -> String {
    match (kind, used_percent) {
        (NotificationKind::DueSoon, Some(percent)) => format!("{percent} % of the time is used"),
        (NotificationKind::DueSoon, None) => "Due soon".to_owned(),
        (NotificationKind::Assigned, _) => "Assigned to you".to_owned(),
        (NotificationKind::Overdue, _) => "Overdue: act by hand".to_owned(),
        (NotificationKind::Answered, _) => "The consumer answered".to_owned(),
        (NotificationKind::QuoteDecided, _) => "The consumer decided on the quote".to_owned(),
        (NotificationKind::Urged, _) => "The consumer urges".to_owned(),
    }
}

const fn delivery_fault(fault: DeliveryFault) -> &'static str {
    match fault {
        DeliveryFault::Unreachable => "the vendor can't be reached; try again later",
        DeliveryFault::Late => "the vendor did not answer in time; try again later",
        DeliveryFault::Unintelligible => "the vendor's answer makes no sense; check the address",
        DeliveryFault::NotNow => "the vendor takes no message now; try again later",
        DeliveryFault::WrongKey => "the address is no longer valid; enter the new one",
        DeliveryFault::WrongSecret => "the signature is wrong; check the signing secret",
        DeliveryFault::Refused => {
            "the robot takes no messages; check the group, its keywords and its IP addresses"
        }
    }
}

const fn when(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Assigned => "An order is assigned to me",
        NotificationKind::DueSoon => "50 % and 90 % of the time are used",
        NotificationKind::Overdue => "The time is over, and the system can't act",
        NotificationKind::Answered => "The consumer answers a question",
        NotificationKind::QuoteDecided => "The consumer accepts or declines a quote",
        NotificationKind::Urged => "The consumer urges",
    }
}

pub(in crate::words) const ROBOTS: RobotWords = RobotWords {
    title: "Service orders",
    works: "This robot works.",
    line,
};

fn line(kind: NotificationKind, used_percent: Option<u8>, node: Node) -> String {
    let what = match kind {
        NotificationKind::Assigned => "Assigned".to_owned(),
        NotificationKind::DueSoon
        | NotificationKind::Overdue
        | NotificationKind::Answered
        | NotificationKind::QuoteDecided
        | NotificationKind::Urged => told(kind, used_percent),
    };
    format!("{what} ({})", English.node(node))
}
