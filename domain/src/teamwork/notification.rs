//! Notifications: what staff are told while they do something else, and about what they want to be told.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use crate::service_order::consequences::NotificationKind;
use crate::{
    form::{FieldError, Reader, record},
    people::party::Position,
    service_order::{
        CommandType, Node,
        permission::{StaffGrant, permission},
        workflow::TRANSITIONS,
    },
    values::{
        number::ServiceOrderNumber,
        page::{CursorText, PageSize},
        text::Text,
        time::Timestamp,
    },
};

/// The positions of a merchant's staff that act in a node: those that may give a command of its step that leads on from it.
pub fn positions_in(node: Node) -> BTreeSet<Position> {
    let of_command = |command: &CommandType| {
        let row = permission(*command);
        match row.staff {
            StaffGrant::Responsible {
                step: Some(step),
                positions,
            } if node.step() == Some(step) && is_next_step(*command, node) => positions,
            StaffGrant::Responsible { .. } | StaffGrant::Nobody | StaffGrant::Operator => &[],
        }
    };
    CommandType::ALL
        .iter()
        .flat_map(of_command)
        .copied()
        .collect()
}

fn is_next_step(command: CommandType, node: Node) -> bool {
    let mut ways = TRANSITIONS.iter();
    ways.any(|&(from, by, _)| from == node && by == Some(command))
}

/// What tells a notification from others of the same person.
pub type NotificationId = Text<1, 100>;

/// Something that somebody was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    /// The id of the notification.
    pub id: String,
    /// The kind of event that it reports.
    pub kind: NotificationKind,
    /// Of `due_soon`: how many percent of the time were used.
    pub used_percent: Option<u8>,
    /// The number of the service order.
    pub number: ServiceOrderNumber,
    /// The node in which the order stood then.
    pub node: Node,
    /// When it happened, by the product's clock.
    pub at: Timestamp,
    /// Whether they have read it.
    pub read: bool,
}

/// A page of somebody's notifications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notifications {
    /// The notifications, the newest first.
    pub items: Vec<Notification>,
    /// How many there are, on all pages, that they have not read.
    pub unread: u32,
    /// Where the next page begins; none on the last one.
    pub next_cursor: Option<String>,
}

/// Somebody's bell, as the live stream tells them alone when it rings or is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notified {
    /// How many notifications they have not read.
    pub unread: u32,
    /// The one that came; none where some were read.
    pub latest: Option<Notification>,
}

record! {
    /// Which notifications a list shows.
    pub struct NotificationQuery {
        /// How many, 1 to 200; 50 by default.
        limit: optional PageSize,
        /// `next_cursor` of the page before.
        cursor: optional CursorText,
    }
}

record! {
    /// Which notifications somebody has read: some, or all.
    pub struct MarkRead {
        /// The ids of the notifications that were read.
        ids: list NotificationId,
        /// Whether all were read; then no ids are given.
        all: optional bool,
    }
    check check_mark_read
}

fn check_mark_read(read: &MarkRead, reader: &mut Reader<'_>) {
    if read.ids.is_empty() && read.all != Some(true) {
        reader.fault("ids", FieldError::Required {});
    }
}

record! {
    /// How somebody is told about one kind.
    #[derive(Copy)]
    pub struct NotificationSetting {
        /// Whether the bell rings for it.
        bell: required bool,
    }
}

record! {
    /// How somebody is told about each kind; when it is set, a kind that is not named stays as it is.
    #[derive(Default)]
    pub struct NotificationSettings {
        /// An order was assigned to them.
        assigned: optional NotificationSetting,
        /// Half, or nine tenths, of the time of a node are used.
        due_soon: optional NotificationSetting,
        /// The time of a node is over.
        overdue: optional NotificationSetting,
        /// The consumer answered a question.
        answered: optional NotificationSetting,
        /// The consumer decided on a quote.
        quote_decided: optional NotificationSetting,
        /// The consumer urged an order.
        urged: optional NotificationSetting,
    }
}

impl NotificationSettings {
    /// The setting of a kind.
    pub const fn of(&self, kind: NotificationKind) -> Option<NotificationSetting> {
        match kind {
            NotificationKind::Assigned => self.assigned,
            NotificationKind::DueSoon => self.due_soon,
            NotificationKind::Overdue => self.overdue,
            NotificationKind::Answered => self.answered,
            NotificationKind::QuoteDecided => self.quote_decided,
            NotificationKind::Urged => self.urged,
        }
    }

    /// One kind's setting alone.
    pub fn with(kind: NotificationKind, setting: NotificationSetting) -> Self {
        let mut settings = Self::default();
        let slot = match kind {
            NotificationKind::Assigned => &mut settings.assigned,
            NotificationKind::DueSoon => &mut settings.due_soon,
            NotificationKind::Overdue => &mut settings.overdue,
            NotificationKind::Answered => &mut settings.answered,
            NotificationKind::QuoteDecided => &mut settings.quote_decided,
            NotificationKind::Urged => &mut settings.urged,
        };
        *slot = Some(setting);
        settings
    }

    /// The settings of somebody who has switched off the bell for some kinds: it is on for all others.
    pub fn without_bell(off: &BTreeSet<NotificationKind>) -> Self {
        let of = |kind| {
            Some(NotificationSetting {
                bell: !off.contains(&kind),
            })
        };
        Self {
            assigned: of(NotificationKind::Assigned),
            due_soon: of(NotificationKind::DueSoon),
            overdue: of(NotificationKind::Overdue),
            answered: of(NotificationKind::Answered),
            quote_decided: of(NotificationKind::QuoteDecided),
            urged: of(NotificationKind::Urged),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_are_told_who_act_in_the_node() {
        let positions = |node| positions_in(node).into_iter().collect::<Vec<_>>();
        assert_eq!(positions(Node::PendingReview), [Position::Agent]);
        assert_eq!(positions(Node::PendingReceipt), [Position::Receiver]);
        assert_eq!(positions(Node::PendingInspection), [Position::Inspector]);
        assert_eq!(
            positions(Node::PendingHandling),
            [Position::Agent, Position::Technician]
        );
        assert_eq!(positions(Node::InRepair), [Position::Technician]);
        assert_eq!(positions(Node::Completed), []);
    }
}
