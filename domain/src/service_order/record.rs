//! What the nodes add to an order: each fact with its node.

use serde::{Deserialize, Serialize};

use crate::{
    service_order::{
        catalogue::HandlingMethod,
        inspection::{Conclusion, FaultDescription, ItemResult},
        reason::AbnormalReason,
    },
    values::{
        address::Consignee,
        carrier::Carrier,
        id::{AttachmentId, FaultCode, SerialNumber, Sku},
        money::Money,
        quantity::Quantity,
        text::{AnswerText, Name, QuestionText, Reason, Remark, ShortText, WorkReport},
        time::Timestamp,
    },
};

/// A question to the consumer, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = Asked))]
pub struct ConsumerQuestion {
    /// The question, as the consumer reads it.
    pub question: QuestionText,
    /// When the question was asked.
    pub asked_at: Timestamp,
    /// Until when the timer stops for the answer.
    pub answer_by: Timestamp,
    /// The consumer's answer; none while it is awaited, or where none came in time.
    pub answer: Option<ConsumerAnswer>,
    /// Whether the order still waits for the answer.
    pub open: bool,
}

/// The consumer's answer to the reviewer's question (R-REV-8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = Answer))]
pub struct ConsumerAnswer {
    /// The answer, in the consumer's words.
    pub text: AnswerText,
    /// Photos that the consumer added to the answer.
    pub attachments: Vec<AttachmentId>,
    /// When the consumer answered.
    pub answered_at: Timestamp,
}

/// A pickup that the merchant booked (R-SHP-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pickup {
    /// The carrier that picks the goods up.
    pub carrier: Carrier,
    /// When the carrier comes at the earliest.
    pub from: Timestamp,
    /// When the carrier comes at the latest.
    pub until: Timestamp,
}

/// How goods arrived (R-RCV-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// When the goods were signed for.
    pub signed_for_at: Timestamp,
    /// How many pieces came.
    pub quantity: Quantity,
    /// What the receiver had to say of the goods.
    pub remark: Option<Remark>,
    /// Photos of the goods as they arrived.
    pub attachments: Vec<AttachmentId>,
    /// 超时自动通过: signed for by the system (R-RCV-3).
    pub auto_passed: bool,
}

/// What was abnormal about goods at receipt (R-RCV-2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Abnormality {
    /// What is abnormal about the goods.
    pub reason_code: AbnormalReason,
    /// What the receiver saw, in their words.
    pub remark: Remark,
    /// Photos of what is abnormal.
    pub attachments: Vec<AttachmentId>,
    /// When the abnormality was reported.
    pub reported_at: Timestamp,
}

/// An exception that waits 暂存/复核 (R-EXC-2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hold {
    /// Why the goods are held, in the receiver's words.
    pub remark: Remark,
    /// The day on which somebody looks at the goods again.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub review_on: chrono::NaiveDate,
}

/// What the inspection found (R-INS-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Inspection {
    /// When the inspection was submitted.
    pub inspected_at: Timestamp,
    /// The template by which goods were looked at, and its version (R-INS-7).
    pub template: String,
    /// The version of that template, from 1.
    pub template_version: u32,
    /// The results, item by item; none when the system passed it.
    pub results: Vec<ItemResult>,
    /// What is broken; none where the inspector described no fault.
    pub fault: Option<FaultDescription>,
    /// What the inspector recommends: service, method, liability, warranty.
    pub conclusion: Conclusion,
    /// Whether the results show the goods as they were sold.
    pub goods_intact: bool,
    /// 超时自动通过: passed by the system (R-INS-6).
    pub auto_passed: bool,
}

/// How an order was handled (§ 2.6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Handling {
    /// When it was decided.
    pub handled_at: Timestamp,
    /// The handling method that was chosen.
    pub method: HandlingMethod,
    /// The method that the form suggested; none where it suggested none (R-HND-6).
    pub suggested: Option<HandlingMethod>,
    /// What is refunded, in fen; none where nothing is.
    pub refund: Option<Money>,
    /// Where goods are kept: how many pieces of the line had been kept for good before. Their share of what was paid is that
    /// of the pieces after those, once and for all (R-RFD-1). None where none are kept, and in logs of earlier releases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_before: Option<u32>,
    /// Why, in the handler's words; none where the method needs no reason.
    pub reason: Option<Reason>,
    /// Who receives the goods that go to the consumer; none where none go.
    pub consignee: Option<Consignee>,
    /// What the repair will cost the consumer, in fen; none where it costs nothing.
    pub quote: Option<Money>,
    /// The parts that are sent to the consumer.
    pub parts: Vec<Part>,
    /// The goods that are sent instead of those that came.
    pub replacement: Option<Replacement>,
    /// What else there is to say.
    pub remark: Option<Remark>,
}

crate::form::record! {
    /// A part that is built in or sent.
    pub struct Part {
        /// The variant code (SKU) of the part, where it has one.
        sku: optional Sku,
        /// The name of the part, where it has no code.
        name: optional ShortText,
        /// How many pieces of the part.
        quantity: required Quantity,
        /// The price of one piece, in fen; left out where it costs nothing or is not told.
        price: optional Money,
    }
    check check_part
}

fn check_part(part: &Part, reader: &mut crate::form::Reader<'_>) {
    if part.sku.is_none() && part.name.is_none() {
        let fields = vec!["sku".to_owned(), "name".to_owned()];
        reader.fault("name", crate::form::FieldError::OneOfRequired { fields });
    }
}

crate::form::record! {
    /// Goods that are sent instead of those that came.
    pub struct Replacement {
        /// The variant (SKU) that is sent instead.
        sku: required Sku,
        /// The serial number of what is sent, when it is known.
        serial_number: optional SerialNumber,
    }
}

/// A quote for a paid repair (R-HND-4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quote {
    /// What the consumer is asked to pay, in fen.
    pub amount: Money,
    /// When the consumer accepted the quote; none while that is open.
    pub accepted_at: Option<Timestamp>,
}

/// What was repaired (R-HND-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Repair {
    /// When the repair was completed.
    pub repaired_at: Timestamp,
    /// The handling method by which it was repaired in the end.
    pub method: HandlingMethod,
    /// 维修详情: what was done, in the technician's words.
    pub details: WorkReport,
    /// The parts that were replaced, with their prices.
    pub parts: Vec<Part>,
    /// The price of the labour, in fen.
    pub labour: Option<Money>,
    /// Codes of the faults that were found, as the maker of the goods writes them.
    pub fault_codes: Vec<FaultCode>,
    /// Photos of the repair.
    pub attachments: Vec<AttachmentId>,
}

/// Why goods go to the consumer; decides whether 返回处理 is allowed (R-RET-2) and how the order ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnOrigin {
    /// It was handled so.
    Handled,
    /// The goods are repaired, and go back to the consumer.
    Repaired,
    /// The consumer declined the quote: the original goods (R-HND-4).
    QuoteDeclined,
    /// 用户妥协: the original goods (R-EXC-1).
    ConsumerConceded,
    /// The operator ended it after receipt: the original goods (R-CAN-1).
    SuperCancelled,
}

/// How often the consumer urged 催单, and when last (R-MSG-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Urges {
    /// How many times the consumer urged.
    pub count: u32,
    /// When the consumer last urged.
    pub last_at: Option<Timestamp>,
}

/// The consumer's rating (R-RAT-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    /// How satisfied the consumer is: 1 to 5 stars.
    pub stars: u8,
    /// How likely the consumer is to recommend the service: 0 (not at all) to 10.
    pub recommend: u8,
    /// What the consumer says of the service, in words.
    pub comment: Option<Remark>,
    /// Short words by which the consumer describes the service.
    pub tags: Vec<Name>,
    /// When the consumer rated the service.
    pub rated_at: Timestamp,
}
