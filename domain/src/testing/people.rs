//! Sample actors: each party, and each position of a merchant's staff.

use std::collections::BTreeSet;

use crate::{
    people::{
        party::{Actor, Position, Role, TokenSight},
        rule::Rule,
    },
    policy::responsibility::Responsible,
    service_order::Assignable,
    values::{
        channel::Channel,
        id::{ConsumerId, MerchantId, StoreId, Username},
    },
};

/// The merchant of the samples.
pub fn merchant() -> MerchantId {
    MerchantId::parse("m-roborock").expect("a merchant's id")
}

/// The consumer of the samples.
pub fn consumer_id() -> ConsumerId {
    ConsumerId::parse("c-li-lei").expect("a consumer's id")
}

/// The consumer whose goods they are.
pub fn consumer() -> Actor {
    person(
        "consumer",
        "李雷",
        Role::Consumer {
            consumer: consumer_id(),
            order: None,
        },
    )
}

/// Another consumer, to whom the goods are nothing.
pub fn other_consumer() -> Actor {
    let consumer = ConsumerId::parse("c-han-meimei").expect("a consumer's id");
    person(
        "consumer_b",
        "韩梅梅",
        Role::Consumer {
            consumer,
            order: None,
        },
    )
}

/// 店主 of the merchant.
pub fn owner() -> Actor {
    staff("owner", "陈店主", &[Position::Owner])
}

/// 客服 of the merchant.
pub fn agent() -> Actor {
    staff("agent", "王客服", &[Position::Agent])
}

/// 仓管 of the merchant.
pub fn receiver() -> Actor {
    staff("receiver", "赵仓管", &[Position::Receiver])
}

/// 质检 of the merchant.
pub fn inspector() -> Actor {
    staff("inspector", "孙质检", &[Position::Inspector])
}

/// 维修 of the merchant.
pub fn technician() -> Actor {
    staff("technician", "周维修", &[Position::Technician])
}

/// 财务 of the merchant.
pub fn finance() -> Actor {
    staff("finance", "吴财务", &[Position::Finance])
}

/// A member of the merchant's staff with any mix of positions.
pub fn staff(username: &str, name: &str, positions: &[Position]) -> Actor {
    let positions = positions.iter().copied().collect();
    let merchant = merchant();
    person(
        username,
        name,
        Role::Merchant {
            merchant,
            positions,
        },
    )
}

/// The owner of another merchant: another tenant.
pub fn other_owner() -> Actor {
    let merchant = MerchantId::parse("m-yeelight").expect("a merchant's id");
    let positions = BTreeSet::from([Position::Owner]);
    let role = Role::Merchant {
        merchant,
        positions,
    };
    person("merchant_b", "林店主", role)
}

/// Staff of a store that serves the offline channels.
pub fn store() -> Actor {
    store_of(&[Channel::YoupinStore, Channel::MiHome])
}

/// Staff of a store that serves these channels.
pub fn store_of(channels: &[Channel]) -> Actor {
    let role = Role::Store {
        store: StoreId::parse("s-wudaokou").expect("a store's id"),
        channels: channels.iter().copied().collect(),
    };
    person("store", "郑门店", role)
}

/// 平台运营: somebody of the platform.
pub fn operator() -> Actor {
    person("operator", "钱运营", Role::Operator)
}

/// 平台退换中心: somebody of the return centre.
pub fn return_centre() -> Actor {
    person("return_centre", "冯退换", Role::ReturnCentre)
}

/// An ERP with a token of the merchant.
pub fn merchant_client() -> Actor {
    client(Some(merchant()))
}

/// An order system with a token of the platform.
pub fn platform_client() -> Actor {
    client(None)
}

/// The system, as a timer acts for it.
pub fn system() -> Actor {
    Actor::system(Rule::Overdue)
}

/// One of each: every party, every position, API clients of a merchant and of the platform, and strangers.
pub fn everyone() -> Vec<(&'static str, Actor)> {
    vec![
        ("consumer", consumer()),
        ("other consumer", other_consumer()),
        ("owner", owner()),
        ("agent", agent()),
        ("receiver", receiver()),
        ("inspector", inspector()),
        ("technician", technician()),
        ("finance", finance()),
        ("other merchant", other_owner()),
        ("store", store_of(Channel::ALL)),
        ("other store", store_of(&[])),
        ("operator", operator()),
        ("return centre", return_centre()),
        ("merchant client", merchant_client()),
        ("platform client", platform_client()),
        ("system", system()),
    ]
}

/// Somebody of a responsible party who may do all that it is responsible for.
pub fn of(responsible: Responsible) -> Actor {
    match responsible {
        Responsible::Consumer => consumer(),
        Responsible::Merchant => owner(),
        Responsible::Store => store_of(Channel::ALL),
        Responsible::Platform => operator(),
    }
}

/// An actor as one to whom an order can be assigned.
pub fn colleague(actor: &Actor) -> Assignable {
    Assignable {
        username: actor.username.clone().expect("somebody who signs in"),
        name: actor.name.clone(),
    }
}

fn person(username: &str, name: &str, role: Role) -> Actor {
    Actor {
        name: name.to_owned(),
        username: Some(Username::parse(username).expect("a username")),
        role,
    }
}

fn client(merchant: Option<MerchantId>) -> Actor {
    Actor {
        name: "ERP".to_owned(),
        username: None,
        role: Role::ApiClient {
            merchant,
            shown: TokenSight::Whole,
        },
    }
}
