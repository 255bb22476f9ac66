//! What of the consumer's pages reacts.

use leptos::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::{
    browser::island::Island,
    form::{
        consumer_form::ConsumerForm,
        model::{FormModel, read::ReadJson as _},
    },
};

/// The parts, with all that they show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum ConsumerIsland {
    /// A form.
    Form(Box<FormModel>),
}

impl Island for ConsumerIsland {
    fn read(written: Value) -> Option<Self> {
        let model = FormModel::read(written.get("Form")?)?;
        Some(Self::Form(Box::new(model)))
    }

    fn part(self) -> AnyView {
        let Self::Form(model) = self;
        view! { <ConsumerForm model=*model /> }.into_any()
    }
}
