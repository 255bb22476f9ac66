//! What became of the refunds of the demo marketplace: finance transfers them by hand (R-RFD-2). Those that finance has
//! not come to stay as their logs left them, asked for: the server's outbox hands them on, like all others.

use std::collections::{BTreeMap, BTreeSet};

use aftercare_domain::{
    aggregate::{Aggregate, Attribution, Recorded, Situation, begin, execute},
    people::party::{Actor, Position, Role},
    policy::Policy,
    refund::{ConfirmOffline, Refund, RefundCommand, RefundEvent, RefundFacts, TransferReference},
    service_order::effect::{Begin, begins},
    values::{
        id::MerchantId,
        time::{Span, Timestamp, marketplace_time},
    },
};

use super::{dice::Dice, error::DemoError, journey::History, marketplace, rhythm::Hours};
use crate::{db::DbError, write::projections::Projections};

/// A refund and its log.
#[derive(Debug)]
pub(super) struct Settlement {
    pub(super) refund: Refund,
    recorded: Vec<Recorded<RefundEvent>>,
}

impl Settlement {
    /// Adds its log to what is written; returns the hash of the last line.
    pub(super) fn follow(&self, projections: &mut Projections) -> Result<String, DbError> {
        let effects = Refund::effects(None, &self.recorded, &self.refund);
        projections.follow_refund(&self.refund, &self.recorded, &effects, "")
    }
}

/// The refunds that orders granted, each as its log begins it.
pub(super) fn granted(histories: &[History]) -> Vec<Settlement> {
    let policy = marketplace::policy();
    let facts = RefundFacts::default();
    let mut granted = Vec::new();
    for history in histories {
        for line in history.log() {
            let Some(Begin::Refund(what)) = begins(&history.order, line) else {
                continue;
            };
            let situation = Situation {
                now: line.at,
                policy: &policy,
                facts: &facts,
            };
            let by = Attribution::as_of(line);
            let begun = begin::<Refund>(&by, vec![RefundEvent::Requested(what)], &situation);
            granted.extend(begun.map(|outcome| Settlement {
                refund: outcome.state,
                recorded: outcome.recorded,
            }));
        }
    }
    granted
}

/// Lets finance confirm the transfers that there was time for, but for the last few of each merchant: `behind` says how
/// many those are, if they are not long ago.
pub(super) fn settle(
    settlements: &mut [Settlement],
    behind: u32,
    dice: &mut Dice,
    now: Timestamp,
) -> Result<(), DemoError> {
    const LATELY: Span = Span::days(30);
    let policy = marketplace::policy();
    settlements.sort_by_key(|settlement| settlement.refund.requested_at);
    let mut later: BTreeMap<MerchantId, u32> = BTreeMap::new();
    for settlement in settlements.iter_mut().rev() {
        let merchant = settlement.refund.owner.merchant.clone();
        let rank = later.entry(merchant).or_default();
        *rank += 1;
        let is_left = *rank <= behind && LATELY.after(settlement.refund.requested_at) > now;
        if !is_left {
            settled(settlement, &policy, dice, now)?;
        }
    }
    Ok(())
}

fn settled(
    settlement: &mut Settlement,
    policy: &Policy,
    dice: &mut Dice,
    now: Timestamp,
) -> Result<(), DemoError> {
    let refund = &settlement.refund;
    let asked_at = refund.requested_at;
    let paid_at = Hours::Office.fit(dice.about(Span::hours(9)).after(asked_at), dice);
    if paid_at > now {
        return Ok(());
    }
    let day = marketplace_time(paid_at).format("%Y%m%d");
    let serial = dice.within(0, 99_999_999);
    let reference = TransferReference::parse(&format!("ZZ{day}{serial:08}"))?;
    let confirm = RefundCommand::ConfirmOffline(ConfirmOffline {
        reference,
        shared_transfer: None,
    });
    let situation = Situation {
        now: paid_at,
        policy,
        facts: &RefundFacts::default(),
    };
    let finance = finance_of(&refund.owner.merchant);
    let outcome = execute(refund, &finance, &confirm, &situation).map_err(DemoError::Refund)?;
    settlement.recorded.extend(outcome.recorded);
    settlement.refund = outcome.state;
    Ok(())
}

/// Who transfers the money of a merchant.
fn finance_of(merchant: &MerchantId) -> Actor {
    Actor {
        name: "财务".to_owned(),
        username: None,
        role: Role::Merchant {
            merchant: merchant.clone(),
            positions: BTreeSet::from([Position::Finance]),
        },
    }
}
