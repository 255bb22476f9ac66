//! Organisations: those who work together. Colleagues see each other at work and share limits; other organisations do
//! not see their usernames.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Actor, Role};
use crate::values::id::{MerchantId, StoreId};

/// The organisation that a user works for. Written as text, such as `merchant:M1001` or `platform`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Organisation {
    /// A merchant, with all of its staff.
    Merchant(MerchantId),
    /// A store, with all of its staff.
    Store(StoreId),
    /// The operators of the platform.
    Platform,
    /// The staff of the return centre.
    ReturnCentre,
}

/// A text that names no organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no side is written so")]
pub struct NoOrganisation;

const MERCHANT: &str = "merchant:";
const STORE: &str = "store:";
const PLATFORM: &str = "platform";
const RETURN_CENTRE: &str = "return_centre";

impl Organisation {
    /// The organisation of an actor; none for consumers, the system and integrators, who have no colleagues.
    pub fn of(actor: &Actor) -> Option<Self> {
        match &actor.role {
            Role::Merchant { merchant, .. } => Some(Self::Merchant(merchant.clone())),
            Role::Store { store, .. } => Some(Self::Store(store.clone())),
            Role::Operator => Some(Self::Platform),
            Role::ReturnCentre => Some(Self::ReturnCentre),
            Role::Consumer { .. } | Role::System { .. } | Role::ApiClient { .. } => None,
        }
    }

    /// Whether somebody is a colleague of an actor, or of those for whom an integrator acts.
    pub fn is_shared(actor: &Actor, person: &Actor) -> bool {
        let side = Self::of(person);
        side.is_some() && side == Self::acted_for(actor)
    }

    /// The organisation that limits count for: integrators count for the one that they act for.
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

impl fmt::Display for Organisation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Merchant(merchant) => write!(f, "{MERCHANT}{merchant}"),
            Self::Store(store) => write!(f, "{STORE}{store}"),
            Self::Platform => f.write_str(PLATFORM),
            Self::ReturnCentre => f.write_str(RETURN_CENTRE),
        }
    }
}

impl From<Organisation> for String {
    fn from(side: Organisation) -> Self {
        side.to_string()
    }
}

impl TryFrom<String> for Organisation {
    type Error = NoOrganisation;

    fn try_from(text: String) -> Result<Self, NoOrganisation> {
        let side = if let Some(merchant) = text.strip_prefix(MERCHANT) {
            MerchantId::parse(merchant).map(Self::Merchant).ok()
        } else if let Some(store) = text.strip_prefix(STORE) {
            StoreId::parse(store).map(Self::Store).ok()
        } else {
            match text.as_str() {
                PLATFORM => Some(Self::Platform),
                RETURN_CENTRE => Some(Self::ReturnCentre),
                _ => None,
            }
        };
        side.ok_or(NoOrganisation)
    }
}
