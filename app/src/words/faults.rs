//! What is wrong with what was typed into a field.

use aftercare_domain::form::FieldError;

/// Faults in one language.
pub trait FieldErrorWords: Sync {
    /// What is wrong with a field's value.
    fn fault(&self, fault: &FieldError) -> String;
}
