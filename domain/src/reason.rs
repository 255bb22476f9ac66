//! Reason codes: why somebody applies, rejects, or reports goods as abnormal.

use serde::Serialize;

use crate::{
    form::{Field as _, FieldSpec, Presence, Reader, Record},
    named::named,
    service::ServiceType,
};

named! {
    /// What a reason is given for.
    pub enum ReasonUse {
        /// The consumer's application.
        Apply = "apply",
        /// The reviewer's rejection.
        Reject = "reject",
        /// Goods that arrive abnormal.
        Abnormal = "abnormal",
        /// Personal data that somebody asks to see in full.
        Reveal = "reveal",
    }
}

named! {
    /// Why a consumer applies (R-APP-1).
    pub enum ApplyReason {
        /// 商品质量问题
        QualityDefect = "quality_defect",
        /// 功能故障
        Malfunction = "malfunction",
        /// 运输途中损坏
        DamagedInTransit = "damaged_in_transit",
        /// 发错商品
        WrongGoods = "wrong_goods",
        /// 少件、漏发
        MissingParts = "missing_parts",
        /// 与描述不符
        NotAsDescribed = "not_as_described",
        /// 七天无理由
        NoReason = "no_reason",
        /// 其他
        Other = "other",
    }
}

named! {
    /// Why a reviewer rejects (R-REV-6).
    pub enum RejectReason {
        /// 超出售后期限
        OutOfWindow = "out_of_window",
        /// 人为损坏
        MisuseDamage = "misuse_damage",
        /// 凭证不足
        InsufficientEvidence = "insufficient_evidence",
        /// 不支持该服务
        NotCovered = "not_covered",
        /// 已与用户协商一致
        SettledWithConsumer = "settled_with_consumer",
        /// 其他
        Other = "other",
    }
}

named! {
    /// What is abnormal about goods at receipt (R-RCV-2).
    pub enum AbnormalReason {
        /// 未收到货
        NotReceived = "not_received",
        /// 数量不符
        WrongQuantity = "wrong_quantity",
        /// 货不对板
        WrongGoods = "wrong_goods",
        /// 运输破损
        DamagedInTransit = "damaged_in_transit",
        /// 缺件
        Incomplete = "incomplete",
        /// 已使用、影响二次销售
        UsedOrNotIntact = "used_or_not_intact",
        /// 疑似假货
        Counterfeit = "counterfeit",
        /// 其他
        Other = "other",
    }
}

named! {
    /// Why somebody who works on an order needs its personal data in full.
    pub enum RevealReason {
        /// 联系用户
        ContactConsumer = "contact_consumer",
        /// 寄送商品
        ShipGoods = "ship_goods",
        /// 核对地址
        CheckAddress = "check_address",
        /// 其他
        Other = "other",
    }
}

impl RevealReason {
    /// Whether a remark must explain it.
    pub const fn needs_remark(self) -> bool {
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

impl Record for ReasonQuery {
    // Written out: the parameter's name is a word of Rust.
    const FIELDS: &'static [FieldSpec] = &[FieldSpec {
        name: "for",
        kind: ReasonUse::KIND,
        presence: Presence::Required,
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
    /// The code.
    pub code: &'static str,
    /// Whether photos should support it.
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
