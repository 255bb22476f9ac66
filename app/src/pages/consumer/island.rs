//! What of the consumer's pages reacts.

use leptos::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::{
    browser::island::Island,
    form::{
        consumer_form::ErrandForm,
        model::{Sheet, read::Read as _},
    },
};

/// The parts, with all that they show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum ConsumerIsland {
    /// A form.
    Form(Box<Sheet>),
}

impl Island for ConsumerIsland {
    fn read(written: Value) -> Option<Self> {
        let sheet = Sheet::read(written.get("Form")?)?;
        Some(Self::Form(Box::new(sheet)))
    }

    fn part(self) -> AnyView {
        let Self::Form(sheet) = self;
        view! { <ErrandForm sheet=*sheet /> }.into_any()
    }
}
