//! The policy in force: what the operator set, from the settings.

use aftercare_domain::{
    policy::{DeadlineKey, Deadlines, Policy},
    time::Span,
};

use crate::config::{
    Config,
    deadlines::{Deadlines as Settings, Length},
};

/// The policy that the settings make.
pub fn of_settings(config: &Config) -> Policy {
    Policy {
        deadlines: Deadlines {
            platform: DeadlineKey::ALL
                .iter()
                .filter_map(|&key| Some((key, span(allowance(&config.deadlines, key)?))))
                .collect(),
            ..Deadlines::default()
        },
        arbitration_within: span(config.arbitration.window),
        ..Policy::default()
    }
}

const fn allowance(settings: &Settings, key: DeadlineKey) -> Option<Length> {
    match key {
        DeadlineKey::PendingReview => settings.pending_review,
        DeadlineKey::PendingShipment => settings.pending_shipment,
        DeadlineKey::PendingReceipt => settings.pending_receipt,
        DeadlineKey::PendingException => settings.pending_exception,
        DeadlineKey::PendingInspection => settings.pending_inspection,
        DeadlineKey::PendingHandling => settings.pending_handling,
        DeadlineKey::PendingHandlingRepair => settings.pending_handling_repair,
        DeadlineKey::PendingHandlingSupplement => settings.pending_handling_supplement,
        DeadlineKey::InRepair => settings.in_repair,
        DeadlineKey::PendingReturn => settings.pending_return,
        DeadlineKey::InSale => settings.in_sale,
    }
}

fn span(length: Length) -> Span {
    Span::milliseconds(length.ms())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_of_the_specification_make_the_policy_of_the_specification() {
        assert_eq!(of_settings(&Config::default()), Policy::default());
    }
}
