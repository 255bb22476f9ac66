//! Commands: what can be asked of a service order. Each declaration is at once the type, the form and the parser.

use super::{Needs, Part, Replacement};
#[cfg(feature = "openapi")]
use crate::form::{Cardinality, FieldKind, FieldRole, FieldSpec};
use crate::{
    form::{FieldError, Reader, commands::commands, named::named, record},
    order::line::LineNumber,
    service_order::{
        catalogue::HandlingMethod,
        inspection::{Conclusion, FaultDescription, ItemResult},
        reason::{AbnormalReason, ApplyReason, RejectReason},
    },
    values::{
        address::{Consignee, Contact},
        carrier::{Carrier, Parcel, TrackingNumber},
        id::{
            AttachmentId, ConsumerId, ExternalId, FaultCode, OrderNumber, SerialNumber, Username,
        },
        money::Money,
        quantity::{ArrivedQuantity, Quantity},
        score::Score,
        service::{ServiceMethod, ServiceType},
        text::{AnswerText, Description, Name, QuestionText, Reason, Remark, WorkReport},
        time::Timestamp,
    },
};

record! {
    /// An application for a service (R-APP-1): it begins an order, so it is not among the commands to one.
    pub struct Apply {
        /// The order of the marketplace on which the goods were bought.
        order_number: required OrderNumber,
        /// The line of the order, counted from 1.
        line_number: required LineNumber,
        /// How many pieces of the line: at most those that are not taken by other service orders (R-APP-2).
        quantity: required Quantity,
        /// The service that the consumer wants.
        service_type: required ServiceType,
        /// How the goods come; `none` for a supplement alone.
        service_method: required ServiceMethod,
        /// Why the consumer applies.
        reason_code: required ApplyReason,
        /// What is wrong with the goods, in the consumer's words.
        description: required Description,
        /// Whom to ask about the application: name and phone.
        contact: required Contact,
        /// Name, phone and address to which goods are sent back.
        return_to: required Consignee,
        /// The serial number of the goods, where it is known.
        serial_number: optional SerialNumber,
        /// Ids of up to nine photos, or of a video.
        attachments: list AttachmentId as files,
        /// The caller's own id of the application, unique for that caller: applying again under it gives the same service
        /// order.
        external_id: optional ExternalId as programs,
        /// The parcel, where the goods are already on their way.
        shipment: optional Parcel,
        /// The consumer for whom staff apply (R-APP-4).
        on_behalf_of: optional ConsumerId as programs,
    }
    check check_application
}

/// The most photos of an application (R-APP-1).
pub(crate) const MAX_APPLICATION_ATTACHMENTS: u32 = 9;

fn check_application(apply: &Apply, reader: &mut Reader<'_>) {
    let given = u32::try_from(apply.attachments.len()).unwrap_or(u32::MAX);
    if given > MAX_APPLICATION_ATTACHMENTS {
        reader.fault(
            "attachments",
            FieldError::too_many(MAX_APPLICATION_ATTACHMENTS),
        );
    }
    if let Err(fault) = apply.service_type.check_method(apply.service_method) {
        reader.fault("service_method", fault);
    }
    if apply.shipment.is_some()
        && !matches!(
            apply.service_method,
            ServiceMethod::MailIn | ServiceMethod::Pickup
        )
    {
        reader.fault("shipment", FieldError::NotApplicable {});
    }
}

named! {
    /// What becomes of goods that arrived abnormal (§ 2.4).
    pub enum ExceptionResolution offered as ExceptionResolution {
        /// 用户妥协: the original goods go back (R-EXC-1).
        ConsumerConcedes = "consumer_concedes",
        /// 未上传快递单无法确认用户: the goods are held 暂存/复核 until a review date (R-EXC-2).
        Hold = "hold",
        /// 商家妥协: on to inspection (R-EXC-3).
        MerchantConcedes = "merchant_concedes",
    }
}

/// What is known of a command's answers before its form is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// Nothing.
    Empty,
    /// As many pieces as were applied for.
    Pieces,
    /// The suggested handling method (R-HND-2).
    SuggestedMethod,
    /// The handling method that was chosen.
    ChosenMethod,
    /// The parcel that was named.
    NamedParcel,
    /// The conclusion that the application suggests.
    Conclusion,
}

/// The version of the order that the caller saw stands beside the fields of each command.
#[cfg(feature = "openapi")]
const BESIDE: &[FieldSpec] = &[FieldSpec {
    name: "expected_version",
    kind: FieldKind::Count {
        min: 0,
        max: 4_294_967_295,
    },
    cardinality: Cardinality::Optional,
    role: FieldRole::Plain,
    doc: "The version of the order that the caller saw; where it has changed since, the command is refused.",
}];

commands! {
    /// The kind of a command.
    pub enum CommandType;
    /// A command to a service order, with values that make sense each for itself.
    pub enum Command: needs Needs, begins with Beginning, stands beside BESIDE;

    /// 通过: confirms or changes service type and method (R-REV-1).
    Approve = "approve" {
        /// The service, when it is another one than applied for.
        service_type: optional ServiceType,
        /// The method, when it is another one than applied for; `none` for a supplement alone.
        service_method: optional ServiceMethod,
    } needs addresses;
    /// 直赔: approves with an amount, and no goods come back (R-REV-4).
    ApproveDirectCompensation = "approve_direct_compensation" {
        /// What the consumer is paid, in fen.
        amount: required Money,
        /// Why the consumer is paid, in words.
        reason: required Reason,
    };
    /// 拒绝: the application is rejected, and the order ends (R-REV-6).
    Reject = "reject" {
        /// Why the application is rejected, as a code.
        reason_code: required RejectReason,
        /// Why, in words that the consumer reads.
        reason: required Reason,
    } is dangerous;
    /// 待用户补充: asks the consumer for more (R-REV-8).
    AskConsumer = "ask_consumer" {
        /// The question, as the consumer reads it.
        question: required QuestionText,
    };
    /// Answers the question (R-REV-8).
    Answer = "answer" {
        /// The answer, in the consumer's words.
        text: required AnswerText,
        /// Ids of photos that belong to the answer.
        attachments: list AttachmentId as files,
    } needs files of attachments;
    /// Says by which parcel the goods come (R-SHP-1).
    Ship = "ship" {
        /// The carrier of the parcel.
        carrier: required Carrier,
        /// The tracking number of the parcel, checked by the carrier's pattern.
        tracking_number: required TrackingNumber,
    } needs uses of tracking_number check Ship::check_parcel;
    /// Books the pickup (R-SHP-3).
    BookPickup = "book_pickup" {
        /// The carrier that picks the goods up.
        carrier: required Carrier,
        /// When the carrier comes at the earliest.
        from: required Timestamp,
        /// When the carrier comes at the latest; after `from`.
        until: required Timestamp,
    } check check_pickup;
    /// 签收: the goods arrived, and go to inspection (R-RCV-1).
    SignFor = "sign_for" {
        /// How many pieces came; all of them when missing. That none came is for `report_abnormal`.
        quantity: optional ArrivedQuantity,
        /// What the receiver has to say of the goods.
        remark: optional Remark,
        /// Ids of photos of the goods as they arrived.
        attachments: list AttachmentId as files,
    } begins with Pieces needs files of attachments;
    /// 异常: something about the goods that arrived, or did not, is abnormal (R-RCV-2).
    ReportAbnormal = "report_abnormal" {
        /// What is abnormal about the goods.
        reason_code: required AbnormalReason,
        /// What the receiver saw, in their words.
        remark: required Remark,
        /// Ids of photos of what is abnormal.
        attachments: list AttachmentId as files,
    } needs files of attachments;
    /// Resolves an exception, or holds it (R-EXC-1 to R-EXC-3).
    ResolveException = "resolve_exception" {
        /// What becomes of the goods.
        resolution: required ExceptionResolution,
        /// Why, in words; required to hold the goods.
        remark: optional Remark,
        /// When to look again; needed to hold.
        review_on: optional chrono::NaiveDate,
        /// How many pieces the merchant takes as received, where it concedes; all that were applied for when missing.
        quantity: optional Quantity,
    };
    /// 质检: the results of the inspection and what is concluded from them (R-INS-1 to R-INS-3).
    Inspect = "inspect" {
        /// The results, item by item.
        results: list ItemResult as results,
        /// What is broken, by codes and in words.
        fault: optional FaultDescription,
        /// What the inspector recommends: service, method, liability, warranty.
        conclusion: required Conclusion,
    } begins with Conclusion needs files_of_results of results;
    /// 处理: decides how the consumer is helped (R-HND-1 to R-HND-7).
    Handle = "handle" {
        /// The handling method; it decides which of the other fields are needed.
        method: required HandlingMethod,
        /// What is refunded, in fen, where the method lets one choose.
        amount: optional Money,
        /// Why, in words, where the method asks for it.
        reason: optional Reason,
        /// Who receives goods; the application's return address when missing (R-HND-7).
        consignee: optional Consignee,
        /// What a paid repair will cost the consumer, in fen.
        quote: optional Money,
        /// The parts that are sent to the consumer.
        parts: list Part,
        /// The goods that are sent instead of those that came.
        replacement: optional Replacement,
        /// What else there is to say.
        remark: optional Remark,
    } begins with SuggestedMethod;
    /// Accepts the quote (R-HND-4).
    AcceptQuote = "accept_quote" {};
    /// Declines the quote: the original goods go back (R-HND-4).
    DeclineQuote = "decline_quote" {
        /// Why the quote is declined, in words.
        reason: optional Reason,
    } is dangerous;
    /// 维修完成: the goods are repaired, and go back to the consumer (R-HND-3).
    CompleteRepair = "complete_repair" {
        /// The handling method by which the goods were repaired in the end.
        method: required HandlingMethod,
        /// 维修详情: what was done, in the technician's words.
        details: required WorkReport,
        /// The parts that were replaced, with their prices in fen.
        parts: list Part,
        /// The price of the labour, in fen.
        labour: optional Money,
        /// Codes of the faults that were found, as the maker of the goods writes them.
        fault_codes: list FaultCode,
        /// Ids of photos of the repair.
        attachments: list AttachmentId as files,
    } begins with ChosenMethod needs files of attachments;
    /// 返回信息: sends goods to the consumer (R-RET-1).
    SendGoodsBack = "send_goods_back" {
        /// The carrier of the parcel to the consumer.
        carrier: required Carrier,
        /// The tracking number of the parcel to the consumer.
        tracking_number: required TrackingNumber,
    } check SendGoodsBack::check_parcel;
    /// 返回处理: back to handling (R-RET-2).
    ReturnToHandling = "return_to_handling" {
        /// Why the order is to be handled again, in words.
        reason: required Reason,
    };
    /// The consumer gives up (R-APP-7).
    Cancel = "cancel" {
        /// Why the consumer gives up, in words.
        reason: optional Reason,
    } is dangerous;
    /// 超级取消: the operator ends it (R-CAN-1).
    SuperCancel = "super_cancel" {
        /// Why the platform ends the order, in words.
        reason: required Reason,
    } is dangerous;
    /// 延期: moves the deadline of the node, once in a node (R-TIM-2).
    ExtendDeadline = "extend_deadline" {
        /// The new deadline: at most three days after the one that runs.
        until: required Timestamp,
        /// Why more time is needed, in words.
        reason: required Reason,
    };
    /// Corrects by which parcel the goods come (R-SHP-4).
    CorrectShipment = "correct_shipment" {
        /// The carrier of the parcel.
        carrier: required Carrier,
        /// The tracking number that is right.
        tracking_number: required TrackingNumber,
    } begins with NamedParcel needs uses of tracking_number check CorrectShipment::check_parcel;
    /// 领取: the caller takes the order as theirs to work on (R-ASN-1).
    Claim = "claim" {};
    /// Assigns it to a colleague (R-ASN-1).
    Assign = "assign" {
        /// The name by which they sign in.
        to: required Username,
    } needs colleague of to;
    /// 催单: the consumer asks for haste (R-MSG-2).
    Urge = "urge" {};
    /// Rates the service (R-RAT-1).
    Rate = "rate" {
        /// How satisfied the consumer is: 1 to 5 stars.
        stars: required Score<1, 5>,
        /// How likely they are to recommend it, 0 to 10.
        recommend: required Score<0, 10>,
        /// What the consumer says of the service, in words.
        comment: optional Remark,
        /// Short words by which the consumer describes the service.
        tags: list Name,
    };
}

/// Says of commands with carrier and number that they name a parcel.
macro_rules! name_a_parcel {
    ($($Name:ident),+) => {
        $(impl $Name {
            /// The parcel that it names.
            pub fn parcel(&self) -> Parcel {
                Parcel {
                    carrier: self.carrier,
                    tracking_number: self.tracking_number.clone(),
                }
            }

            fn check_parcel(&self, reader: &mut Reader<'_>) {
                crate::values::carrier::check_parcel(&self.parcel(), reader);
            }
        })+
    };
}

name_a_parcel!(Ship, SendGoodsBack, CorrectShipment);

fn check_pickup(command: &BookPickup, reader: &mut Reader<'_>) {
    if command.until <= command.from {
        reader.fault(
            "until",
            FieldError::NotAfter {
                field: "from".to_owned(),
            },
        );
    }
}
