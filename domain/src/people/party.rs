//! Who acts: parties, the positions of a merchant's staff, and actors.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

mod organisation;
mod owner;

pub use self::{
    organisation::{NoOrganisation, Organisation},
    owner::{Owner, OwnerRef, Tenancy},
};
use crate::{
    form::named::named,
    people::rule::Rule,
    values::{
        channel::Channel,
        id::{ConsumerId, MerchantId, OrderNumber, StoreId, Username},
        personal::{Masked, masked_name},
    },
};

named! {
    /// A kind of actor.
    pub enum Party {
        /// 用户: consumers, who buy and apply.
        Consumer = "consumer",
        /// 商家: merchants, with their staff.
        Merchant = "merchant",
        /// 门店: stores of the offline channels, with their staff.
        Store = "store",
        /// 平台运营: the operator of the platform.
        Operator = "operator",
        /// 平台退换中心: the platform's return centre.
        ReturnCentre = "return_centre",
        /// The timers and skips.
        System = "system",
        /// An ERP or order system with a token.
        ApiClient = "api_client",
    }
}

named! {
    /// What a member of a merchant's staff is there for.
    pub enum Position {
        /// 店主: everything of the merchant.
        Owner = "owner",
        /// 客服: review, questions, extensions, handling, messages.
        Agent = "agent",
        /// 仓管: receipt, exception, sending back, RMA.
        Receiver = "receiver",
        /// 质检: inspects goods and states the conclusion.
        Inspector = "inspector",
        /// 维修: repairs goods and makes quotes.
        Technician = "technician",
        /// 财务: follows refunds and confirms transfers.
        Finance = "finance",
    }
}

/// The positions of one person.
pub type Positions = BTreeSet<Position>;

/// Who does something, as far as the rules ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The name that the node log shows.
    pub name: String,
    /// The name by which they sign in; none for the system and for API clients.
    pub username: Option<Username>,
    /// For whom they act, and as what.
    pub role: Role,
}

/// For whom an actor acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "party", rename_all = "snake_case")]
pub enum Role {
    /// A consumer, for themselves.
    Consumer {
        /// The id of the consumer.
        consumer: ConsumerId,
        /// The one order that is theirs to see, of somebody who came by that order's link; none: all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<OrderNumber>,
    },
    /// A member of a merchant's staff.
    Merchant {
        /// The merchant for whom they work.
        merchant: MerchantId,
        /// The positions that they have with the merchant.
        positions: Positions,
    },
    /// A member of a store's staff; a store serves whole channels.
    Store {
        /// The store for which they work.
        store: StoreId,
        /// The channels that the store serves.
        channels: BTreeSet<Channel>,
    },
    /// An operator of the platform.
    Operator,
    /// Staff of the return centre.
    ReturnCentre,
    /// The system itself, which acts by a rule.
    System {
        /// The rule by which the system acts.
        rule: Rule,
    },
    /// An integrator; acts for one merchant as its owner would, or for the platform as an operator would.
    ApiClient {
        /// The merchant; none for the platform.
        merchant: Option<MerchantId>,
        /// What its token shows of consumers' personal data.
        #[serde(default)]
        shown: TokenSight,
    },
}

/// How much an integrator's token shows of consumers' personal data: without a scope for it no more than people are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenSight {
    /// None of it: personal data is masked.
    #[default]
    Masked,
    /// Whom goods are sent to, of orders whose goods wait to be sent.
    Consignees,
    /// All of it: personal data is shown in full.
    Whole,
}

/// What an actor may act as: an API client stands for those on whose behalf it was given its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authority<'a> {
    /// A consumer, confined to one order; `None` covers all of theirs.
    Consumer(&'a ConsumerId, Option<&'a OrderNumber>),
    /// A merchant's staff with positions; `None` covers them all.
    Merchant(&'a MerchantId, Option<&'a Positions>),
    /// The staff of a store, which serves these channels.
    Store(&'a BTreeSet<Channel>),
    /// The operator of the platform.
    Operator,
    /// The return centre of the platform.
    ReturnCentre,
    /// The system, which acts by a rule.
    System,
}

impl Actor {
    /// The timers, acting by a rule.
    pub fn system(rule: Rule) -> Self {
        Self {
            name: "system".to_owned(),
            username: None,
            role: Role::System { rule },
        }
    }

    /// The party that the node log shows.
    pub fn party(&self) -> Party {
        match self.role {
            Role::Consumer { .. } => Party::Consumer,
            Role::Merchant { .. } => Party::Merchant,
            Role::Store { .. } => Party::Store,
            Role::Operator => Party::Operator,
            Role::ReturnCentre => Party::ReturnCentre,
            Role::System { .. } => Party::System,
            Role::ApiClient { .. } => Party::ApiClient,
        }
    }

    /// What they may act as.
    pub fn authority(&self) -> Authority<'_> {
        match &self.role {
            Role::Consumer { consumer, order } => Authority::Consumer(consumer, order.as_ref()),
            Role::Merchant {
                merchant,
                positions,
            } if positions.contains(&Position::Owner) => Authority::Merchant(merchant, None),
            Role::Merchant {
                merchant,
                positions,
            } => Authority::Merchant(merchant, Some(positions)),
            Role::Store { channels, .. } => Authority::Store(channels),
            Role::ApiClient {
                merchant: Some(merchant),
                ..
            } => Authority::Merchant(merchant, None),
            Role::Operator | Role::ApiClient { merchant: None, .. } => Authority::Operator,
            Role::ReturnCentre => Authority::ReturnCentre,
            Role::System { .. } => Authority::System,
        }
    }

    /// Whether they work on orders rather than place them.
    pub fn is_staff(&self) -> bool {
        match self.authority() {
            Authority::Consumer(..) => false,
            Authority::Merchant(..)
            | Authority::Store(_)
            | Authority::Operator
            | Authority::ReturnCentre
            | Authority::System => true,
        }
    }

    /// The rule by which the system acts; none when a person does.
    pub fn rule(&self) -> Option<Rule> {
        match self.role {
            Role::System { rule } => Some(rule),
            Role::Consumer { .. }
            | Role::Merchant { .. }
            | Role::Store { .. }
            | Role::Operator
            | Role::ReturnCentre
            | Role::ApiClient { .. } => None,
        }
    }
}

/// Who did it, as the node log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoggedActor {
    /// For which party they acted.
    pub party: Party,
    /// Their name as it was then.
    pub name: String,
}

impl LoggedActor {
    /// How the log names an actor.
    pub fn of(actor: &Actor) -> Self {
        Self {
            party: actor.party(),
            name: actor.name.clone(),
        }
    }
}

impl Masked for LoggedActor {
    /// Who works on orders is known by name to those who work with them.
    fn masked(self) -> Self {
        let name = match self.party {
            Party::Consumer => masked_name(&self.name),
            Party::Merchant
            | Party::Store
            | Party::Operator
            | Party::ReturnCentre
            | Party::System
            | Party::ApiClient => self.name,
        };
        Self { name, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consumer(order: Option<&str>) -> Actor {
        Actor {
            name: "c-1".to_owned(),
            username: None,
            role: Role::Consumer {
                consumer: ConsumerId::parse("c-1").unwrap(),
                order: order.map(|order| OrderNumber::parse(order).unwrap()),
            },
        }
    }

    // Earlier, whoever came from one order saw all orders of its consumer.
    #[test]
    fn a_consumer_sees_their_own_and_by_the_link_of_an_order_that_one_alone() {
        let merchant = MerchantId::parse("m-1").unwrap();
        let sees = |actor: &Actor, consumer: &str, order: &str| {
            actor.may_see(OwnerRef {
                order_number: &OrderNumber::parse(order).unwrap(),
                merchant: &merchant,
                consumer: &ConsumerId::parse(consumer).unwrap(),
                channel: Channel::YoupinOnline,
            })
        };
        let (whole, confined) = (consumer(None), consumer(Some("o-1")));
        assert!(sees(&whole, "c-1", "o-1") && sees(&whole, "c-1", "o-2"));
        assert!(sees(&confined, "c-1", "o-1") && !sees(&confined, "c-1", "o-2"));
        assert!(!sees(&whole, "c-2", "o-1") && !sees(&confined, "c-2", "o-1"));
    }

    #[test]
    fn a_consumer_who_was_written_down_before_there_were_links_to_one_order_reads_as_before() {
        let written = r#"{"party":"consumer","consumer":"c-1"}"#;
        let role: Role = serde_json::from_str(written).unwrap();
        assert_eq!(role, consumer(None).role);
        assert_eq!(serde_json::to_string(&role).unwrap(), written);
    }
}
