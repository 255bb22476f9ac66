//! Who is there: merchants with their staff and products, stores, consumers, and the people who sign in.

use std::collections::BTreeSet;

use aftercare_app::demo::Person;
use aftercare_domain::{
    people::party::{Actor, Position, Role},
    service_order::{Assignable, situation::Addresses},
    values::{
        address::Consignee,
        channel::Channel,
        id::{Category, ConsumerId, MerchantId, Sku, Spu, StoreId, Username},
        money::Money,
        phone::Phone,
        service::AddressPurpose,
    },
};

use super::{
    dice::Dice,
    error::DemoError,
    goods::{GoodsKind, KINDS},
    names, places,
};

/// Everybody of the demo marketplace.
#[derive(Debug)]
pub struct Tenants {
    /// The merchants; the first two have people who sign in.
    pub merchants: Vec<Merchant>,
    /// The store.
    pub store: Store,
    /// The consumers; the first two sign in.
    pub consumers: Vec<Consumer>,
    /// Those who sign in.
    pub people: Vec<Actor>,
    /// The platform's operator.
    pub operator: Actor,
}

/// A merchant, what it sells and who works there.
#[derive(Debug)]
pub struct Merchant {
    /// Its id.
    pub id: MerchantId,
    /// Its name.
    pub name: String,
    /// Where it takes goods back that have no address of their own.
    pub default_address: Option<Consignee>,
    /// What it sells.
    pub products: Vec<Product>,
    staff: Vec<(Position, Actor)>,
}

/// A product of a merchant.
#[derive(Debug)]
pub struct Product {
    /// The product.
    pub spu: Spu,
    /// Its variants, with what they are called.
    pub variants: Vec<(Sku, String)>,
    /// Its category.
    pub category: Category,
    /// What a piece costs.
    pub price: Money,
    /// Where it goes back to, with the merchant's default.
    pub addresses: Addresses,
    pub(super) kind: &'static GoodsKind,
}

/// A store.
#[derive(Debug)]
pub struct Store {
    /// Its id.
    pub id: StoreId,
    /// Its name.
    pub name: String,
    /// The channels that it serves.
    pub channels: BTreeSet<Channel>,
    pub(super) clerk: Actor,
}

/// A consumer.
#[derive(Debug)]
pub struct Consumer {
    /// Their id.
    pub id: ConsumerId,
    /// Their name.
    pub name: String,
    /// Their phone.
    pub phone: Phone,
    /// Where they live.
    pub home: Consignee,
    pub(super) actor: Actor,
}

/// The names and brands of the merchants.
const MERCHANTS: [(&str, &str); 10] = [
    ("禾屿生活旗舰店", "禾屿"),
    ("澄野数码专营店", "澄野"),
    ("木棠家居旗舰店", "木棠"),
    ("清沐个护旗舰店", "清沐"),
    ("远岫箱包专营店", "远岫"),
    ("拾光小家电旗舰店", "拾光"),
    ("云朵睡眠专营店", "云朵"),
    ("青橙智能旗舰店", "青橙"),
    ("知夏厨电旗舰店", "知夏"),
    ("朴野户外专营店", "朴野"),
];

/// The staff of the first merchant.
const STAFF: [(Person, Position); 6] = [
    (Person::Merchant, Position::Owner),
    (Person::Agent, Position::Agent),
    (Person::Receiver, Position::Receiver),
    (Person::Inspector, Position::Inspector),
    (Person::Technician, Position::Technician),
    (Person::Finance, Position::Finance),
];

const CONSUMERS: usize = 180;

impl Tenants {
    /// The town of some dice.
    pub(super) fn new(dice: &mut Dice) -> Result<Self, DemoError> {
        Self::of_size(dice, MERCHANTS.len(), CONSUMERS)
    }

    /// A town with so many merchants and consumers. A larger one has everybody whom a smaller one has.
    pub(super) fn of_size(
        dice: &mut Dice,
        merchants: usize,
        consumers: usize,
    ) -> Result<Self, DemoError> {
        let (mut of_merchants, mut of_consumers) = (dice.fork(), dice.fork());
        let operator = actor(Person::Operator, Role::Operator)?;
        let store = store()?;
        let merchants = (0..merchants)
            .map(|place| merchant(&mut of_merchants, place))
            .collect::<Result<Vec<_>, _>>()?;
        let consumers = (0..consumers)
            .map(|place| consumer(&mut of_consumers, place))
            .collect::<Result<Vec<_>, _>>()?;
        let mut people = vec![
            operator.clone(),
            actor(Person::ReturnCentre, Role::ReturnCentre)?,
            store.clerk.clone(),
        ];
        let staff = merchants.iter().flat_map(|merchant| &merchant.staff);
        people.extend(staff.map(|(_, member)| member.clone()));
        people.extend(consumers.iter().map(|consumer| consumer.actor.clone()));
        people.retain(|person| person.username.is_some());
        Ok(Self {
            merchants,
            store,
            consumers,
            people,
            operator,
        })
    }
}

impl Merchant {
    /// Who has a position; the owner where nobody has.
    pub(super) fn staff(&self, position: Position) -> Result<&Actor, DemoError> {
        let holds = |wanted| self.staff.iter().find(move |(held, _)| *held == wanted);
        holds(position)
            .or_else(|| holds(Position::Owner))
            .map(|(_, actor)| actor)
            .ok_or(DemoError::NothingToChoose)
    }

    /// What the owner is called.
    pub(super) fn owner_name(&self) -> &str {
        self.staff
            .first()
            .map_or(self.name.as_str(), |(_, owner)| owner.name.as_str())
    }

    /// Those to whom orders can be assigned.
    pub(super) fn colleagues(&self) -> Vec<Assignable> {
        let staff = self.staff.iter().filter_map(|(_, actor)| {
            actor.username.clone().map(|username| Assignable {
                username,
                name: actor.name.clone(),
            })
        });
        staff.collect()
    }
}

fn actor(person: Person, role: Role) -> Result<Actor, DemoError> {
    Ok(Actor {
        name: person.name().to_owned(),
        username: Some(Username::parse(person.username())?),
        role,
    })
}

fn store() -> Result<Store, DemoError> {
    let id = StoreId::parse("S2001")?;
    let channels = BTreeSet::from([Channel::YoupinStore, Channel::MiHome]);
    let role = Role::Store {
        store: id.clone(),
        channels: channels.clone(),
    };
    Ok(Store {
        id,
        name: "有品线下店·中关村店".to_owned(),
        channels,
        clerk: actor(Person::Store, role)?,
    })
}

fn merchant(dice: &mut Dice, place: usize) -> Result<Merchant, DemoError> {
    let number = place + 1;
    let id = MerchantId::parse(&format!("M{:04}", 1000 + number))?;
    let (name, brand) = match MERCHANTS.get(place) {
        Some((name, brand)) => ((*name).to_owned(), (*brand).to_owned()),
        None => (format!("优选好物第{number}店"), "优选".to_owned()),
    };
    let phone = names::mobile(dice)?;
    let warehouse = places::warehouse(dice, &format!("{brand}售后"), phone)?;
    // The second merchant has none: what happens then can be seen (R-REV-2).
    let default_address = Some(warehouse.clone()).filter(|_| place != 1);
    let staff = staff(dice, &id, place)?;
    let products = products(dice, place, &brand, &warehouse, default_address.as_ref())?;
    Ok(Merchant {
        id,
        name,
        default_address,
        products,
        staff,
    })
}

fn staff(
    dice: &mut Dice,
    merchant: &MerchantId,
    place: usize,
) -> Result<Vec<(Position, Actor)>, DemoError> {
    let role = |position| Role::Merchant {
        merchant: merchant.clone(),
        positions: BTreeSet::from([position]),
    };
    match place {
        0 => STAFF
            .iter()
            .map(|&(person, position)| Ok((position, actor(person, role(position))?)))
            .collect(),
        1 => {
            let owner = actor(Person::MerchantB, role(Position::Owner))?;
            Ok(vec![(Position::Owner, owner)])
        }
        _ => {
            let owner = Actor {
                name: names::name(dice)?,
                username: None,
                role: role(Position::Owner),
            };
            Ok(vec![(Position::Owner, owner)])
        }
    }
}

/// What a merchant sells: the first two much, the others a little.
fn products(
    dice: &mut Dice,
    place: usize,
    brand: &str,
    warehouse: &Consignee,
    default: Option<&Consignee>,
) -> Result<Vec<Product>, DemoError> {
    let count = match place {
        0 => KINDS.len(),
        1 => 9,
        _ => 5,
    };
    let shifted = KINDS.iter().cycle().skip(place * 5).take(count);
    shifted
        .enumerate()
        .map(|(index, kind)| {
            let spu = format!("{}{:02}", 10 + place, index + 1);
            // One product in seven has no address for returns, or none at all.
            let missing = match (index % 7, index) {
                (5, _) => Missing::Return,
                (6, 6) => Missing::All,
                _ => Missing::Nothing,
            };
            let addresses = addresses(warehouse, default, missing);
            product(dice, kind, brand, &spu, addresses)
        })
        .collect()
}

/// Which addresses nobody maintained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    Nothing,
    Return,
    All,
}

fn addresses(warehouse: &Consignee, default: Option<&Consignee>, missing: Missing) -> Addresses {
    let kept = |purpose| match (missing, purpose) {
        (Missing::Nothing, _)
        | (Missing::Return, AddressPurpose::Exchange | AddressPurpose::Repair) => {
            Some(warehouse.clone())
        }
        (Missing::Return, AddressPurpose::Return) | (Missing::All, _) => None,
    };
    Addresses {
        for_return: kept(AddressPurpose::Return),
        for_exchange: kept(AddressPurpose::Exchange),
        for_repair: kept(AddressPurpose::Repair),
        default: default.cloned(),
    }
}

fn product(
    dice: &mut Dice,
    kind: &'static GoodsKind,
    brand: &str,
    code: &str,
    addresses: Addresses,
) -> Result<Product, DemoError> {
    let model = dice.pick(kind.models)?;
    let (least, most) = kind.yuan;
    // Prices end in nine.
    let yuan = dice.within(least, most) / 10 * 10 + 9;
    let variants = (1..)
        .zip(kind.variants)
        .map(|(number, variant): (u32, _)| {
            let sku = Sku::parse(&format!("SKU{code}-{number:02}"))?;
            Ok((sku, format!("{brand} {model} {variant}")))
        })
        .collect::<Result<Vec<_>, DemoError>>()?;
    Ok(Product {
        spu: Spu::parse(&format!("SPU{code}"))?,
        variants,
        category: Category::parse(kind.category)?,
        price: Money::parse(yuan * 100)?,
        addresses,
        kind,
    })
}

fn consumer(dice: &mut Dice, place: usize) -> Result<Consumer, DemoError> {
    let id = ConsumerId::parse(&format!("C{:06}", 100_001 + place))?;
    let person = match place {
        0 => Some(Person::Consumer),
        1 => Some(Person::ConsumerB),
        _ => None,
    };
    let name = match person {
        Some(person) => person.name().to_owned(),
        None => names::name(dice)?,
    };
    let phone = names::mobile(dice)?;
    let home = places::home(dice, &name, phone.clone())?;
    let actor = Actor {
        name: name.clone(),
        username: person
            .map(|person| Username::parse(person.username()))
            .transpose()?,
        role: Role::Consumer {
            consumer: id.clone(),
            order: None,
        },
    };
    Ok(Consumer {
        id,
        name,
        phone,
        home,
        actor,
    })
}
