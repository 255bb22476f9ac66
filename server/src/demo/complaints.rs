//! What service orders of the demo are about: chosen as a shop has them, fitting where they are to stand.

use aftercare_domain::{
    service_order::reason::ApplyReason,
    values::{
        channel::Channel,
        quantity::Quantity,
        service::{ServiceMethod, ServiceType},
        time::{Span, Timestamp},
    },
};

use super::{
    dice::Dice,
    error::DemoError,
    journey::{Ground, JourneyCase},
    purchases::{NumberedOrder, Purchase},
    target::{Stay, Target},
    tenants::{Consumer, Merchant, Product, Tenants},
};

/// A service order that is going to be played: everything but when.
#[derive(Debug, Clone)]
pub(super) struct Complaint<'t> {
    pub(super) purchase: Purchase<'t>,
    /// The line that it is about.
    pub(super) line: u32,
    pub(super) case: JourneyCase<'t>,
    /// How long before the application the goods had come; less than nothing for goods on their way.
    pub(super) aged: Span,
}

/// What is asked of a draft; the rest is up to chance.
#[derive(Debug, Clone, Copy)]
pub(super) struct ComplaintSpec<'t> {
    pub(super) merchant: &'t Merchant,
    pub(super) consumer: Option<&'t Consumer>,
    pub(super) channel: Channel,
    pub(super) service_type: Option<ServiceType>,
    pub(super) aim: Target,
}

impl<'t> Complaint<'t> {
    /// Drafts what was wished for.
    pub(super) fn new(
        dice: &mut Dice,
        town: &'t Tenants,
        place: i64,
        wish: ComplaintSpec<'t>,
    ) -> Result<Self, DemoError> {
        let service_type = match wish.service_type {
            Some(service_type) => service_type,
            None => service_type(dice, wish.channel, wish.aim)?,
        };
        let service_method = service_method(dice, wish.channel, service_type, wish.aim)?;
        let product = product(dice, wish.merchant, service_type, service_method, wish.aim)?;
        let consumer = match wish.consumer {
            Some(consumer) => consumer,
            // The first two sign in, and have their own.
            None => dice.pick(town.consumers.get(2..).unwrap_or_default())?,
        };
        let mut products = vec![product];
        for _ in 1..dice.weigh(&[(72, 1), (21, 2), (7, 3)])? {
            products.push(dice.pick(&wish.merchant.products)?);
        }
        let purchase = Purchase::new(
            dice,
            place,
            wish.channel,
            wish.merchant,
            consumer,
            &products,
        )?;
        let aged = aged(dice, service_type, service_method, wish.aim);
        let bought = purchase.bought.first().map(|bought| bought.quantity);
        let case = JourneyCase {
            merchant: wish.merchant,
            product,
            consumer,
            service_type,
            service_method,
            quantity: some_of(dice, bought.unwrap_or(Quantity::ONE))?,
            reason: reason(dice, service_type, aged)?,
            parcel: None,
            aim: wish.aim,
            dice: dice.fork(),
        };
        Ok(Self {
            purchase,
            line: 1,
            aged,
            case,
        })
    }

    /// The order that it is about as it stands now, and what was sold on the line.
    pub(super) fn ground(
        &self,
        applied_at: Timestamp,
        now: Timestamp,
    ) -> Result<(NumberedOrder, Ground), DemoError> {
        let delivered_at = Span::milliseconds(-self.aged.ms()).after(applied_at);
        let told = self.purchase.order(delivered_at, now.max(applied_at))?;
        let (mut sale, balance) = told.line(self.line)?;
        sale.delivered_at = sale.delivered_at.filter(|&at| at <= applied_at);
        let ground = Ground {
            sale,
            balance,
            delivered_at,
        };
        Ok((told, ground))
    }
}

/// More returns than repairs, supplements where somebody sends them.
fn service_type(dice: &mut Dice, channel: Channel, aim: Target) -> Result<ServiceType, DemoError> {
    use ServiceType::{Exchange, Repair, Return, Supplement};
    let parts_are_sent = match channel {
        Channel::YoupinOnline | Channel::YoupinJd => true,
        Channel::YoupinStore | Channel::MiHome => false,
    };
    let supplements = |weight| if parts_are_sent { weight } else { 0 };
    match aim {
        Target::End(_) | Target::Stay(Stay::Finished) => dice.weigh(&[
            (54, Return),
            (18, Exchange),
            (21, Repair),
            (supplements(7), Supplement),
        ]),
        Target::Stay(Stay::Repairing | Stay::QuoteOpen | Stay::QuoteAccepted) => Ok(Repair),
        Target::Stay(Stay::AddressMissing) => Ok(Return),
        Target::Stay(Stay::Returning) => dice.weigh(&[
            (45, Exchange),
            (35, Repair),
            (12, Return),
            (supplements(8), Supplement),
        ]),
        Target::Stay(Stay::Reviewing | Stay::Asked | Stay::Answered | Stay::Handling) => dice
            .weigh(&[
                (48, Return),
                (20, Exchange),
                (22, Repair),
                (supplements(10), Supplement),
            ]),
        Target::Stay(
            Stay::AwaitingShipment
            | Stay::PickupBooked
            | Stay::InTransit
            | Stay::Exception
            | Stay::Held
            | Stay::Inspecting,
        ) => dice.weigh(&[(55, Return), (20, Exchange), (25, Repair)]),
    }
}

fn service_method(
    dice: &mut Dice,
    channel: Channel,
    service_type: ServiceType,
    aim: Target,
) -> Result<ServiceMethod, DemoError> {
    use ServiceMethod::{DropOff, MailIn, None, Pickup};
    if service_type == ServiceType::Supplement {
        return Ok(None);
    }
    let at_a_counter = match channel {
        Channel::YoupinStore | Channel::MiHome => true,
        Channel::YoupinOnline | Channel::YoupinJd => false,
    };
    match aim {
        Target::Stay(Stay::PickupBooked) => Ok(Pickup),
        Target::Stay(Stay::InTransit) if at_a_counter => Ok(MailIn),
        Target::Stay(Stay::AwaitingShipment) if at_a_counter => Ok(DropOff),
        _ if at_a_counter => dice.weigh(&[(86, DropOff), (14, MailIn)]),
        Target::End(_)
        | Target::Stay(Stay::Reviewing | Stay::Asked | Stay::Answered | Stay::Handling) => {
            dice.weigh(&[(77, MailIn), (23, Pickup)])
        }
        Target::Stay(_) => dice.weigh(&[(78, MailIn), (22, Pickup)]),
    }
}

/// A product whose goods can come back, unless it is about one that has no address for them.
fn product<'t>(
    dice: &mut Dice,
    merchant: &'t Merchant,
    service_type: ServiceType,
    service_method: ServiceMethod,
    aim: Target,
) -> Result<&'t Product, DemoError> {
    let purpose = service_type
        .address_purpose()
        .filter(|_| service_method.brings_goods());
    let has_address =
        |product: &Product| purpose.is_none_or(|purpose| product.addresses.of(purpose).is_some());
    let without = aim == Target::Stay(Stay::AddressMissing);
    // Where there is a default address the system finds it, so that some of these are about such products, too.
    let either = merchant.default_address.is_some()
        && matches!(aim, Target::End(_) | Target::Stay(Stay::Reviewing));
    let fitting: Vec<&Product> = merchant
        .products
        .iter()
        .filter(|product| either || has_address(product) != without)
        .collect();
    dice.pick(&fitting).copied()
}

fn reason(
    dice: &mut Dice,
    service_type: ServiceType,
    aged: Span,
) -> Result<ApplyReason, DemoError> {
    use ApplyReason as R;
    if aged.ms() < 0 {
        return Ok(R::NoReason);
    }
    match service_type {
        ServiceType::Return => dice.weigh(&[
            (40, R::NoReason),
            (22, R::QualityDefect),
            (13, R::Malfunction),
            (9, R::NotAsDescribed),
            (8, R::DamagedInTransit),
            (4, R::WrongGoods),
            (2, R::MissingParts),
            (2, R::Other),
        ]),
        ServiceType::Exchange => dice.weigh(&[
            (34, R::QualityDefect),
            (30, R::Malfunction),
            (20, R::DamagedInTransit),
            (12, R::WrongGoods),
            (4, R::Other),
        ]),
        ServiceType::Repair => {
            dice.weigh(&[(76, R::Malfunction), (20, R::QualityDefect), (4, R::Other)])
        }
        ServiceType::Supplement => dice.weigh(&[(90, R::MissingParts), (10, R::Other)]),
    }
}

/// How long goods were there when something was the matter with them.
fn aged(
    dice: &mut Dice,
    service_type: ServiceType,
    service_method: ServiceMethod,
    aim: Target,
) -> Span {
    // Some think better of it while the goods are on their way (R-APP-1), which takes longer than this.
    let can_wait = matches!(
        service_method,
        ServiceMethod::MailIn | ServiceMethod::Pickup
    );
    if service_type == ServiceType::Return && can_wait && dice.percent(4) {
        return dice.span(Span::hours(-20), Span::hours(-1));
    }
    let in_warranty = aim == Target::Stay(Stay::Repairing) || dice.percent(84);
    match service_type {
        ServiceType::Return => dice.span(Span::hours(3), Span::hours(160)),
        ServiceType::Exchange => dice.span(Span::hours(3), Span::days(14)),
        ServiceType::Repair if in_warranty => dice.span(Span::days(12), Span::days(350)),
        ServiceType::Repair => dice.span(Span::days(370), Span::days(620)),
        ServiceType::Supplement => dice.span(Span::hours(1), Span::days(8)),
    }
}

fn some_of(dice: &mut Dice, bought: Quantity) -> Result<Quantity, DemoError> {
    let most = i64::from(bought.get());
    let pieces = if dice.percent(70) {
        1
    } else {
        dice.within(1, most)
    };
    Ok(Quantity::parse(pieces)?)
}
