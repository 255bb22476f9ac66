//! Orders and their logs without the personal data of the consumer, as those who work on them are shown both.
//!
//! The merchant's own receiving address is nobody's personal data. What people write in free text stays as they wrote it,
//! but for telephone numbers.

use serde_json::Value;

use super::{
    Abnormality, Application, ConsumerAnswer, ConsumerQuestion, Handling, Hold, Inspection, Rating,
    Receipt, Recorded, Repair, ServiceOrder, State, event::Applied,
};
use crate::{
    service_order::inspection::{FaultDescription, ItemResult},
    values::{personal::Masked, prose::without_phones, text::Name},
};

impl Masked for ServiceOrder {
    fn masked(self) -> Self {
        Self {
            application: self.application.masked(),
            state: self.state.masked(),
            question: self.question.masked(),
            receipt: self.receipt.masked(),
            abnormality: self.abnormality.masked(),
            inspection: self.inspection.masked(),
            handling: self.handling.masked(),
            repair: self.repair.masked(),
            rating: self.rating.masked(),
            ..self
        }
    }
}

impl Masked for Application {
    fn masked(self) -> Self {
        Self {
            description: self.description.masked(),
            contact: self.contact.masked(),
            return_to: self.return_to.masked(),
            ..self
        }
    }
}

impl Masked for State {
    fn masked(self) -> Self {
        match self {
            Self::PendingException { hold } => Self::PendingException {
                hold: hold.map(|hold| Hold {
                    remark: hold.remark.masked(),
                    ..hold
                }),
            },
            Self::Declined {
                reason_code,
                reason,
            } => Self::Declined {
                reason_code,
                reason: reason.masked(),
            },
            Self::PendingReview { .. }
            | Self::PendingShipment { .. }
            | Self::PendingReceipt
            | Self::PendingInspection
            | Self::PendingHandling
            | Self::InRepair { .. }
            | Self::PendingReturn { .. }
            | Self::Completed
            | Self::Cancelled => self,
        }
    }
}

impl Masked for ConsumerQuestion {
    fn masked(self) -> Self {
        Self {
            question: self.question.masked(),
            answer: self.answer.masked(),
            ..self
        }
    }
}

impl Masked for ConsumerAnswer {
    fn masked(self) -> Self {
        Self {
            text: self.text.masked(),
            ..self
        }
    }
}

impl Masked for Receipt {
    fn masked(self) -> Self {
        Self {
            remark: self.remark.masked(),
            ..self
        }
    }
}

impl Masked for Abnormality {
    fn masked(self) -> Self {
        Self {
            remark: self.remark.masked(),
            ..self
        }
    }
}

impl Masked for Inspection {
    fn masked(self) -> Self {
        Self {
            results: self.results.into_iter().map(ItemResult::masked).collect(),
            fault: self.fault.masked(),
            ..self
        }
    }
}

impl Masked for ItemResult {
    fn masked(self) -> Self {
        let value = match self.value {
            Value::String(text) => without_phones(&text).into(),
            value @ (Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Array(_)
            | Value::Object(_)) => value,
        };
        Self {
            value,
            remark: self.remark.masked(),
            ..self
        }
    }
}

impl Masked for FaultDescription {
    fn masked(self) -> Self {
        Self {
            description: self.description.masked(),
            ..self
        }
    }
}

impl Masked for Handling {
    fn masked(self) -> Self {
        Self {
            reason: self.reason.masked(),
            consignee: self.consignee.masked(),
            remark: self.remark.masked(),
            ..self
        }
    }
}

impl Masked for Repair {
    fn masked(self) -> Self {
        Self {
            details: self.details.masked(),
            ..self
        }
    }
}

impl Masked for Rating {
    fn masked(self) -> Self {
        Self {
            comment: self.comment.masked(),
            tags: self.tags.into_iter().map(Name::masked).collect(),
            ..self
        }
    }
}

impl Masked for Applied {
    fn masked(self) -> Self {
        Self {
            application: self.application.masked(),
            ..self
        }
    }
}

impl Masked for Recorded {
    fn masked(self) -> Self {
        Self {
            actor: self.actor.masked(),
            event: self.event.masked(),
            ..self
        }
    }
}
