//! The people of a house, added by the same services as everybody else.

use std::collections::BTreeSet;

use aftercare_domain::{
    people::{
        access::{Password, Scope},
        party::{Actor, Position, Role},
    },
    values::{
        channel::Channel,
        id::{ConsumerId, MerchantId, StoreId, Username},
    },
};
use aftercare_server::{
    db::{self, access::tokens::Token, people::User},
    runtime::secret,
    service::access::{new_password::NewPassword, people},
};

use super::House;

/// What everybody in a house signs in with.
pub(crate) const PASSWORD: &str = "demo-aftercare";
/// The first tenant.
pub(crate) const MERCHANT: &str = "m-1";
/// The other tenant.
pub(crate) const MERCHANT_B: &str = "m-2";
/// The first consumer.
pub(crate) const CONSUMER: &str = "c-1";
/// The other consumer.
pub(crate) const CONSUMER_B: &str = "c-2";

/// The people of the demo marketplace (README.md): the roles that a test signs in as.
pub(super) fn role(username: &str) -> Role {
    let merchant = |id: &str, positions: &[Position]| Role::Merchant {
        merchant: MerchantId::parse(id).unwrap(),
        positions: positions.iter().copied().collect(),
    };
    let consumer = |id: &str| Role::Consumer {
        consumer: ConsumerId::parse(id).unwrap(),
        order: None,
    };
    match username {
        "operator" => Role::Operator,
        "merchant" => merchant(MERCHANT, &[Position::Owner]),
        "agent" => merchant(MERCHANT, &[Position::Agent]),
        "receiver" => merchant(MERCHANT, &[Position::Receiver]),
        "inspector" => merchant(MERCHANT, &[Position::Inspector]),
        "technician" => merchant(MERCHANT, &[Position::Technician]),
        "finance" => merchant(MERCHANT, &[Position::Finance]),
        "merchant_b" => merchant(MERCHANT_B, &[Position::Owner]),
        "store" => Role::Store {
            store: StoreId::parse("s-1").unwrap(),
            channels: BTreeSet::from([Channel::YoupinStore, Channel::MiHome]),
        },
        // A store of every channel: refused by the matrix, not because an order is none of its business.
        "store_of_all" => Role::Store {
            store: StoreId::parse("s-2").unwrap(),
            channels: Channel::ALL.iter().copied().collect(),
        },
        "return_centre" => Role::ReturnCentre,
        "consumer" => consumer(CONSUMER),
        "consumer_b" => consumer(CONSUMER_B),
        other => panic!("nobody is called {other}"),
    }
}

/// One of them as the domain knows them.
pub(crate) fn actor(username: &str) -> Actor {
    Actor {
        name: username.to_owned(),
        username: Some(Username::parse(username).unwrap()),
        role: role(username),
    }
}

impl House {
    /// Adds one of the people of the demo marketplace.
    pub(crate) async fn add(&self, username: &str) {
        let user = User {
            username: Username::parse(username).unwrap(),
            name: username.to_owned(),
            role: role(username),
        };
        let password = NewPassword::unchecked(Password::parse(PASSWORD).unwrap());
        people::add_user(&self.context, user, password)
            .await
            .unwrap();
    }

    /// A token for a merchant or for the platform, as earlier releases kept it: without an end, and with any scope.
    pub(crate) async fn token(&self, merchant: Option<&str>, scopes: &[Scope]) -> String {
        let secret = format!("aft_{}", self.context.entropy.secret());
        let hash = secret::digest(&secret);
        let token = Token {
            id: self.context.entropy.identifier(),
            name: "ERP".to_owned(),
            scopes: scopes.iter().copied().collect(),
            merchant: merchant.map(|id| MerchantId::parse(id).unwrap()),
            created_by: "house".to_owned(),
            created_at: self.context.clock.real_now(),
            revoked_at: None,
            expires_at: None,
            last_used_at: None,
        };
        let added = self.context.db.write(move |connection| {
            Box::pin(async move { db::access::tokens::add(connection, &token, &hash).await })
        });
        added.await.unwrap();
        secret
    }
}
