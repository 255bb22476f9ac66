//! What became of the refunds of the demo marketplace: finance transfers them by hand (R-RFD-2). Those that finance has
//! not come to stay as their logs left them, asked for: the server's outbox hands them on, like all others.

use std::collections::BTreeMap;

use aftercare_domain::{
    refund::{ConfirmOffline, Refund, TransferReference},
    values::{
        id::MerchantId,
        time::{Span, Timestamp, marketplace_time},
    },
};

use super::{dice::Dice, error::DemoError, rhythm::Hours};
use crate::db::refunds::StoredRefund;

/// Lets finance confirm the transfers that there was time for, but for the last few of each merchant: `behind` says how
/// many those are, if they are not long ago.
pub(super) fn settle(
    refunds: &mut [StoredRefund],
    behind: u32,
    dice: &mut Dice,
    now: Timestamp,
) -> Result<(), DemoError> {
    const LATELY: Span = Span::days(30);
    refunds.sort_by_key(|stored| stored.refund.requested_at);
    let mut later: BTreeMap<MerchantId, u32> = BTreeMap::new();
    for stored in refunds.iter_mut().rev() {
        let rank = later.entry(stored.owner.merchant.clone()).or_default();
        *rank += 1;
        let is_left = *rank <= behind && LATELY.after(stored.refund.requested_at) > now;
        if !is_left {
            stored.refund = settled(stored.refund.clone(), dice, now)?;
        }
    }
    Ok(())
}

fn settled(refund: Refund, dice: &mut Dice, now: Timestamp) -> Result<Refund, DemoError> {
    let asked_at = refund.requested_at;
    let paid_at = Hours::Office.fit(dice.about(Span::hours(9)).after(asked_at), dice);
    if paid_at > now {
        return Ok(refund);
    }
    let day = marketplace_time(paid_at).format("%Y%m%d");
    let serial = dice.within(0, 99_999_999);
    let reference = TransferReference::parse(&format!("ZZ{day}{serial:08}"))?;
    let confirm = ConfirmOffline {
        reference,
        shared_transfer: None,
    };
    refund
        .confirm_offline(confirm, None, paid_at)
        .map_err(DemoError::Refund)
}
