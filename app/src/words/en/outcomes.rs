//! What will follow, in English.

use aftercare_domain::{
    service_order::{
        consequences::Notice, effect::Effect, handling_offers::SuggestionReason, node::DueAction,
    },
    values::{quantity::Quantity, time::Timestamp},
};

use super::English;
use crate::words::{Names as _, format, outcomes::OutcomeWords};

impl OutcomeWords for English {
    fn effect(&self, effect: &Effect) -> String {
        match effect {
            Effect::NodeEntered {
                node,
                due_at,
                due_action,
            } => {
                format!(
                    "goes to “{}”{}",
                    self.node(*node),
                    self.due(*due_at, *due_action)
                )
            }
            Effect::DeadlineChanged { due_at: None, .. } => "the time stands still".to_owned(),
            Effect::DeadlineChanged { due_at, due_action } => {
                format!("the deadline changes{}", self.due(*due_at, *due_action))
            }
            Effect::RefundRequested { amount } => {
                format!("{} go to the consumer", format::money(amount.fen()))
            }
            Effect::ReceivedInPart {
                received,
                applied,
                refund,
            } => {
                let pieces = self.received_in_part(*received, *applied);
                match refund {
                    Some(refund) => format!("{pieces}: refund {}", format::money(refund.fen())),
                    None => format!("{pieces}: only those count"),
                }
            }
            Effect::GoodsStay { refund, in_full } => {
                let refund = format::money(refund.fen());
                if *in_full {
                    format!("goods stay with the consumer: full refund {refund}")
                } else {
                    format!("goods stay with the consumer: refund {refund}")
                }
            }
            Effect::ConsumerTold { notice } => {
                format!("the consumer is told: {}", self.notice(*notice))
            }
            Effect::StaffTold { notice } => {
                format!("the merchant is told: {}", self.notice(*notice))
            }
            Effect::ParcelShared { with } => {
                format!("note: {} more service orders name this parcel", with.len())
            }
        }
    }

    fn received_in_part(&self, received: Quantity, applied: Quantity) -> String {
        format!("{} of {} pieces received", received.get(), applied.get())
    }

    fn notice(&self, notice: Notice) -> &'static str {
        match notice {
            Notice::Applied => "application received",
            Notice::Approved => "approved",
            Notice::Rejected => "rejected, and why",
            Notice::Asked => "more is needed",
            Notice::Answered => "the consumer answered",
            Notice::PickupBooked => "a pickup is booked",
            Notice::Received => "the goods have arrived",
            Notice::Abnormal => "something was wrong at receipt",
            Notice::Handled => "the outcome",
            Notice::Quoted => "a quote waits for a decision",
            Notice::QuoteDecided => "the quote was decided on",
            Notice::SentBack => "goods are on their way",
            Notice::Cancelled => "the order is cancelled",
            Notice::AddressMissing => "no receiving address; maintain it, then review",
            Notice::Urged => "the consumer urges",
        }
    }

    fn suggestion_reason(&self, reason: SuggestionReason) -> &'static str {
        match reason {
            SuggestionReason::Concluded => "the inspection concluded so",
            SuggestionReason::NotLiable => "no fault of the product was found",
            SuggestionReason::AppliedFor => "applied for",
            SuggestionReason::InWarranty => "in warranty",
            SuggestionReason::OutOfWarranty => "out of warranty",
            SuggestionReason::Channel => "how this channel sends parts",
        }
    }
}

impl English {
    fn due(&self, due_at: Option<Timestamp>, action: Option<DueAction>) -> String {
        match (due_at, action) {
            (Some(due_at), Some(action)) => {
                format!(
                    ", until {}; then {}",
                    format::time(due_at),
                    self.due_action(action)
                )
            }
            (Some(due_at), None) => format!(", until {}", format::time(due_at)),
            (None, _) => String::new(),
        }
    }
}
