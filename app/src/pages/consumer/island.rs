//! What of the consumer's pages reacts.

use leptos::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::{
    form::{
        consumer_form::ConsumerForm,
        model::{FormModel, read::ReadJson as _},
    },
    window::island::Island,
};

/// A form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct FormIsland(pub Box<FormModel>);

impl Island for FormIsland {
    const NAME: &'static str = "Form";

    fn read(written: Value) -> Option<Self> {
        FormModel::read(&written).map(|model| Self(Box::new(model)))
    }

    fn part(self) -> AnyView {
        let Self(model) = self;
        view! { <ConsumerForm model=*model /> }.into_any()
    }
}
