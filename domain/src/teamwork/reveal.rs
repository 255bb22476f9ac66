//! Reveals: personal data of one order in full, for a reason that is kept.

use serde::{Deserialize, Serialize};

use crate::{
    form::{FieldError, Reader, named::named, record},
    people::party::LoggedActor,
    service_order::{ServiceOrder, reason::RevealReason},
    values::{
        address::{Consignee, Contact},
        id::OrderNumber,
        personal::Masked,
        prose::without_phones,
        text::Remark,
        time::Timestamp,
    },
};

record! {
    /// What somebody says who needs an order's personal data.
    pub struct Reveal {
        /// Why the personal data is needed, as a code.
        reason_code: required RevealReason,
        /// Why the personal data is needed, in words; required with the reason `other`.
        remark: optional Remark,
    }
    check check_reveal
}

fn check_reveal(reveal: &Reveal, reader: &mut Reader<'_>) {
    if reveal.reason_code.needs_remark() && reveal.remark.is_none() {
        reader.fault("remark", FieldError::Required {});
    }
}

/// The personal data of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revealed {
    /// Whom to ask about the application: name and phone in full.
    pub contact: Contact,
    /// Name, phone and address to which goods are sent back, in full.
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

/// Who saw the personal data of an order in full, and by which links its consumer could come in without a password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reveals {
    /// The reveals, the newest first.
    pub items: Vec<KeptReveal>,
    /// Who was told of it otherwise, the newest first: by a search for a name or a telephone number, or with a token.
    pub readings: Vec<KeptReading>,
    /// The links, the newest first: those to the order, and those to all of its consumer's orders.
    pub links: Vec<KeptLink>,
    /// Where the next page of reveals begins; null on the last one.
    pub next_cursor: Option<String>,
}

named! {
    /// How somebody was told personal data without a reveal.
    pub enum ReadingMeans {
        /// A search by a telephone number or a name found this order alone.
        Search = "search",
        /// It was read in full with a token that may.
        Token = "token",
    }
}

/// One caller's readings of personal data without a reveal, on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptReading {
    /// Who: a person, or a token by its name.
    pub actor: LoggedActor,
    /// Whether it was read by a search or with a token.
    pub means: ReadingMeans,
    /// When for the first time on that day.
    pub first_at: Timestamp,
    /// When it was last read so.
    pub last_at: Timestamp,
    /// How many times it was read so.
    pub times: u32,
}

/// A link by which a consumer could come in, as it is kept. Whoever holds it comes in as the consumer, so who asked for it
/// and who used it can be read afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptLink {
    /// The one order to which it leads; null where it leads to all of the consumer's.
    pub order_number: Option<OrderNumber>,
    /// When the link was asked for.
    pub issued_at: Timestamp,
    /// Who asked for the link.
    pub issued_by: LoggedActor,
    /// From which network; null where that is not known.
    pub issued_from: Option<String>,
    /// When somebody came in by it; null where nobody did.
    pub used_at: Option<Timestamp>,
    /// The network address from which the link was used; none before it was.
    pub used_from: Option<String>,
}

/// A reveal as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptReveal {
    /// When the personal data was revealed.
    pub at: Timestamp,
    /// To whom it was revealed.
    pub actor: LoggedActor,
    /// Why it was needed, as a code.
    pub reason_code: RevealReason,
    /// Why it was needed, in words.
    pub remark: Option<Remark>,
}
