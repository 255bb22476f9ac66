//! Reasons to choose from.

use aftercare_domain::service_order::reason::{
    AbnormalReason, ApplyReason, RejectReason, RevealReason,
};

use crate::words::Words;

impl Words {
    /// Why a consumer applies.
    pub fn apply_reason(self, reason: ApplyReason) -> &'static str {
        self.choose(match reason {
            ApplyReason::QualityDefect => ("商品质量问题", "Quality defect"),
            ApplyReason::Malfunction => ("功能故障", "Malfunction"),
            ApplyReason::DamagedInTransit => ("运输途中损坏", "Damaged in transit"),
            ApplyReason::WrongGoods => ("发错商品", "Wrong goods"),
            ApplyReason::MissingParts => ("少件、漏发", "Something is missing"),
            ApplyReason::NotAsDescribed => ("与描述不符", "Not as described"),
            ApplyReason::NoReason => ("七天无理由", "Changed my mind (7 days)"),
            ApplyReason::Other => ("其他", "Other"),
        })
    }

    /// Why a reviewer rejects.
    pub fn reject_reason(self, reason: RejectReason) -> &'static str {
        self.choose(match reason {
            RejectReason::OutOfWindow => ("超出售后期限", "Out of the service window"),
            RejectReason::MisuseDamage => ("人为损坏", "Damaged by misuse"),
            RejectReason::InsufficientEvidence => ("凭证不足", "Not enough evidence"),
            RejectReason::NotCovered => ("不支持该服务", "Service not covered"),
            RejectReason::SettledWithConsumer => ("已与用户协商一致", "Settled with the consumer"),
            RejectReason::Other => ("其他", "Other"),
        })
    }

    /// What is abnormal about goods at receipt.
    pub fn abnormal_reason(self, reason: AbnormalReason) -> &'static str {
        self.choose(match reason {
            AbnormalReason::NotReceived => ("未收到货", "Not received"),
            AbnormalReason::WrongQuantity => ("数量不符", "Wrong quantity"),
            AbnormalReason::WrongGoods => ("货不对板", "Wrong goods"),
            AbnormalReason::DamagedInTransit => ("运输破损", "Damaged in transit"),
            AbnormalReason::Incomplete => ("缺件", "Incomplete"),
            AbnormalReason::UsedOrNotIntact => ("已使用、影响二次销售", "Used or not intact"),
            AbnormalReason::Counterfeit => ("疑似假货", "Suspected counterfeit"),
            AbnormalReason::Other => ("其他", "Other"),
        })
    }

    /// Why somebody needs to see personal data.
    pub fn reveal_reason(self, reason: RevealReason) -> &'static str {
        self.choose(match reason {
            RevealReason::ContactConsumer => ("联系用户", "Contact the consumer"),
            RevealReason::ShipGoods => ("寄送商品", "Send goods"),
            RevealReason::CheckAddress => ("核对地址", "Check the address"),
            RevealReason::Other => ("其他", "Other"),
        })
    }
}
