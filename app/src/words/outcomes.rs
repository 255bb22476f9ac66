//! What will follow, said before it happens: effects of a command, and why a method is suggested.

use aftercare_domain::service_order::{
    effect::{Effect, Notice},
    handling_offers::SuggestionReason,
};

/// Outcomes in one language.
pub trait Outcomes {
    /// One thing that follows from a command, as a clause.
    fn effect(&self, effect: &Effect) -> String;

    /// What somebody is told.
    fn notice(&self, notice: Notice) -> &'static str;

    /// Why a method is suggested.
    fn suggestion_reason(&self, reason: SuggestionReason) -> &'static str;
}
