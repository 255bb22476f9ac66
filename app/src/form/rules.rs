//! What a page knows about a form beyond its specification.

use std::sync::Arc;

use super::state::FormState;
use crate::parts::controls::select::Choice;

/// The choices of a field, by its name.
pub type FieldChoices = dyn Fn(&str) -> Option<Vec<Choice>> + Send + Sync;

/// Whether a field is shown, by its name and what has been typed so far.
pub type FieldShown = dyn Fn(&str, &FormState) -> bool + Send + Sync;

/// What a page knows about a form beyond its specification.
#[derive(Clone)]
pub struct FormRules {
    /// The choices of a field, with the reasons why some can't be taken; none: all names of the specification.
    pub choices: Arc<FieldChoices>,
    /// Whether a field makes sense with what has been typed so far.
    pub shows: Arc<FieldShown>,
}

impl Default for FormRules {
    /// All fields, and all their choices.
    fn default() -> Self {
        Self {
            choices: Arc::new(|_| None),
            shows: Arc::new(|_, _| true),
        }
    }
}
