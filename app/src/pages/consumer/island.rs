//! What of the consumer's pages reacts.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::errand_form::{ErrandForm, sheet::Sheet};
use crate::{island::Island, parts::copy_button::CopyButton};

/// The parts, with all that they show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConsumerIsland {
    /// Copies a text.
    Copy {
        /// The text.
        text: String,
        /// What the button says; "copy" by default.
        label: Option<String>,
    },
    /// A form.
    Form(Box<Sheet>),
}

impl Island for ConsumerIsland {
    fn part(self) -> AnyView {
        match self {
            Self::Copy { text, label } => match label {
                Some(label) => view! { <CopyButton text label /> }.into_any(),
                None => view! { <CopyButton text /> }.into_any(),
            },
            Self::Form(sheet) => view! { <ErrandForm sheet=*sheet /> }.into_any(),
        }
    }
}
