//! The words of notifications: the bell, and what one wants to be told.

use aftercare_domain::{
    service_order::Node,
    teamwork::{notification::NotificationKind, robot::DeliveryFault},
};

/// Notifications.
#[derive(Debug)]
pub struct NotificationWords {
    /// The bell's name.
    pub title: &'static str,
    /// After the number of those that were not read.
    pub unread: &'static str,
    /// Nothing was told.
    pub empty: &'static str,
    /// What will be.
    pub empty_next: &'static str,
    /// Before one that was not read.
    pub unread_one: &'static str,
    /// Marks one as read.
    pub read_one: &'static str,
    /// Marks all as read.
    pub read_all: &'static str,
    /// Leads to the settings, and is their heading.
    pub settings: &'static str,
    /// What the settings do.
    pub settings_hint: &'static str,
    /// Has a robot say that it works.
    pub try_out: &'static str,
    /// It did.
    pub delivered: &'static str,
    /// It did not; before why.
    pub not_delivered: &'static str,
    /// Why not, and what to do.
    pub delivery_fault: fn(DeliveryFault) -> &'static str,
    /// What its vendor said of that.
    pub vendor_said: fn(&str) -> String,
    /// The settings of the bell.
    pub bell: &'static str,
    /// A setting was kept.
    pub saved: &'static str,
    /// Says what somebody was told; of a reminder, with the share of the time that is used.
    pub told: fn(NotificationKind, Option<u8>) -> String,
    /// Says when somebody is told.
    pub when: fn(NotificationKind) -> &'static str,
}

/// What robots say in group chats.
#[derive(Debug)]
pub struct RobotWords {
    /// Above the lines of a message.
    pub title: &'static str,
    /// The robot is tried out.
    pub works: &'static str,
    /// What happened to an order that stands in a node; of a reminder, with the share of the time that is used.
    pub line: fn(NotificationKind, Option<u8>, Node) -> String,
}
