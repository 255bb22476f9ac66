//! Which service orders a list shows.

mod criteria;
mod personal;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::{
    criteria::{AssigneeFilter, DueWithin, NumberList, PhoneFilter, Selection},
    personal::{NarrowedSearch, PersonalSearch},
};
use crate::{
    form::{
        Field, FieldError, FieldKind, Reader, Violation, count_within, named::named, query, record,
    },
    service_order::{Node, reason::ApplyReason},
    values::{
        carrier::TrackingNumber,
        channel::Channel,
        id::{MerchantId, OrderNumber, SerialNumber, Sku, Spu},
        number::ServiceOrderNumber,
        page::{CursorText, PageSize},
        personal::Masked as _,
        phone::Phone,
        service::{ServiceMethod, ServiceType},
        text::Text,
        time::Timestamp,
    },
};

named! {
    /// In which order a list stands.
    pub enum Sort {
        /// What is due first: overdue ones first, those without a deadline behind, ended ones last.
        Due = "due",
        /// By the time of the application, the newest first.
        AppliedAt = "applied_at",
        /// What stands in its node longest first; ended ones last, the newest of them first.
        EnteredAt = "entered_at",
    }
}

/// What somebody searches for.
pub type SearchText = Text<1, 100>;

record! {
    /// The filters of a list of service orders (R-LST-1): an order is shown when it fits all of them.
    #[derive(Default)]
    pub struct ServiceOrderQuery {
        /// The node in which they stand.
        node: optional Node,
        /// The service that is given now.
        service_type: optional ServiceType,
        /// Whose goods come in this way.
        service_method: optional ServiceMethod,
        /// The channel where the goods were sold.
        channel: optional Channel,
        /// The merchant that sold the goods.
        merchant: optional MerchantId,
        /// Applied for with this reason.
        reason_code: optional ApplyReason,
        /// Words of title, description or contact name; or a number of the service order, the order, the goods, a parcel, the
        /// contact's phone or its last four digits, or the caller's own.
        q: optional SearchText,
        /// Up to 200 numbers of service orders, of orders, or the caller's own, with commas between them.
        numbers: optional NumberList,
        /// The order of the marketplace.
        order_number: optional OrderNumber,
        /// The contact's phone, what staff are shown of it (`138****5678`), or its last four digits.
        phone: optional PhoneFilter,
        /// Of the goods with this serial number.
        serial_number: optional SerialNumber,
        /// With this parcel, on its way here or back.
        tracking_number: optional TrackingNumber,
        /// The product (SPU), exactly.
        spu: optional Spu,
        /// The variant of the product (SKU), exactly.
        sku: optional Sku,
        /// Applied for at that time or later.
        applied_from: optional Timestamp,
        /// Applied for before that time.
        applied_to: optional Timestamp,
        /// Due within that time, such as `4h`, and not overdue.
        due_within: optional DueWithin,
        /// Whether the deadline is over.
        overdue: optional bool,
        /// Whether it is open and the consumer urged.
        urged: optional bool,
        /// Whether it is held for a second look.
        held: optional bool,
        /// Whether it stands in a node where staff act: any open one but `pending_shipment`.
        to_do: optional bool,
        /// `me`, `nobody`, or the name by which somebody signs in.
        assignee: optional AssigneeFilter,
        /// `due` by default: overdue ones first, those without a deadline behind; `applied_at`: the newest first; `entered_at`:
        /// what stands in its node longest first.
        sort: optional Sort,
        /// How many, 1 to 200; 50 by default.
        limit: optional PageSize,
        /// `next_cursor` of the page before.
        cursor: optional CursorText,
    }
    check check_times
}

fn check_times(query: &ServiceOrderQuery, reader: &mut Reader<'_>) {
    if let (Some(from), Some(to)) = (query.applied_from, query.applied_to)
        && to <= from
    {
        let field = "applied_from".to_owned();
        reader.fault("applied_to", crate::form::FieldError::NotAfter { field });
    }
}

impl ServiceOrderQuery {
    /// Parses the query string of a list, without its question mark.
    pub fn parse_query(query: &str) -> Result<Self, Vec<Violation>> {
        query::parse(query)
    }

    /// What makes sense of the query string of a page that shows a list: other parameters are the page's own.
    pub fn of_page(query: &str) -> Self {
        query::parse_leniently(query)
    }

    /// The query string of the list: in canonical form, so that two lists that are the same have the same.
    pub fn to_query(&self) -> String {
        query::write(self)
    }

    /// The same list, as far as a search that begins by itself while one types may tell of it: of a phone, no more than staff are
    /// shown of it anyhow. A mobile number among the words is one, too.
    #[must_use]
    pub fn discreet(self) -> Self {
        let (typed, q) = match self.q {
            Some(q) => apart(q),
            None => (None, None),
        };
        let typed = typed.map(PhoneFilter::Whole);
        Self {
            q,
            phone: self.phone.or(typed).map(PhoneFilter::masked),
            ..self
        }
    }

    /// Whether a parameter of a list's query, as somebody typed it, may tell of a person: all words, and a phone unless it is no
    /// more than staff are shown of it anyhow. No page has it in its address as it is.
    pub fn is_personal(name: &str, typed: &str) -> bool {
        let of_phone = || match PhoneFilter::parse(typed) {
            Ok(PhoneFilter::Masked(_) | PhoneFilter::Tail(_)) => false,
            Ok(PhoneFilter::Whole(_)) | Err(_) => true,
        };
        !typed.trim().is_empty() && (name == "q" || name == "phone" && of_phone())
    }

    /// The same list from its beginning, with pages of the usual size: what is worth keeping of it.
    #[must_use]
    pub fn from_the_start(self) -> Self {
        Self {
            limit: None,
            cursor: None,
            ..self
        }
    }
}

/// What was typed, apart: the first of the mobile numbers in it, and the words without any.
fn apart(typed: SearchText) -> (Option<Phone>, Option<SearchText>) {
    let mobile = |text: &str| Phone::parse(text).ok().filter(Phone::is_mobile);
    if let Some(phone) = mobile(typed.as_str()) {
        return (Some(phone), None);
    }
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；' | '、');
    let (phones, words): (Vec<&str>, Vec<&str>) = typed
        .as_str()
        .split(is_between)
        .partition(|piece| mobile(piece).is_some());
    match phones.first().copied().and_then(mobile) {
        None => (None, Some(typed)),
        Some(phone) => (Some(phone), SearchText::parse(&words.join(" ")).ok()),
    }
}

record! {
    /// The filters of the counts: those that need no counting.
    #[derive(Default)]
    pub struct CountsQuery {
        /// The channel where the goods were sold.
        channel: optional Channel,
        /// The merchant that sold the goods.
        merchant: optional MerchantId,
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

    /// The place in the log, counted from 1.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Field for Sequence {
    const KIND: FieldKind = FieldKind::Count {
        min: 1,
        max: Self::MAX,
    };

    fn read(value: &Value) -> Result<Self, FieldError> {
        count_within(value, 1, Self::MAX).map(Self)
    }
}

record! {
    /// How an order is looked at.
    pub struct AsOfQuery {
        /// As it was right after this line of its log, with `allowed_commands` empty; as it is now unless said.
        at_sequence: optional Sequence,
    }
}

/// The id of an event of the live stream.
pub type EventId = Text<1, 200>;

record! {
    /// From where on the live stream is followed (R-LIV-1).
    pub struct FollowQuery {
        /// The id of the last event that came: for a page that opens the stream anew, and so can't say it in a header; the header wins.
        last_event_id: optional EventId,
    }
}

record! {
    /// One command of a batch.
    pub struct BatchEntry {
        /// The number of the service order to which the command is given.
        number: required ServiceOrderNumber,
        /// The command, as for one order: its `type` and its fields.
        command: required Value,
    }
}

record! {
    /// The service orders that are exported.
    pub struct ExportRequest {
        /// Their numbers, up to 5 000.
        numbers: required Selection,
    }
}

record! {
    /// The service orders whose bases are asked for.
    pub struct BasisListQuery {
        /// Up to 200 numbers of service orders, with commas between them.
        numbers: required NumberList,
    }
}
