//! What consumers of the demo marketplace bought: orders, told as an order system would.

use aftercare_domain::{
    form::{Field, FieldError},
    order::{
        Extensible as Papers, Invoice, Order, OrderLine, Payment, Shipment, Title,
        line::{LineBalance, LineNumber, Sale, ShippedBy},
    },
    values::{
        carrier::Parcel,
        channel::Channel,
        id::{OrderNumber, SerialNumber, Sku},
        money::Money,
        quantity::Quantity,
        text::ShortText,
        time::{Span, Timestamp, marketplace_time},
    },
};
use serde_json::Map;

use super::{
    dice::Dice,
    error::DemoError,
    parcels,
    tenants::{Consumer, Merchant, Product},
};

/// What somebody bought where; when it came is said later.
#[derive(Debug, Clone)]
pub(super) struct Purchase<'t> {
    pub(super) channel: Channel,
    pub(super) merchant: &'t Merchant,
    pub(super) consumer: &'t Consumer,
    pub(super) bought: Vec<Bought<'t>>,
    /// Its place among all purchases, which makes its number.
    place: i64,
    /// From payment to shipment, and from there to delivery.
    packed_in: Span,
    carried_in: Span,
    parcel: Parcel,
    invoiced: bool,
}

/// Goods of one variant.
#[derive(Debug, Clone)]
pub(super) struct Bought<'t> {
    pub(super) product: &'t Product,
    pub(super) sku: Sku,
    title: String,
    pub(super) quantity: Quantity,
    freight: Money,
    pub(super) serial_numbers: Vec<SerialNumber>,
}

/// An order with its number.
#[derive(Debug, Clone)]
pub struct NumberedOrder {
    /// Its number.
    pub number: OrderNumber,
    /// The order.
    pub order: Order,
}

impl<'t> Purchase<'t> {
    /// A purchase of some products of a merchant, a line each.
    pub(super) fn new(
        dice: &mut Dice,
        place: i64,
        channel: Channel,
        merchant: &'t Merchant,
        consumer: &'t Consumer,
        products: &[&'t Product],
    ) -> Result<Self, DemoError> {
        let bought = products
            .iter()
            .map(|product| Bought::new(dice, product))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            channel,
            merchant,
            consumer,
            bought,
            place,
            packed_in: dice.span(Span::hours(3), Span::hours(40)),
            carried_in: dice.span(Span::hours(22), Span::hours(90)),
            parcel: parcels::parcel(dice)?,
            invoiced: dice.percent(80),
        })
    }

    /// How long it takes from payment to delivery.
    pub(super) fn takes(&self) -> Span {
        Span::milliseconds(self.packed_in.ms() + self.carried_in.ms())
    }

    /// The order as it stands now, when its goods come at that time.
    pub(super) fn order(
        &self,
        delivered_at: Timestamp,
        now: Timestamp,
    ) -> Result<NumberedOrder, DemoError> {
        let shipped_at = back(self.carried_in, delivered_at);
        let paid_at = back(self.packed_in, shipped_at);
        let lines = (1..)
            .zip(&self.bought)
            .map(|(number, bought)| bought.line(number))
            .collect::<Result<Vec<_>, _>>()?;
        let paid: i64 = lines.iter().map(|line| line.paid.fen()).sum();
        let paid = Money::parse(paid)?;
        let is_shipped = shipped_at <= now;
        let delivered_at = Some(delivered_at).filter(|at| *at <= now);
        let order = Order {
            channel: self.channel,
            merchant_id: self.merchant.id.clone(),
            consumer_id: self.consumer.id.clone(),
            shipped_by: match self.channel {
                Channel::YoupinJd => ShippedBy::Platform,
                Channel::YoupinOnline | Channel::YoupinStore | Channel::MiHome => {
                    ShippedBy::Merchant
                }
            },
            paid_at,
            shipped_at: Some(shipped_at).filter(|_| is_shipped),
            delivered_at,
            lines,
            shipments: if is_shipped {
                vec![papers(self.shipment(shipped_at, delivered_at)?)]
            } else {
                Vec::new()
            },
            payments: vec![papers(self.payment(paid, paid_at)?)],
            invoice: if self.invoiced && is_shipped {
                Some(papers(self.invoice(paid, shipped_at)?))
            } else {
                None
            },
        };
        let number = self.number(paid_at)?;
        Ok(NumberedOrder { number, order })
    }

    fn shipment(
        &self,
        shipped_at: Timestamp,
        delivered_at: Option<Timestamp>,
    ) -> Result<Shipment, DemoError> {
        Ok(Shipment {
            carrier: Some(ShortText::parse(self.parcel.carrier.name())?),
            tracking_number: Some(ShortText::parse(self.parcel.tracking_number.as_str())?),
            shipped_at: Some(shipped_at),
            delivered_at,
        })
    }

    fn payment(&self, amount: Money, paid_at: Timestamp) -> Result<Payment, DemoError> {
        let method = match (self.channel, self.place.rem_euclid(3)) {
            (Channel::YoupinJd, _) => "jd_pay",
            (Channel::YoupinStore | Channel::MiHome, 0) => "bank_card",
            (_, 1) => "alipay",
            (_, _) => "wechat_pay",
        };
        Ok(Payment {
            method: Some(ShortText::parse(method)?),
            amount: Some(amount),
            paid_at: Some(paid_at),
            reference: Some(ShortText::parse(&format!(
                "42{}{:06}",
                paid_at.ms(),
                self.place
            ))?),
        })
    }

    /// Some buy for their company.
    fn invoice(&self, amount: Money, issued_at: Timestamp) -> Result<Invoice, DemoError> {
        let company = (self.place.rem_euclid(5) == 0)
            .then_some(("北京云杉科技有限公司", "91110108MA01XY7Q3R"));
        Ok(Invoice {
            kind: Some(ShortText::parse("电子普通发票")?),
            title: Some(ShortText::parse(
                company.map_or(self.consumer.name.as_str(), |(name, _)| name),
            )?),
            tax_number: company
                .map(|(_, number)| ShortText::parse(number))
                .transpose()?,
            number: Some(ShortText::parse(&format!("2644{:016}", self.place))?),
            amount: Some(amount),
            issued_at: Some(issued_at),
        })
    }

    /// Each channel writes its numbers in its own way.
    fn number(&self, paid_at: Timestamp) -> Result<OrderNumber, DemoError> {
        // Spread out, so that neighbours do not look alike; no two places give the same.
        const SPREAD: i64 = 7_654_321;
        const RANGE: i64 = 100_000_000;
        let day = marketplace_time(paid_at).format("%y%m%d");
        let serial = (self.place * SPREAD).rem_euclid(RANGE);
        let prefix = match self.channel {
            Channel::YoupinOnline => "YP",
            Channel::YoupinStore => "YS",
            Channel::MiHome => "MH",
            Channel::YoupinJd => "JD",
        };
        Ok(OrderNumber::parse(&format!("{prefix}{day}{serial:08}"))?)
    }
}

impl NumberedOrder {
    /// What was sold on a line, and what is left of it before any service.
    pub(super) fn line(&self, number: u32) -> Result<(Sale, LineBalance), DemoError> {
        let line = self
            .order
            .lines
            .iter()
            .find(|line| line.line_number.get() == number)
            .ok_or(DemoError::NothingToChoose)?;
        let sale = Sale {
            order_number: self.number.clone(),
            line_number: number,
            channel: self.order.channel,
            merchant: self.order.merchant_id.clone(),
            consumer: self.order.consumer_id.clone(),
            shipped_at: self.order.shipped_at,
            delivered_at: self.order.delivered_at,
            spu: line.spu.clone(),
            sku: line.sku.clone(),
            title: line.title.as_str().to_owned(),
            category: line.category.clone(),
            serial_numbers: line.serial_numbers.clone(),
        };
        let balance = LineBalance::untouched(line.quantity, line.paid, line.freight);
        Ok((sale, balance))
    }
}

impl<'t> Bought<'t> {
    fn new(dice: &mut Dice, product: &'t Product) -> Result<Self, DemoError> {
        let (sku, title) = dice.pick(&product.variants)?.clone();
        let quantity = dice.weigh(&[(86, 1), (11, 2), (3, 3)])?;
        let freight = dice.weigh(&[(60, 0), (25, 1000), (15, 600)])?;
        let serial_numbers = match product.kind.serial {
            None => Vec::new(),
            Some(prefix) => (0..quantity)
                .map(|_| serial_number(dice, prefix))
                .collect::<Result<_, _>>()?,
        };
        Ok(Self {
            product,
            sku,
            title,
            quantity: Quantity::parse(quantity)?,
            freight: Money::parse(freight)?,
            serial_numbers,
        })
    }

    fn line(&self, number: i64) -> Result<OrderLine, DemoError> {
        let goods = self.product.price.fen() * i64::from(self.quantity.get());
        Ok(OrderLine {
            line_number: line_number(number)?,
            spu: self.product.spu.clone(),
            sku: self.sku.clone(),
            title: Title::parse(&self.title)?,
            category: self.product.category.clone(),
            quantity: self.quantity,
            paid: Money::parse(goods + self.freight.fen())?,
            freight: self.freight,
            serial_numbers: self.serial_numbers.clone(),
        })
    }
}

/// A paper of which nothing is told but what we know.
fn papers<R>(known: R) -> Papers<R> {
    Papers {
        known,
        besides: Map::new(),
    }
}

/// The number of a line.
pub(super) fn line_number(number: i64) -> Result<LineNumber, FieldError> {
    LineNumber::read(&number.into())
}

/// A serial number of goods of a kind.
pub(super) fn serial_number(dice: &mut Dice, prefix: &str) -> Result<SerialNumber, DemoError> {
    let number = dice.within(0, 9_999_999_999);
    Ok(SerialNumber::parse(&format!("{prefix}{number:010}"))?)
}

fn back(span: Span, from: Timestamp) -> Timestamp {
    Span::milliseconds(-span.ms()).after(from)
}
