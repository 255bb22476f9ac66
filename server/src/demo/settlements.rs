//! What became of the refunds of the demo marketplace: finance transfers them by hand (R-RFD-2).

use aftercare_domain::{
    refund::{ConfirmOffline, Refund, RefundState, TransferReference},
    time::{Span, Timestamp, marketplace_time},
};

use super::{dice::Dice, error::DemoError, rhythm::Hours};
use crate::db::refunds::StoredRefund;

/// So many of the latest were asked for a moment ago: the worker hands them on.
const JUST_ASKED_FOR: usize = 2;
/// So many of the latest but those did not come through: finance tries again.
const FAILED: usize = 3;

/// Settles refunds that were asked for, as far as there was time.
pub(super) fn settle(
    refunds: &mut [StoredRefund],
    dice: &mut Dice,
    now: Timestamp,
) -> Result<(), DemoError> {
    refunds.sort_by_key(|stored| stored.refund.requested_at);
    let (older, _) = refunds.split_at_mut(refunds.len().saturating_sub(JUST_ASKED_FOR));
    let (older, failed) = older.split_at_mut(older.len().saturating_sub(FAILED));
    for stored in failed {
        stored.refund.state = RefundState::Failed;
    }
    for stored in older {
        stored.refund = settled(stored.refund.clone(), dice, now)?;
    }
    Ok(())
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
