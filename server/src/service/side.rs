//! Sides: those who work together. Colleagues see each other at work, and share what is counted for them.

use std::fmt;

use aftercare_domain::{
    id::{MerchantId, StoreId},
    party::{Actor, Role},
};
use serde::{Deserialize, Serialize};

/// For whom somebody works who signed in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// A merchant.
    Merchant(MerchantId),
    /// A store.
    Store(StoreId),
    /// The platform.
    Platform,
    /// The return centre.
    ReturnCentre,
}

impl Side {
    /// The side of an actor; none of consumers, of the system and of integrators, who are nobody's colleagues.
    pub fn of(actor: &Actor) -> Option<Self> {
        match &actor.role {
            Role::Merchant { merchant, .. } => Some(Self::Merchant(merchant.clone())),
            Role::Store { store, .. } => Some(Self::Store(store.clone())),
            Role::Operator => Some(Self::Platform),
            Role::ReturnCentre => Some(Self::ReturnCentre),
            Role::Consumer { .. } | Role::System { .. } | Role::ApiClient { .. } => None,
        }
    }
}

impl Side {
    /// The side that something counts for: integrators count for whom they act.
    pub fn acted_for(actor: &Actor) -> Option<Self> {
        match &actor.role {
            Role::ApiClient {
                merchant: Some(merchant),
                ..
            } => Some(Self::Merchant(merchant.clone())),
            Role::ApiClient { merchant: None, .. } => Some(Self::Platform),
            Role::Consumer { .. }
            | Role::Merchant { .. }
            | Role::Store { .. }
            | Role::Operator
            | Role::ReturnCentre
            | Role::System { .. } => Self::of(actor),
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Merchant(merchant) => write!(f, "merchant:{merchant}"),
            Self::Store(store) => write!(f, "store:{store}"),
            Self::Platform => f.write_str("platform"),
            Self::ReturnCentre => f.write_str("return_centre"),
        }
    }
}
