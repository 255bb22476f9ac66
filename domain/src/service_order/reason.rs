//! Reason codes: why somebody applies, rejects, or reports goods as abnormal.

use serde::{Deserialize, Serialize};

use crate::{
    form::{Cardinality, Field as _, FieldRole, FieldSpec, Reader, Record, named::named},
    values::service::ServiceType,
};

named! {
    /// What a reason is given for.
    pub enum ReasonUse {
        /// For the application of a consumer.
        Apply = "apply",
        /// For the rejection of an application by a reviewer.
        Reject = "reject",
        /// Goods that arrive abnormal.
        Abnormal = "abnormal",
        /// Personal data that somebody asks to see in full.
        Reveal = "reveal",
    }
}

named! {
    /// Why a consumer applies (R-APP-1).
    pub enum ApplyReason offered as ApplyReason {
        /// 商品质量问题: the goods have a defect of quality.
        QualityDefect = "quality_defect",
        /// 功能故障: the goods do not work as they should.
        Malfunction = "malfunction",
        /// 运输途中损坏: the goods were damaged on their way.
        DamagedInTransit = "damaged_in_transit",
        /// 发错商品: other goods were sent than were bought.
        WrongGoods = "wrong_goods",
        /// 少件、漏发: parts are missing or were not sent.
        MissingParts = "missing_parts",
        /// 与描述不符: the goods are not as they were described.
        NotAsDescribed = "not_as_described",
        /// 七天无理由: a return within seven days, which needs no reason.
        NoReason = "no_reason",
        /// 其他: another reason, which the description tells.
        Other = "other",
    }
}

named! {
    /// Why a reviewer rejects (R-REV-6).
    pub enum RejectReason offered as RejectReason {
        /// 超出售后期限: the window of the service is over.
        OutOfWindow = "out_of_window",
        /// 人为损坏: the consumer damaged the goods.
        MisuseDamage = "misuse_damage",
        /// 凭证不足: the evidence does not show what is claimed.
        InsufficientEvidence = "insufficient_evidence",
        /// 不支持该服务: the service is not offered for these goods.
        NotCovered = "not_covered",
        /// 已与用户协商一致: it was settled with the consumer otherwise.
        SettledWithConsumer = "settled_with_consumer",
        /// 其他: another reason, which the text tells.
        Other = "other",
    }
}

named! {
    /// What is abnormal about goods at receipt (R-RCV-2).
    pub enum AbnormalReason offered as AbnormalReason {
        /// 未收到货: the goods did not arrive.
        NotReceived = "not_received",
        /// 数量不符: another number of pieces arrived.
        WrongQuantity = "wrong_quantity",
        /// 货不对板: other goods arrived.
        WrongGoods = "wrong_goods",
        /// 运输破损: the goods were damaged on their way.
        DamagedInTransit = "damaged_in_transit",
        /// 缺件: parts of the goods are missing.
        Incomplete = "incomplete",
        /// 已使用、影响二次销售: the goods are used, or can't be sold again.
        UsedOrNotIntact = "used_or_not_intact",
        /// 疑似假货: the goods seem to be counterfeit.
        Counterfeit = "counterfeit",
        /// 其他: something else, which the remark tells.
        Other = "other",
    }
}

named! {
    /// Why somebody who works on an order needs its personal data in full.
    pub enum RevealReason offered as RevealReason {
        /// 联系用户: to call or write to the consumer.
        ContactConsumer = "contact_consumer",
        /// 寄送商品: to send goods to the consumer.
        ShipGoods = "ship_goods",
        /// 核对地址: to check an address with the consumer.
        CheckAddress = "check_address",
        /// 其他: another reason, which the remark tells.
        Other = "other",
    }
}

impl RevealReason {
    /// Whether a remark must explain it.
    pub(crate) const fn needs_remark(self) -> bool {
        match self {
            Self::Other => true,
            Self::ContactConsumer | Self::ShipGoods | Self::CheckAddress => false,
        }
    }
}

/// Which list of reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReasonQuery {
    /// What a reason is to be given for.
    pub given_for: ReasonUse,
}

#[cfg(feature = "openapi")]
impl utoipa::IntoParams for ReasonQuery {
    fn into_params(
        parameter_in: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
    ) -> Vec<utoipa::openapi::path::Parameter> {
        crate::form::schema::parameters(Self::FIELDS, parameter_in())
    }
}

impl Record for ReasonQuery {
    // Written out: the parameter's name is a word of Rust.
    const FIELDS: &'static [FieldSpec] = &[FieldSpec {
        name: "for",
        kind: ReasonUse::KIND,
        cardinality: Cardinality::Required,
        role: FieldRole::Plain,
        #[cfg(feature = "openapi")]
        doc: "What a reason is to be given for.",
    }];

    fn read_fields(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            given_for: reader.required("for")?,
        })
    }
}

/// A reason as the lists publish it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ReasonFacts {
    /// The name of the reason, as commands and events have it.
    pub code: &'static str,
    /// Whether photos should support the reason.
    pub evidence_required: bool,
    /// Whether a remark must explain it.
    pub remark_required: bool,
}

impl ReasonUse {
    /// The reasons of a list, in the order of its menu.
    pub fn reasons(self) -> Vec<ReasonFacts> {
        match self {
            Self::Apply => ApplyReason::ALL
                .iter()
                .map(|reason| ReasonFacts {
                    code: reason.name(),
                    evidence_required: false,
                    remark_required: true,
                })
                .collect(),
            Self::Reject => RejectReason::NAMES
                .iter()
                .map(|&code| with_remark(code))
                .collect(),
            Self::Abnormal => AbnormalReason::NAMES
                .iter()
                .map(|&code| with_remark(code))
                .collect(),
            Self::Reveal => RevealReason::ALL
                .iter()
                .map(|reason| ReasonFacts {
                    code: reason.name(),
                    evidence_required: false,
                    remark_required: reason.needs_remark(),
                })
                .collect(),
        }
    }
}

const fn with_remark(code: &'static str) -> ReasonFacts {
    ReasonFacts {
        code,
        evidence_required: false,
        remark_required: true,
    }
}

impl ApplyReason {
    /// The service types for which an application form offers it.
    pub const fn fits(self, service_type: ServiceType) -> bool {
        match self {
            Self::NoReason => matches!(service_type, ServiceType::Return),
            Self::MissingParts => !matches!(service_type, ServiceType::Repair),
            Self::QualityDefect
            | Self::Malfunction
            | Self::DamagedInTransit
            | Self::WrongGoods
            | Self::NotAsDescribed
            | Self::Other => true,
        }
    }
}

/// A reason as the lists publish it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReasonView {
    /// The name of the reason, as commands and events have it.
    pub code: String,
    /// The reason in the caller's language.
    pub text: String,
    /// Whether photos should support the reason.
    pub evidence_required: bool,
    /// Whether a remark must explain it.
    pub remark_required: bool,
}
