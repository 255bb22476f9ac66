//! What of the consumer's pages reacts.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::errand_form::{ErrandForm, sheet::Sheet};
use crate::island::Island;

/// The parts, with all that they show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConsumerIsland {
    /// A form.
    Form(Box<Sheet>),
}

impl Island for ConsumerIsland {
    fn part(self) -> AnyView {
        let Self::Form(sheet) = self;
        view! { <ErrandForm sheet=*sheet /> }.into_any()
    }
}
