//! Sample goods and applications: a robot vacuum cleaner that was delivered three days ago.

use serde_json::{Value, json};

use super::people;
use crate::{
    form::Record,
    order::line::{LineBalance, Sale},
    people::party::Actor,
    policy::{Policy, responsibility::Step},
    service_order::{Apply, Facts, Outcome, Refusal, Situation, execute, situation::Addresses},
    values::{
        address::Consignee,
        carrier::Parcel,
        channel::Channel,
        id::{Category, OrderNumber, SerialNumber, Sku, Spu},
        money::Money,
        number::ServiceOrderNumber,
        quantity::Quantity,
        service::{ServiceMethod, ServiceType},
        time::{Span, Timestamp, marketplace_day},
    },
};

/// An application, with all that is known when it is made. Change what the test is about, leave the rest.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The line that was sold.
    pub sale: Sale,
    /// What is applied for.
    pub application: Apply,
    /// The facts that its decisions need.
    pub facts: Facts,
    /// The policy in force.
    pub policy: Policy,
    /// When the application is made.
    pub now: Timestamp,
    /// Who applies; none: whoever the channel matrix says.
    pub applicant: Option<Actor>,
}

/// A time as RFC 3339 writes it.
pub fn time(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a time")
}

/// An amount in fen.
pub fn fen(amount: i64) -> Money {
    Money::parse(amount).expect("an amount")
}

/// The parcel by which the consumer sends the goods.
pub fn parcel() -> Parcel {
    Parcel::parse(&json!({"carrier": "sf", "tracking_number": "SF1234567890123"}))
        .expect("a parcel")
}

/// A quantity of so many pieces.
pub fn pieces(count: i64) -> Quantity {
    Quantity::parse(count).expect("a quantity")
}

/// Where the sample application is made: on Monday, 2 March 2026, at noon in the marketplace's time zone.
pub fn noon() -> Timestamp {
    time("2026-03-02T12:00:00+08:00")
}

/// A return by mail.
pub fn a_return() -> Sample {
    an_application(ServiceType::Return)
}

/// An exchange by mail.
pub fn an_exchange() -> Sample {
    an_application(ServiceType::Exchange)
}

/// A repair by mail, in warranty.
pub fn a_repair() -> Sample {
    an_application(ServiceType::Repair)
}

/// A supplement: no goods come.
pub fn a_supplement() -> Sample {
    an_application(ServiceType::Supplement)
}

/// An application for a service, by mail where goods come: one of two pieces, for which 5 998.00 was paid, 20.00 of it freight.
pub fn an_application(service_type: ServiceType) -> Sample {
    let line = LineBalance::untouched(pieces(2), fen(599_800), fen(2_000));
    let method = match service_type {
        ServiceType::Return | ServiceType::Exchange | ServiceType::Repair => ServiceMethod::MailIn,
        ServiceType::Supplement => ServiceMethod::None,
    };
    let sample = Sample {
        sale: sale(),
        application: application(service_type, method),
        facts: Facts {
            addresses: addresses(),
            colleagues: vec![
                people::colleague(&people::agent()),
                people::colleague(&people::receiver()),
            ],
            ..Facts::of_line(line)
        },
        policy: Policy::default(),
        now: noon(),
        applicant: None,
    };
    sample.delivered_before(Span::days(3))
}

fn sale() -> Sale {
    Sale {
        order_number: OrderNumber::parse("20260225-7001").expect("an order number"),
        line_number: 1,
        channel: Channel::YoupinOnline,
        merchant: people::merchant(),
        consumer: people::consumer_id(),
        shipped_at: None,
        delivered_at: None,
        spu: Spu::parse("roborock-s8").expect("a product"),
        sku: Sku::parse("roborock-s8-white").expect("a variant"),
        title: "石头扫地机器人 S8 白色".to_owned(),
        category: Category::parse("robot-vacuum").expect("a category"),
        serial_numbers: vec![SerialNumber::parse("R8S2026A00017").expect("a serial number")],
    }
}

fn application(service_type: ServiceType, service_method: ServiceMethod) -> Apply {
    Apply::parse(&json!({
        "order_number": "20260225-7001",
        "line_number": 1,
        "quantity": 1,
        "service_type": service_type,
        "service_method": service_method,
        "reason_code": "malfunction",
        "description": "开机后三分钟自动关机，充电一整夜也一样",
        "contact": {"name": "李雷", "phone": "13800138000"},
        "return_to": consignee_json("李雷", "中关村大街27号1201室"),
        "serial_number": "R8S2026A00017",
    }))
    .expect("an application")
}

/// Somebody who receives goods at a street.
pub fn consignee(name: &str, street: &str) -> Consignee {
    Consignee::parse(&consignee_json(name, street)).expect("a consignee")
}

/// A consignee as JSON.
pub fn consignee_json(name: &str, street: &str) -> Value {
    json!({
        "name": name, "phone": "010-82828282", "province": "北京市", "city": "北京市", "district": "海淀区",
        "street": street,
    })
}

fn addresses() -> Addresses {
    Addresses {
        for_return: Some(consignee("退货组", "上地十街1号院A座")),
        for_exchange: Some(consignee("换货组", "上地十街1号院B座")),
        for_repair: Some(consignee("维修组", "上地十街1号院C座")),
        default: Some(consignee("售后部", "上地十街1号院")),
    }
}

impl Sample {
    /// Sold in another channel.
    #[must_use]
    pub fn in_channel(mut self, channel: Channel) -> Self {
        self.sale.channel = channel;
        self
    }

    /// The goods come in another way.
    #[must_use]
    pub fn by(mut self, method: ServiceMethod) -> Self {
        self.application.service_method = method;
        self
    }

    /// So many of the pieces.
    #[must_use]
    pub fn of_pieces(mut self, count: i64) -> Self {
        self.application.quantity = pieces(count);
        self
    }

    /// Delivered so long before the application, two days after shipment.
    #[must_use]
    pub fn delivered_before(mut self, span: Span) -> Self {
        let delivered_at = Timestamp::from_ms(self.now.ms() - span.ms());
        self.sale.delivered_at = Some(delivered_at);
        self.sale.shipped_at = Some(Timestamp::from_ms(delivered_at.ms() - Span::days(2).ms()));
        self
    }

    /// Delivered so long ago that it is out of every window.
    #[must_use]
    pub fn out_of_warranty(self) -> Self {
        self.delivered_before(Span::days(400))
    }

    /// With a parcel that is already on its way.
    #[must_use]
    pub fn with_parcel(mut self) -> Self {
        self.application.shipment = Some(parcel());
        self
    }

    /// For a product without addresses, of a merchant without a default one.
    #[must_use]
    pub fn without_addresses(mut self) -> Self {
        self.facts.addresses = Addresses::default();
        self
    }

    /// For a product without addresses, of a merchant with a default one.
    #[must_use]
    pub fn with_default_address_only(mut self) -> Self {
        self.facts.addresses = Addresses {
            default: self.facts.addresses.default,
            ..Addresses::default()
        };
        self
    }

    /// Applied for by somebody.
    #[must_use]
    pub fn applied_by(mut self, actor: Actor) -> Self {
        self.applicant = Some(actor);
        self
    }

    /// The same under another policy.
    #[must_use]
    pub fn under(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Who applies: who is said to, else who is responsible by the channel matrix.
    pub fn applying(&self) -> Actor {
        self.applicant.clone().unwrap_or_else(|| {
            let matrix = &self.policy.matrix;
            let service_type = self.application.service_type;
            people::of(matrix.responsible(self.sale.channel, service_type, Step::Apply))
        })
    }

    /// The situation in which the application is decided.
    pub const fn situation(&self) -> Situation<'_> {
        Situation {
            now: self.now,
            policy: &self.policy,
            facts: &self.facts,
        }
    }

    /// The number that the application gets: the first of its day.
    pub fn number(&self) -> ServiceOrderNumber {
        ServiceOrderNumber::compose(marketplace_day(self.now), 1).expect("a number")
    }

    /// Applies, and gives what follows or the refusal.
    pub fn apply(&self) -> Result<Outcome, Refusal> {
        execute::apply(
            &self.applying(),
            &self.application,
            &self.sale,
            self.number(),
            &self.situation(),
        )
    }
}
