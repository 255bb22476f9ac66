//! What telling an order anew changes, and whether it may (R-ORD-1). Service orders stand on what an order was: while one of a
//! line is open, what decides its money and its windows is changed by the platform alone, and with a reason.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Order, OrderLine};
use crate::{
    form::{FieldError, Record, Violation, named::named, record},
    order::line::LineNumber,
    people::party::{Authority, LoggedActor},
    policy::responsibility::{ChannelMatrix, Responsible, Step},
    values::{
        channel::Channel, id::MerchantId, money::Money, number::ServiceOrderNumber,
        personal::Masked, service::ServiceType, text::Reason, time::Timestamp,
    },
};

/// An order as it is told: the whole of it, and why, where it is told anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderTelling {
    /// The order as it stands now.
    pub order: Order,
    /// Why it changes. Needed where the platform changes what an open service order stands on.
    pub reason: Option<Reason>,
}

record! {
    /// What stands beside an order that is told.
    pub struct TellingReason {
        /// Why it changes: needed where the platform changes what an open service order stands on.
        reason: optional Reason,
    }
}

#[cfg(feature = "openapi")]
crate::form::schema::described!(OrderTelling => crate::form::schema::record(
    "An order as it stands now, and the reason for the change where one is needed.",
    &[Order::FIELDS, TellingReason::FIELDS].concat()
));

impl OrderTelling {
    /// Reads an order, and the reason beside its fields.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn parse(body: &Value) -> Result<Self, Vec<Violation>> {
        let of_order: Vec<&str> = Order::FIELDS.iter().map(|field| field.name).collect();
        let reason = TellingReason::parse_leaving_out(body, &of_order);
        match (Order::parse_leaving_out(body, &["reason"]), reason) {
            (Ok(order), Ok(TellingReason { reason })) => Ok(Self { order, reason }),
            (Ok(_), Err(violations)) => Err(violations),
            (Err(violations), Ok(_)) => Err(violations),
            (Err(mut violations), Err(of_reason)) => {
                // What neither knows was named by both.
                let new = |violation: &Violation| violation.field == "reason";
                violations.extend(of_reason.into_iter().filter(new));
                Err(violations)
            }
        }
    }
}

/// Who tells an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teller<'a> {
    /// The platform: its operators, its order system.
    Platform,
    /// A merchant, about its own.
    Merchant(&'a MerchantId),
}

impl<'a> Teller<'a> {
    /// Who tells with this authority; none where nobody does.
    pub const fn of(authority: Authority<'a>) -> Option<Self> {
        match authority {
            Authority::Operator => Some(Self::Platform),
            Authority::Merchant(merchant, _) => Some(Self::Merchant(merchant)),
            Authority::Consumer(..)
            | Authority::Store(_)
            | Authority::ReturnCentre
            | Authority::System => None,
        }
    }

    /// Lets a merchant tell its own orders, and nobody else's.
    ///
    /// # Errors
    /// [`TellingRefusal::ForeignMerchant`].
    pub fn check(self, order: &Order) -> Result<(), TellingRefusal> {
        match self {
            Self::Merchant(own) if *own != order.merchant_id => {
                Err(TellingRefusal::ForeignMerchant)
            }
            Self::Merchant(_) | Self::Platform => Ok(()),
        }
    }
}

/// A line on which service orders stand, ended ones as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineInUse {
    /// The line of the order, counted from 1.
    pub line: LineNumber,
    /// How many of its pieces are taken (R-APP-2).
    pub taken: u32,
    /// What was refunded of the line, in fen (R-RFD-1).
    pub refunded: Money,
    /// The service orders of it that are open.
    pub open: Vec<ServiceOrderNumber>,
}

/// An order as it was, and what stands on it.
#[derive(Debug, Clone, Copy)]
pub struct OrderBefore<'a> {
    /// As it was told last.
    pub order: &'a Order,
    /// The lines on which service orders stand.
    pub standing: &'a [LineInUse],
}

named! {
    /// What of an order changed.
    pub enum OrderField {
        /// Where it was sold.
        Channel = "channel",
        /// The merchant that sold the goods.
        MerchantId = "merchant_id",
        /// The consumer who bought the goods.
        ConsumerId = "consumer_id",
        /// Who sends the goods.
        ShippedBy = "shipped_by",
        /// When it was paid.
        PaidAt = "paid_at",
        /// When it was sent.
        ShippedAt = "shipped_at",
        /// When the goods were delivered.
        DeliveredAt = "delivered_at",
        /// A whole line came, or went.
        Line = "line",
        /// The product of a line.
        Spu = "spu",
        /// The variant (SKU) of a line's goods.
        Sku = "sku",
        /// What it is called.
        Title = "title",
        /// The category of a line's goods.
        Category = "category",
        /// How many pieces were bought.
        Quantity = "quantity",
        /// What was paid for them.
        Paid = "paid",
        /// The freight of a line's first shipment, in fen.
        Freight = "freight",
        /// The serial numbers of a line's goods.
        SerialNumbers = "serial_numbers",
        /// The parcels by which the goods were sent.
        Shipments = "shipments",
        /// The payments for the order.
        Payments = "payments",
        /// The invoice of the order.
        Invoice = "invoice",
    }
}

/// One thing that changed of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderChange {
    /// Which field of the order, or of one of its lines, changed.
    pub field: OrderField,
    /// Of which line; null where it is of the whole order.
    pub line: Option<u32>,
    /// What it was, as it was told; null where there was nothing, or nothing that is shown.
    pub from: Value,
    /// The value of the field now; null where there is none.
    pub to: Value,
}

/// What one telling changed of an order. Nothing of it changes any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderChanged {
    /// When the change was told.
    pub at: Timestamp,
    /// Who told the change.
    pub by: LoggedActor,
    /// Why the order was changed, where that was said.
    pub reason: Option<Reason>,
    /// What changed, field by field.
    pub changes: Vec<OrderChange>,
}

impl Masked for OrderChanged {
    /// Parcels, payments and invoices are kept as they were told, and nobody knows what stands in them.
    fn masked(self) -> Self {
        let changes = self.changes.into_iter().map(|change| match change.field {
            OrderField::Shipments | OrderField::Payments | OrderField::Invoice => OrderChange {
                from: Value::Null,
                to: Value::Null,
                ..change
            },
            OrderField::Channel
            | OrderField::MerchantId
            | OrderField::ConsumerId
            | OrderField::ShippedBy
            | OrderField::PaidAt
            | OrderField::ShippedAt
            | OrderField::DeliveredAt
            | OrderField::Line
            | OrderField::Spu
            | OrderField::Sku
            | OrderField::Title
            | OrderField::Category
            | OrderField::Quantity
            | OrderField::Paid
            | OrderField::Freight
            | OrderField::SerialNumbers => change,
        });
        Self {
            changes: changes.collect(),
            ..self
        }
    }
}

/// Why an order is not taken as it is told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TellingRefusal {
    /// A merchant tells its own orders alone.
    #[error("the order is another merchant's")]
    ForeignMerchant,
    /// Where the platform pays, it alone tells what was paid.
    #[error("orders of {channel} are told by the platform alone")]
    ToldByPlatform {
        /// The channel of the order, in which the platform pays.
        channel: Channel,
    },
    /// Open service orders stand on what would change: the platform alone changes it.
    #[error("open service orders stand on what would change")]
    HeldByServiceOrders {
        /// The names of the fields that would change.
        fields: Vec<String>,
        /// The open service orders that stand on it.
        service_orders: Vec<ServiceOrderNumber>,
    },
    /// Fields are wrong, or can't become so.
    #[error("fields are wrong")]
    Invalid(Vec<Violation>),
}

/// The changes of an imported order: none the first time, and none when it is imported again unchanged.
///
/// # Errors
/// [`TellingRefusal`], where who tells it may not, or what stands on it forbids it.
pub fn apply_telling(
    before: Option<OrderBefore<'_>>,
    telling: &OrderTelling,
    teller: Teller<'_>,
    matrix: &ChannelMatrix,
    now: Timestamp,
) -> Result<Vec<OrderChange>, TellingRefusal> {
    let after = &telling.order;
    check_teller(before, after, teller, matrix)?;
    let Some(before) = before else {
        return Ok(Vec::new());
    };
    let conflicts = conflicts(before, after);
    if !conflicts.is_empty() {
        return Err(TellingRefusal::Invalid(conflicts));
    }
    let changes = changes(before.order, after);
    let held: Vec<&OrderChange> = changes
        .iter()
        .filter(|change| !service_orders_of_line(change, before, after, now).is_empty())
        .collect();
    match teller {
        Teller::Merchant(_) if !held.is_empty() => Err(TellingRefusal::HeldByServiceOrders {
            fields: held.iter().map(|change| path(change, after)).collect(),
            service_orders: service_orders_of_lines(&held, before, after, now),
        }),
        Teller::Platform if !held.is_empty() && telling.reason.is_none() => {
            let missing = Violation::new("reason", FieldError::Required {});
            Err(TellingRefusal::Invalid(vec![missing]))
        }
        Teller::Merchant(_) | Teller::Platform => Ok(changes),
    }
}

/// Whether the platform pays the refunds of a channel: it handles what comes back there.
pub(crate) fn is_paid_by_platform(channel: Channel, matrix: &ChannelMatrix) -> bool {
    ServiceType::ALL.iter().any(|&service_type| {
        matrix.responsible(channel, service_type, Step::Handle) == Responsible::Platform
    })
}

fn check_teller(
    before: Option<OrderBefore<'_>>,
    after: &Order,
    teller: Teller<'_>,
    matrix: &ChannelMatrix,
) -> Result<(), TellingRefusal> {
    teller.check(after)?;
    if teller == Teller::Platform {
        return Ok(());
    }
    let channels = before.map(|before| before.order.channel);
    match channels
        .into_iter()
        .chain([after.channel])
        .find(|&channel| is_paid_by_platform(channel, matrix))
    {
        Some(channel) => Err(TellingRefusal::ToldByPlatform { channel }),
        None => Ok(()),
    }
}

/// What of an order can't be any more, whoever tells it: service orders stand on these lines of what it was.
fn conflicts(before: OrderBefore<'_>, after: &Order) -> Vec<Violation> {
    let mut violations = Vec::new();
    if before.standing.is_empty() {
        return violations;
    }
    let was = before.order;
    for (field, same) in [
        ("channel", was.channel == after.channel),
        ("merchant_id", was.merchant_id == after.merchant_id),
        ("consumer_id", was.consumer_id == after.consumer_id),
    ] {
        if !same {
            violations.push(Violation::new(field, FieldError::NotApplicable {}));
        }
    }
    for standing in before.standing {
        let Some((index, line)) = line_of(after, standing.line) else {
            let item = standing.line.get().to_string();
            violations.push(Violation::new("lines", FieldError::ItemMissing { item }));
            continue;
        };
        let mut at_least = |field: &str, value: i64, min: i64, max: i64| {
            if value < min {
                let field = format!("lines[{index}].{field}");
                violations.push(Violation::new(field, FieldError::OutOfRange { min, max }));
            }
        };
        let pieces = i64::from(u32::MAX);
        at_least(
            "quantity",
            line.quantity.get().into(),
            standing.taken.into(),
            pieces,
        );
        let most = Money::MAX.fen();
        at_least("paid", line.paid.fen(), standing.refunded.fen(), most);
    }
    violations
}

fn line_of(order: &Order, number: LineNumber) -> Option<(usize, &OrderLine)> {
    let mut lines = order.lines.iter().enumerate();
    lines.find(|(_, line)| line.line_number == number)
}

/// The open service orders that stand on something: on the line, or, for the days from which windows count, on any line.
fn service_orders_of_line<'a>(
    change: &OrderChange,
    before: OrderBefore<'a>,
    after: &Order,
    now: Timestamp,
) -> Vec<&'a ServiceOrderNumber> {
    let all = || before.standing.iter().flat_map(|standing| &standing.open);
    match change.field {
        OrderField::Spu
        | OrderField::Category
        | OrderField::Quantity
        | OrderField::Paid
        | OrderField::Freight => before
            .standing
            .iter()
            .filter(|standing| change.line == Some(standing.line.get()))
            .flat_map(|standing| &standing.open)
            .collect(),
        OrderField::DeliveredAt if is_first_delivery(before.order, after, now) => Vec::new(),
        OrderField::ShippedAt | OrderField::DeliveredAt => all().collect(),
        OrderField::Channel
        | OrderField::MerchantId
        | OrderField::ConsumerId
        | OrderField::ShippedBy
        | OrderField::PaidAt
        | OrderField::Line
        | OrderField::Sku
        | OrderField::Title
        | OrderField::SerialNumbers
        | OrderField::Shipments
        | OrderField::Payments
        | OrderField::Invoice => Vec::new(),
    }
}

/// A first delivery is new information, not a correction: applications from before the delivery stay valid. That it is
/// not before they were sent was read; it must not be in the future either.
fn is_first_delivery(before: &Order, after: &Order, now: Timestamp) -> bool {
    before.delivered_at.is_none() && after.delivered_at.is_some_and(|at| at <= now)
}

fn service_orders_of_lines(
    held: &[&OrderChange],
    before: OrderBefore<'_>,
    after: &Order,
    now: Timestamp,
) -> Vec<ServiceOrderNumber> {
    let mut numbers: Vec<ServiceOrderNumber> = held
        .iter()
        .flat_map(|change| service_orders_of_line(change, before, after, now))
        .cloned()
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The field as violations name it: the path in what was told.
fn path(change: &OrderChange, after: &Order) -> String {
    let field = change.field.name();
    let index = after
        .lines
        .iter()
        .position(|line| change.line == Some(line.line_number.get()));
    match index {
        Some(index) => format!("lines[{index}].{field}"),
        None => field.to_owned(),
    }
}

/// All fields in which the two tellings of an order differ.
fn changes(before: &Order, after: &Order) -> Vec<OrderChange> {
    let mut changes = Vec::new();
    for field in OrderField::ALL {
        push(
            &mut changes,
            *field,
            None,
            |order| value(order, *field),
            before,
            after,
        );
    }
    for was in &before.lines {
        let number = was.line_number;
        match line_of(after, number) {
            Some((_, is)) => {
                for field in OrderField::ALL {
                    let line = Some(number.get());
                    push(
                        &mut changes,
                        *field,
                        line,
                        |line| value_of_line(line, *field),
                        was,
                        is,
                    );
                }
            }
            None => changes.push(OrderChange {
                field: OrderField::Line,
                line: Some(number.get()),
                from: json(was),
                to: Value::Null,
            }),
        }
    }
    let is_new = |line: &&OrderLine| line_of(before, line.line_number).is_none();
    changes.extend(after.lines.iter().filter(is_new).map(|is| OrderChange {
        field: OrderField::Line,
        line: Some(is.line_number.get()),
        from: Value::Null,
        to: json(is),
    }));
    changes
}

fn push<T>(
    changes: &mut Vec<OrderChange>,
    field: OrderField,
    line: Option<u32>,
    value: impl Fn(&T) -> Value,
    before: &T,
    after: &T,
) {
    let (from, to) = (value(before), value(after));
    if from != to {
        changes.push(OrderChange {
            field,
            line,
            from,
            to,
        });
    }
}

/// A field of the whole order; nothing for those of lines.
fn value(order: &Order, field: OrderField) -> Value {
    match field {
        OrderField::Channel => json(&order.channel),
        OrderField::MerchantId => json(&order.merchant_id),
        OrderField::ConsumerId => json(&order.consumer_id),
        OrderField::ShippedBy => json(&order.shipped_by),
        OrderField::PaidAt => json(&order.paid_at),
        OrderField::ShippedAt => json(&order.shipped_at),
        OrderField::DeliveredAt => json(&order.delivered_at),
        OrderField::Shipments => json(&order.shipments),
        OrderField::Payments => json(&order.payments),
        OrderField::Invoice => json(&order.invoice),
        OrderField::Line
        | OrderField::Spu
        | OrderField::Sku
        | OrderField::Title
        | OrderField::Category
        | OrderField::Quantity
        | OrderField::Paid
        | OrderField::Freight
        | OrderField::SerialNumbers => Value::Null,
    }
}

/// A field of a line; nothing for those of the whole order.
fn value_of_line(line: &OrderLine, field: OrderField) -> Value {
    match field {
        OrderField::Spu => json(&line.spu),
        OrderField::Sku => json(&line.sku),
        OrderField::Title => json(&line.title),
        OrderField::Category => json(&line.category),
        OrderField::Quantity => json(&line.quantity),
        OrderField::Paid => json(&line.paid),
        OrderField::Freight => json(&line.freight),
        OrderField::SerialNumbers => json(&line.serial_numbers),
        OrderField::Channel
        | OrderField::MerchantId
        | OrderField::ConsumerId
        | OrderField::ShippedBy
        | OrderField::PaidAt
        | OrderField::ShippedAt
        | OrderField::DeliveredAt
        | OrderField::Line
        | OrderField::Shipments
        | OrderField::Payments
        | OrderField::Invoice => Value::Null,
    }
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
