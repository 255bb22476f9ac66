//! What became of the refunds of the demo marketplace: finance transfers them by hand (R-RFD-2).

use std::collections::BTreeMap;

use aftercare_domain::{
    id::MerchantId,
    refund::{ConfirmOffline, Refund, RefundState, TransferReference},
    time::{Span, Timestamp, marketplace_time},
};

use super::{dice::Dice, error::DemoError, rhythm::Hours};
use crate::db::refunds::StoredRefund;

/// Settles refunds that were asked for, as far as there was time.
pub(super) fn settle_all(
    refunds: &mut [StoredRefund],
    dice: &mut Dice,
    now: Timestamp,
) -> Result<(), DemoError> {
    for stored in refunds {
        stored.refund = settled(stored.refund.clone(), dice, now)?;
    }
    Ok(())
}

/// Opens again what finance is in the middle of: the last few refunds of each merchant, if they are not long ago.
pub(super) fn leave_some_open(refunds: &mut [StoredRefund], now: Timestamp) {
    const LATELY: Span = Span::days(30);
    refunds.sort_by_key(|stored| stored.refund.requested_at);
    let mut later: BTreeMap<MerchantId, u32> = BTreeMap::new();
    for stored in refunds.iter_mut().rev() {
        let rank = later.entry(stored.merchant.clone()).or_default();
        *rank += 1;
        let state = match *rank {
            1 => RefundState::Requested,
            2 | 3 => RefundState::Processing,
            // It did not come through: finance tries again.
            4 => RefundState::Failed,
            _ => continue,
        };
        if LATELY.after(stored.refund.requested_at) > now {
            stored.refund.state = state;
            stored.refund.succeeded_at = None;
            stored.refund.reference = None;
        }
    }
}

fn settled(refund: Refund, dice: &mut Dice, now: Timestamp) -> Result<Refund, DemoError> {
    let asked_at = refund.requested_at;
    let paid_at = Hours::Office.fit(dice.about(Span::hours(9)).after(asked_at), dice);
    let handed_on = Refund {
        state: RefundState::Processing,
        ..refund
    };
    if paid_at > now {
        return Ok(handed_on);
    }
    let day = marketplace_time(paid_at).format("%Y%m%d");
    let serial = dice.within(0, 99_999_999);
    let reference = TransferReference::parse(&format!("ZZ{day}{serial:08}"))?;
    handed_on
        .confirm_offline(ConfirmOffline { reference }, paid_at)
        .map_err(DemoError::Refund)
}
