//! The words of setting up robots. Apart from those of notifications: no code in the browser says them.

use aftercare_domain::teamwork::{
    notification::NotificationKind,
    robot::{RobotFault, RobotKind},
};

/// Setting up robots.
#[derive(Debug)]
pub struct RobotSettingsWords {
    /// The heading.
    pub title: &'static str,
    /// What robots do.
    pub hint: &'static str,
    /// There is none.
    pub empty: &'static str,
    /// What a robot is for, and how one comes by it.
    pub empty_next: &'static str,
    /// Opens the form of a new one, and is its heading.
    pub add: &'static str,
    /// A new one was kept.
    pub added: &'static str,
    /// Opens the form of one that there is.
    pub change: &'static str,
    /// What was changed was kept.
    pub changed: &'static str,
    /// Opens the question whether to remove one, and does it.
    pub remove: &'static str,
    /// Asks whether to remove one of this name.
    pub remove_question: fn(&str) -> String,
    /// What removing does.
    pub remove_next: &'static str,
    /// One was removed.
    pub removed: &'static str,
    /// Sends the form.
    pub save: &'static str,
    /// Field: whose.
    pub kind: &'static str,
    /// Field: what it is called here.
    pub name: &'static str,
    /// How to call it.
    pub name_hint: &'static str,
    /// Field: its address.
    pub url: &'static str,
    /// Where the address is to be found.
    pub url_hint: &'static str,
    /// An address is kept that ends so.
    pub url_kept: fn(&str) -> String,
    /// The address is not one of that vendor.
    pub url_unfit: fn() -> String,
    /// Field: with what it signs.
    pub secret: &'static str,
    /// When there is such a thing.
    pub secret_hint: &'static str,
    /// One is kept.
    pub secret_kept: &'static str,
    /// Takes away the one that is kept.
    pub remove_secret: &'static str,
    /// Field: about what it tells.
    pub events: &'static str,
    /// Before the list of what it tells.
    pub reminds: &'static str,
    /// Before the end of its address.
    pub ends_with: &'static str,
    /// Its messages are signed.
    pub signed: &'static str,
    /// It tells nothing any more.
    pub stopped: &'static str,
    /// Before what the vendor says.
    pub said: &'static str,
    /// Between the entries of a list.
    pub comma: &'static str,
    /// A vendor.
    pub vendor: fn(RobotKind) -> &'static str,
    /// About what a robot tells.
    pub tells: fn(NotificationKind) -> &'static str,
    /// The same in a list.
    pub reminder: fn(NotificationKind) -> &'static str,
    /// Why it tells nothing any more, and what to do.
    pub fault: fn(RobotFault) -> (&'static str, &'static str),
}

/// The hosts of all vendors, each after its name.
pub(super) fn hosts(vendor: fn(RobotKind) -> &'static str, between: &str) -> String {
    let each = RobotKind::ALL
        .iter()
        .map(|&kind| format!("{} {}", vendor(kind), kind.host()));
    each.collect::<Vec<_>>().join(between)
}
