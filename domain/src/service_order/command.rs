//! Commands: what can be asked of a service order. Each declaration is at once the type, the form and the parser.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::{Part, Replacement};
use crate::{
    address::{Consignee, Contact},
    carrier::{Carrier, Parcel, TrackingNumber},
    catalogue::HandlingMethod,
    form::{
        Fault, Field, FieldKind, FieldSpec, Reader, Record, Violation, integer_within, record,
        within,
    },
    id::{AttachmentId, ConsumerId, ExternalId, FaultCode, OrderNumber, SerialNumber, Username},
    inspection::{Conclusion, FaultDescription, ItemResult},
    money::Money,
    named::named,
    quantity::{Arrived, Quantity},
    reason::{AbnormalReason, ApplyReason, RejectReason},
    service::{ServiceMethod, ServiceType},
    text::{Description, Name, Question, Reason, Remark, Reply, Report},
    time::Timestamp,
};

record! {
    /// An application for a service (R-APP-1): it begins an order, so it is not among the commands to one.
    pub struct Apply {
        /// The order of the marketplace.
        order_number: required OrderNumber,
        /// The line, from 1.
        line_number: required LineNumber,
        /// How many pieces.
        quantity: required Quantity,
        /// What is wanted.
        service_type: required ServiceType,
        /// How the goods come; `none` for a supplement alone.
        service_method: required ServiceMethod,
        /// Why.
        reason_code: required ApplyReason,
        /// What is wrong.
        description: required Description,
        /// Whom to ask.
        contact: required Contact,
        /// Where goods go back to.
        return_to: required Consignee,
        /// The serial number of the goods.
        serial_number: optional SerialNumber,
        /// Up to nine photos, or a video.
        attachments: list AttachmentId,
        /// The caller's own number, unique for it.
        external_id: optional ExternalId,
        /// A parcel that is already on its way.
        shipment: optional Parcel,
        /// The consumer for whom staff apply (R-APP-4).
        on_behalf_of: optional ConsumerId,
    }
    check check_application
}

/// The most photos of an application (R-APP-1).
pub const MAX_APPLICATION_ATTACHMENTS: u32 = 9;

fn check_application(apply: &Apply, reader: &mut Reader<'_>) {
    let given = u32::try_from(apply.attachments.len()).unwrap_or(u32::MAX);
    if given > MAX_APPLICATION_ATTACHMENTS {
        reader.fault("attachments", Fault::too_many(MAX_APPLICATION_ATTACHMENTS));
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
        reader.fault("shipment", Fault::NotApplicable {});
    }
}

/// The number of a line of an order, from 1 to 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct LineNumber(u32);

impl LineNumber {
    const MAX: i64 = 999;

    /// Parses the number of a line.
    pub fn parse(number: i64) -> Result<Self, Fault> {
        let number = within(number, 1, Self::MAX)?;
        number.try_into().map(Self).map_err(|_| Fault::OutOfRange {
            min: 1,
            max: Self::MAX,
        })
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Field for LineNumber {
    const KIND: FieldKind = FieldKind::Count {
        min: 1,
        max: Self::MAX,
    };

    fn read(value: &Value) -> Result<Self, Fault> {
        Self::parse(integer_within(value, 1, Self::MAX)?)
    }
}

impl<'de> Deserialize<'de> for LineNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        Self::parse(number).map_err(crate::form::undecodable)
    }
}

/// A small whole number from `MIN` to `MAX`, such as stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Score<const MIN: i64, const MAX: i64>(u8);

impl<const MIN: i64, const MAX: i64> Score<MIN, MAX> {
    /// Parses a number.
    pub fn parse(number: i64) -> Result<Self, Fault> {
        let number = within(number, MIN, MAX)?;
        number
            .try_into()
            .map(Self)
            .map_err(|_| Fault::OutOfRange { min: MIN, max: MAX })
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl<const MIN: i64, const MAX: i64> Field for Score<MIN, MAX> {
    const KIND: FieldKind = FieldKind::Count { min: MIN, max: MAX };

    fn read(value: &Value) -> Result<Self, Fault> {
        Self::parse(integer_within(value, MIN, MAX)?)
    }
}

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Score<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        Self::parse(number).map_err(crate::form::undecodable)
    }
}

named! {
    /// What becomes of goods that arrived abnormal (§ 2.4).
    pub enum ExceptionResolution {
        /// 用户妥协: the original goods go back (R-EXC-1).
        ConsumerConcedes = "consumer_concedes",
        /// 未上传快递单无法确认用户: 暂存/复核 (R-EXC-2).
        Hold = "hold",
        /// 商家妥协: on to inspection (R-EXC-3).
        MerchantConcedes = "merchant_concedes",
    }
}

/// Declares all commands: a record each, [`CommandType`], [`Command`], and the parser over them.
macro_rules! commands {
    ($(
        $(#[doc = $doc:literal])*
        $Name:ident = $name:literal { $($(#[$field_meta:meta])* $field:ident: $presence:ident $Type:ty,)* }
        $(check $check:path)?;
    )+) => {
        named! {
            /// The kind of a command.
            pub enum CommandType { $($(#[doc = $doc])* $Name = $name,)+ }
        }

        $(record! {
            $(#[doc = $doc])*
            pub struct $Name { $($(#[$field_meta])* $field: $presence $Type,)* }
            $(check $check)?
        })+

        /// A command to a service order, with values that make sense each for itself.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "type")]
        pub enum Command { $($(#[doc = $doc])* #[serde(rename = $name)] $Name($Name),)+ }

        #[cfg(feature = "openapi")]
        crate::schema::described!(Command => crate::schema::commands(&[
            $((CommandType::$Name, concat!($($doc),*)),)+
        ]));

        impl Command {
            /// Its kind.
            pub const fn command_type(&self) -> CommandType {
                match self { $(Self::$Name(_) => CommandType::$Name,)+ }
            }

            fn parse_as(command_type: CommandType, body: &Value) -> Result<Self, Vec<Violation>> {
                match command_type {
                    $(CommandType::$Name => $Name::parse_leaving_out(body, &["type"]).map(Self::$Name),)+
                }
            }
        }

        impl CommandType {
            /// The fields that its form asks for.
            pub const fn fields(self) -> &'static [FieldSpec] {
                match self { $(Self::$Name => $Name::FIELDS,)+ }
            }
        }
    };
}

commands! {
    /// 通过: confirms or changes service type and method (R-REV-1).
    Approve = "approve" {
        /// The service, when it is another one than applied for.
        service_type: optional ServiceType,
        /// The method, when it is another one than applied for; `none` for a supplement alone.
        service_method: optional ServiceMethod,
    };
    /// 直赔: approves with an amount, and no goods come back (R-REV-4).
    ApproveDirectCompensation = "approve_direct_compensation" {
        /// What is paid.
        amount: required Money,
        /// Why.
        reason: required Reason,
    };
    /// 拒绝 (R-REV-6).
    Reject = "reject" {
        /// Why, as a code.
        reason_code: required RejectReason,
        /// Why, in words that the consumer reads.
        reason: required Reason,
    };
    /// 待用户补充: asks the consumer for more (R-REV-8).
    AskConsumer = "ask_consumer" {
        /// The question.
        question: required Question,
    };
    /// Answers the question (R-REV-8).
    Answer = "answer" {
        /// In words.
        text: required Reply,
        /// Photos.
        attachments: list AttachmentId,
    };
    /// Says by which parcel the goods come (R-SHP-1).
    Ship = "ship" {
        /// Who carries it.
        carrier: required Carrier,
        /// Its number.
        tracking_number: required TrackingNumber,
    } check Ship::check_parcel;
    /// Books the pickup (R-SHP-3).
    BookPickup = "book_pickup" {
        /// Who picks up.
        carrier: required Carrier,
        /// From when.
        from: required Timestamp,
        /// Until when.
        until: required Timestamp,
    } check check_pickup;
    /// 签收 (R-RCV-1).
    SignFor = "sign_for" {
        /// How many pieces came; all of them when missing. That none came is for `report_abnormal`.
        quantity: optional Arrived,
        /// What there is to say.
        remark: optional Remark,
        /// Photos.
        attachments: list AttachmentId,
    };
    /// 异常 (R-RCV-2).
    ReportAbnormal = "report_abnormal" {
        /// What is abnormal.
        reason_code: required AbnormalReason,
        /// In words.
        remark: required Remark,
        /// Photos.
        attachments: list AttachmentId,
    };
    /// Resolves an exception, or holds it (R-EXC-1 to R-EXC-3).
    ResolveException = "resolve_exception" {
        /// How.
        resolution: required ExceptionResolution,
        /// Why; needed to hold.
        remark: optional Remark,
        /// When to look again; needed to hold.
        review_on: optional chrono::NaiveDate,
        /// How many pieces the merchant takes as received, where it concedes; all that were applied for when missing.
        quantity: optional Quantity,
    };
    /// 质检 (§ 2.5).
    Inspect = "inspect" {
        /// The results, item by item.
        results: list ItemResult,
        /// What is broken.
        fault: optional FaultDescription,
        /// What is recommended.
        conclusion: required Conclusion,
    };
    /// 处理 (§ 2.6).
    Handle = "handle" {
        /// How.
        method: required HandlingMethod,
        /// What is refunded, where the method says so.
        amount: optional Money,
        /// Why, where the method asks.
        reason: optional Reason,
        /// Who receives goods; the application's return address when missing (R-HND-7).
        consignee: optional Consignee,
        /// What a paid repair costs.
        quote: optional Money,
        /// Parts that are sent.
        parts: list Part,
        /// What is sent instead.
        replacement: optional Replacement,
        /// What else there is to say.
        remark: optional Remark,
    };
    /// Accepts the quote (R-HND-4).
    AcceptQuote = "accept_quote" {};
    /// Declines the quote: the original goods go back (R-HND-4).
    DeclineQuote = "decline_quote" {
        /// Why.
        reason: optional Reason,
    };
    /// 维修完成 (R-HND-3).
    CompleteRepair = "complete_repair" {
        /// The final method.
        method: required HandlingMethod,
        /// 维修详情
        details: required Report,
        /// Parts with their prices.
        parts: list Part,
        /// The price of the labour.
        labour: optional Money,
        /// Fault codes.
        fault_codes: list FaultCode,
        /// Photos.
        attachments: list AttachmentId,
    };
    /// 返回信息: sends goods to the consumer (R-RET-1).
    SendGoodsBack = "send_goods_back" {
        /// Who carries them.
        carrier: required Carrier,
        /// The parcel's number.
        tracking_number: required TrackingNumber,
    } check SendGoodsBack::check_parcel;
    /// 返回处理: back to handling (R-RET-2).
    ReturnToHandling = "return_to_handling" {
        /// Why.
        reason: required Reason,
    };
    /// The consumer gives up (R-APP-7).
    Cancel = "cancel" {
        /// Why.
        reason: optional Reason,
    };
    /// 超级取消: the operator ends it (R-CAN-1).
    SuperCancel = "super_cancel" {
        /// Why.
        reason: required Reason,
    };
    /// 延期 (R-TIM-2).
    ExtendDeadline = "extend_deadline" {
        /// The new deadline.
        until: required Timestamp,
        /// Why.
        reason: required Reason,
    };
    /// Corrects by which parcel the goods come (R-SHP-4).
    CorrectShipment = "correct_shipment" {
        /// Who carries it.
        carrier: required Carrier,
        /// Its number.
        tracking_number: required TrackingNumber,
    } check CorrectShipment::check_parcel;
    /// 领取 (R-ASN-1).
    Claim = "claim" {};
    /// Assigns it to a colleague (R-ASN-1).
    Assign = "assign" {
        /// The name by which they sign in.
        to: required Username,
    };
    /// 催单 (R-MSG-2).
    Urge = "urge" {};
    /// Rates the service (R-RAT-1).
    Rate = "rate" {
        /// 1 to 5.
        stars: required Score<1, 5>,
        /// How likely they are to recommend it, 0 to 10.
        recommend: required Score<0, 10>,
        /// In words.
        comment: optional Remark,
        /// In catchwords.
        tags: list Name,
    };
}

impl Command {
    /// Reads a command: an object whose `type` names it. All violations are reported at once.
    pub fn parse(body: &Value) -> Result<Self, Vec<Violation>> {
        let at_type = |fault| vec![Violation::new("type", fault)];
        let Some(object) = body.as_object() else {
            return Err(vec![Violation::new("", Fault::wrong_type("object"))]);
        };
        let name = object
            .get("type")
            .ok_or_else(|| at_type(Fault::Required {}))?;
        let command_type = CommandType::read(name).map_err(at_type)?;
        Self::parse_as(command_type, body)
    }

    /// The number of the parcel by which it says that the goods come: who else names it is to be known (R-SHP-1).
    pub const fn tracking_number(&self) -> Option<&TrackingNumber> {
        match self {
            Self::Ship(command) => Some(&command.tracking_number),
            Self::CorrectShipment(command) => Some(&command.tracking_number),
            Self::Approve(_)
            | Self::ApproveDirectCompensation(_)
            | Self::Reject(_)
            | Self::AskConsumer(_)
            | Self::Answer(_)
            | Self::BookPickup(_)
            | Self::SignFor(_)
            | Self::ReportAbnormal(_)
            | Self::ResolveException(_)
            | Self::Inspect(_)
            | Self::Handle(_)
            | Self::AcceptQuote(_)
            | Self::DeclineQuote(_)
            | Self::CompleteRepair(_)
            | Self::SendGoodsBack(_)
            | Self::ReturnToHandling(_)
            | Self::Cancel(_)
            | Self::SuperCancel(_)
            | Self::ExtendDeadline(_)
            | Self::Claim(_)
            | Self::Assign(_)
            | Self::Urge(_)
            | Self::Rate(_) => None,
        }
    }

    /// The files that it names, each with the path of its field.
    pub fn attachments(&self) -> Vec<(String, &AttachmentId)> {
        match self {
            Self::Answer(command) => named_at("", &command.attachments),
            Self::SignFor(command) => named_at("", &command.attachments),
            Self::ReportAbnormal(command) => named_at("", &command.attachments),
            Self::CompleteRepair(command) => named_at("", &command.attachments),
            Self::Inspect(command) => {
                let results = command.results.iter().enumerate();
                results
                    .flat_map(|(index, result)| {
                        named_at(&format!("results[{index}]."), &result.attachments)
                    })
                    .collect()
            }
            Self::Approve(_)
            | Self::ApproveDirectCompensation(_)
            | Self::Reject(_)
            | Self::AskConsumer(_)
            | Self::Ship(_)
            | Self::BookPickup(_)
            | Self::ResolveException(_)
            | Self::Handle(_)
            | Self::AcceptQuote(_)
            | Self::DeclineQuote(_)
            | Self::SendGoodsBack(_)
            | Self::CorrectShipment(_)
            | Self::ReturnToHandling(_)
            | Self::Cancel(_)
            | Self::SuperCancel(_)
            | Self::ExtendDeadline(_)
            | Self::Claim(_)
            | Self::Assign(_)
            | Self::Urge(_)
            | Self::Rate(_) => Vec::new(),
        }
    }
}

/// Files, each with the path of its field in an object that stands at a prefix.
pub(super) fn named_at<'a>(
    prefix: &str,
    attachments: &'a [AttachmentId],
) -> Vec<(String, &'a AttachmentId)> {
    let path = |index| format!("{prefix}attachments[{index}]");
    let named = attachments.iter().enumerate();
    named.map(|(index, id)| (path(index), id)).collect()
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
                crate::carrier::check_parcel(&self.parcel(), reader);
            }
        })+
    };
}

name_a_parcel!(Ship, SendGoodsBack, CorrectShipment);

fn check_pickup(command: &BookPickup, reader: &mut Reader<'_>) {
    if command.until <= command.from {
        reader.fault(
            "until",
            Fault::NotAfter {
                field: "from".to_owned(),
            },
        );
    }
}
