//! The orders of a batch as they were loaded, and what a command would do to each.

use std::sync::Arc;

use aftercare_domain::{
    people::party::Actor,
    policy::Policy,
    service_order::{
        Assignable, Command, Facts, Refusal, ServiceOrder, Situation, execute::execute,
        view::BasisList,
    },
    values::time::Timestamp,
};

use crate::words::{batch, words};

/// What the command would do to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowForecast {
    /// It can be done, and this follows.
    Follows(String),
    /// Why it can't be done.
    Refused(String),
}

/// An order of the batch.
#[derive(Clone, Debug)]
pub struct LoadedRow {
    /// Its number.
    pub number: String,
    /// None where it is not there any more, or not to be seen.
    known: Option<Box<RowFacts>>,
}

/// What is known of an order. Five thousand of them are kept: what they have in common is kept once.
#[derive(Clone, Debug)]
struct RowFacts {
    order: ServiceOrder,
    facts: Facts,
    setting: Arc<SharedFacts>,
}

/// What orders that were loaded together share.
#[derive(Debug)]
struct SharedFacts {
    actor: Actor,
    policy: Policy,
}

/// The orders of an answer, those that are missing last.
pub fn rows_of(bases: BasisList) -> Vec<LoadedRow> {
    let mut setting = None::<Arc<SharedFacts>>;
    let there = bases.items.into_iter().map(|basis| {
        let number = basis.order.number.to_string();
        let setting = setting.get_or_insert_with(|| {
            Arc::new(SharedFacts {
                actor: basis.actor,
                policy: basis.policy,
            })
        });
        let known = RowFacts {
            order: basis.order,
            facts: basis.facts,
            setting: Arc::clone(setting),
        };
        LoadedRow {
            number,
            known: Some(Box::new(known)),
        }
    });
    let mut all: Vec<LoadedRow> = there.collect();
    all.extend(bases.missing.into_iter().map(|number| LoadedRow {
        number,
        known: None,
    }));
    all
}

impl LoadedRow {
    /// The goods, by their title.
    pub fn goods(&self) -> &str {
        let known = self.known.as_ref();
        known.map_or("", |known| known.order.goods.title.as_str())
    }

    /// The version that is known.
    pub fn version(&self) -> u32 {
        self.known.as_ref().map_or(0, |known| known.order.version)
    }

    /// Those to whom it can be assigned.
    pub fn colleagues(&self) -> &[Assignable] {
        let known = self.known.as_ref();
        known.map_or(&[], |known| &known.facts.colleagues)
    }

    /// What a command would do to it now, decided as the server will.
    pub fn check(&self, command: &Command, now: Timestamp) -> RowForecast {
        let Some(known) = &self.known else {
            return RowForecast::Refused(batch().missing.to_owned());
        };
        let situation = Situation {
            now,
            policy: &known.setting.policy,
            facts: &known.facts,
        };
        match execute(&known.order, &known.setting.actor, command, &situation) {
            Ok(outcome) => {
                let effects = words().effects(&outcome.effects);
                RowForecast::Follows(effects.join(batch().and_then))
            }
            Err(refusal) => RowForecast::Refused(why(&refusal)),
        }
    }
}

fn why(refusal: &Refusal) -> String {
    let told = words().refusal(refusal);
    format!("{} · {}", told.what, told.next)
}
