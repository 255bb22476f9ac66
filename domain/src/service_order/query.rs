//! Which service orders a list shows.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    channel::Channel,
    form::{Fault, Field, FieldKind, integer_within, record},
    id::{MerchantId, OrderNumber, SerialNumber},
    named::named,
    number::ServiceOrderNumber,
    page::PageSize,
    service::ServiceType,
    service_order::Node,
    text::Text,
    time::Timestamp,
};

named! {
    /// In which order a list stands.
    pub enum Sort {
        /// What is due first: overdue ones first, those without a deadline last.
        Due = "due",
        /// The newest first.
        AppliedAt = "applied_at",
    }
}

named! {
    /// Whose orders a list shows (R-ASN-1).
    pub enum AssigneeFilter {
        /// The caller's own.
        Mine = "mine",
        /// Those that nobody works on.
        Nobody = "nobody",
    }
}

/// What somebody searches for.
pub type SearchText = Text<1, 100>;
/// Where the page before ended, as [`crate::view::Page::next_cursor`] had it.
pub type CursorText = Text<1, 300>;

record! {
    /// The filters of a list of service orders.
    #[derive(Default)]
    pub struct ServiceOrderQuery {
        /// In this node.
        node: optional Node,
        /// With this service.
        service_type: optional ServiceType,
        /// Sold here.
        channel: optional Channel,
        /// Of this merchant.
        merchant: optional MerchantId,
        /// The number of it, of its order, of its goods or of a parcel, or the phone.
        q: optional SearchText,
        /// Of this order of the marketplace.
        order_number: optional OrderNumber,
        /// Of the goods with this serial number.
        serial_number: optional SerialNumber,
        /// Applied for at that time or later.
        applied_from: optional Timestamp,
        /// Applied for before that time.
        applied_to: optional Timestamp,
        /// Whether the deadline is over.
        overdue: optional bool,
        /// Whose.
        assignee: optional AssigneeFilter,
        /// Held for a second look (R-EXC-2).
        held: optional bool,
        /// How it stands.
        sort: optional Sort,
        /// How many, 1 to 200.
        limit: optional PageSize,
        /// Where the page before ended.
        cursor: optional CursorText,
    }
}

record! {
    /// How a command is given.
    pub struct CommandQuery {
        /// Only say what it would do.
        dry_run: optional bool,
    }
}

/// A place in an order's log, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sequence(u32);

impl Sequence {
    const MAX: i64 = 1_000_000_000;

    /// The place.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Field for Sequence {
    const KIND: FieldKind = FieldKind::Count {
        min: 1,
        max: Self::MAX,
    };

    fn read(value: &Value) -> Result<Self, Fault> {
        let read = integer_within(value, 1, Self::MAX)?;
        read.try_into().map(Self).map_err(|_| Fault::OutOfRange {
            min: 1,
            max: Self::MAX,
        })
    }
}

record! {
    /// How an order is looked at.
    pub struct LookQuery {
        /// As it was right after this line of its log; as it is now unless said.
        at_sequence: optional Sequence,
    }
}

/// The id of an event of the live stream.
pub type EventId = Text<1, 200>;

record! {
    /// From where on the live stream is followed (R-LIV-1).
    pub struct FollowQuery {
        /// The id of the last event that came: for a page that opens the stream anew, and so can't say it in a header.
        last_event_id: optional EventId,
    }
}

record! {
    /// One command of a batch.
    pub struct BatchEntry {
        /// To which order.
        number: required ServiceOrderNumber,
        /// Which command.
        command: required Value,
    }
}
