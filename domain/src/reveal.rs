//! Reveals: personal data of one order in full, for a reason that is kept.

use serde::{Deserialize, Serialize};

use crate::{
    address::{Consignee, Contact},
    form::{Fault, Reader, record},
    personal::{Masked, without_phones},
    reason::RevealReason,
    service_order::{ServiceOrder, event::LoggedActor},
    text::Remark,
    time::Timestamp,
};

record! {
    /// What somebody says who needs an order's personal data.
    pub struct Reveal {
        /// Why.
        reason_code: required RevealReason,
        /// Why, in words.
        remark: optional Remark,
    }
    check check_reveal
}

fn check_reveal(reveal: &Reveal, reader: &mut Reader<'_>) {
    if reveal.reason_code.needs_remark() && reveal.remark.is_none() {
        reader.fault("remark", Fault::Required {});
    }
}

/// The personal data of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revealed {
    /// Whom to ask.
    pub contact: Contact,
    /// Where goods go back to.
    pub return_to: Consignee,
    /// Who receives goods, once it is handled so.
    pub consignee: Option<Consignee>,
    /// What the consumer wrote in which a telephone number is masked otherwise: the description, their answer.
    pub written: Vec<String>,
    /// How many orders the caller's side can still have revealed today.
    pub left_today: u32,
}

impl Revealed {
    /// What of an order is personal.
    pub fn of(order: &ServiceOrder, left_today: u32) -> Self {
        let application = &order.application;
        let handling = order.handling.as_ref();
        let answer = order
            .question
            .as_ref()
            .and_then(|asked| asked.answer.as_ref());
        let written = [
            Some(application.description.as_str()),
            answer.map(|answer| answer.text.as_str()),
        ];
        let has_number = |text: &&str| without_phones(text) != **text;
        Self {
            contact: application.contact.clone(),
            return_to: application.return_to.clone(),
            consignee: handling.and_then(|handling| handling.consignee.clone()),
            written: written
                .into_iter()
                .flatten()
                .filter(has_number)
                .map(str::to_owned)
                .collect(),
            left_today,
        }
    }
}

impl Masked for KeptReveal {
    fn masked(self) -> Self {
        Self {
            remark: self.remark.masked(),
            ..self
        }
    }
}

/// A reveal as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptReveal {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: LoggedActor,
    /// Why.
    pub reason_code: RevealReason,
    /// Why, in words.
    pub remark: Option<Remark>,
}
