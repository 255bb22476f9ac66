//! The basis of an order: what the browser of somebody who works on it decides and previews by.

use serde::{Deserialize, Serialize};

use crate::{
    people::party::Actor,
    policy::Policy,
    service_order::{
        Facts, ServiceOrder, Situation,
        view::order::{OrderView, order},
    },
    values::time::Timestamp,
};

/// All that the browser needs to decide, preview and show an order by itself: staff pages load it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Who looks, with their rights.
    pub actor: Actor,
    /// The service order, complete.
    pub order: ServiceOrder,
    /// The facts around the order that its decisions need.
    pub facts: Facts,
    /// The policy in force: deadlines, windows, responsibility.
    pub policy: Policy,
    /// The server's time when it answered.
    pub now: Timestamp,
}

impl Basis {
    /// The situation that it describes, at its time.
    pub const fn situation(&self) -> Situation<'_> {
        Situation {
            now: self.now,
            policy: &self.policy,
            facts: &self.facts,
        }
    }

    /// The view that the API would answer with.
    pub fn view(&self) -> OrderView {
        order(&self.order, &self.actor, &self.situation())
    }
}

/// The bases of several orders, for those who work on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BasisList {
    /// One each, in the order in which they were asked for.
    pub items: Vec<Basis>,
    /// The numbers of those that are not there, or not for the caller to see.
    pub missing: Vec<String>,
}
