//! What will follow, said before it happens: effects of a command, and why a method is suggested.

use aftercare_domain::{
    service_order::{consequences::Notice, effect::Effect, handling_offers::SuggestionReason},
    values::quantity::Quantity,
};

/// Outcomes in one language.
pub trait OutcomeWords {
    /// One thing that follows from a command, as a clause.
    fn effect(&self, effect: &Effect) -> String;

    /// All that follows from a command, each as a clause. A sum is said once: with what it is for, where that is no matter
    /// of course.
    fn effects(&self, effects: &[Effect]) -> Vec<String> {
        let says_sum = |effect: &Effect| {
            matches!(
                effect,
                Effect::GoodsStay { .. }
                    | Effect::ReceivedInPart {
                        refund: Some(_),
                        ..
                    }
            )
        };
        let sum_is_said = effects.iter().any(says_sum);
        let is_said_again =
            |effect: &&Effect| sum_is_said && matches!(effect, Effect::RefundRequested { .. });
        effects
            .iter()
            .filter(|effect| !is_said_again(effect))
            .map(|effect| self.effect(effect))
            .collect()
    }

    /// How many pieces came, and of how many.
    fn received_in_part(&self, received: Quantity, applied: Quantity) -> String;

    /// What somebody is told.
    fn notice(&self, notice: Notice) -> &'static str;

    /// Why a method is suggested.
    fn suggestion_reason(&self, reason: SuggestionReason) -> &'static str;
}
