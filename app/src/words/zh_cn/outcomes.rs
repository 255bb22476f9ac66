//! What will follow, in Chinese.

use aftercare_domain::{
    service_order::{
        consequences::Notice, effect::Effect, handling_offers::SuggestionReason, node::DueAction,
    },
    values::{quantity::Quantity, time::Timestamp},
};

use super::Chinese;
use crate::words::{Names as _, format, outcomes::OutcomeWords};

impl OutcomeWords for Chinese {
    fn effect(&self, effect: &Effect) -> String {
        match effect {
            Effect::NodeEntered {
                node,
                due_at,
                due_action,
            } => {
                format!(
                    "进入“{}”{}",
                    self.node(*node),
                    self.due(*due_at, *due_action)
                )
            }
            Effect::DeadlineChanged { due_at: None, .. } => "计时暂停".to_owned(),
            Effect::DeadlineChanged { due_at, due_action } => {
                format!("时限变更{}", self.due(*due_at, *due_action))
            }
            Effect::RefundRequested { amount } => {
                format!("向用户退款 {}", format::money(amount.fen()))
            }
            Effect::ReceivedInPart {
                received,
                applied,
                refund,
            } => {
                let pieces = self.received_in_part(*received, *applied);
                match refund {
                    Some(refund) => format!("{pieces}，退款 {}", format::money(refund.fen())),
                    None => format!("{pieces}，只按收到的处理"),
                }
            }
            Effect::GoodsStay { refund, in_full } => {
                let refund = format::money(refund.fen());
                if *in_full {
                    format!("不退货，全额退款 {refund}")
                } else {
                    format!("不退货，退款 {refund}")
                }
            }
            Effect::ConsumerTold { notice } => format!("通知用户：{}", self.notice(*notice)),
            Effect::StaffTold { notice } => format!("通知商家：{}", self.notice(*notice)),
            Effect::ParcelShared { with } => {
                format!("注意：另有 {} 个服务单使用同一快递单号", with.len())
            }
        }
    }

    fn received_in_part(&self, received: Quantity, applied: Quantity) -> String {
        format!("收到 {} 件（申请 {} 件）", received.get(), applied.get())
    }

    fn notice(&self, notice: Notice) -> &'static str {
        match notice {
            Notice::Applied => "申请已提交",
            Notice::Approved => "审核已通过",
            Notice::Rejected => "申请被拒绝及原因",
            Notice::Asked => "需要补充信息",
            Notice::Answered => "用户已补充信息",
            Notice::PickupBooked => "已预约取件",
            Notice::Received => "商品已签收",
            Notice::Abnormal => "收货有异常",
            Notice::Handled => "处理结果",
            Notice::Quoted => "维修报价待确认",
            Notice::QuoteDecided => "用户已确认报价结果",
            Notice::SentBack => "商品已寄出",
            Notice::Cancelled => "服务单已取消",
            Notice::AddressMissing => "缺少收货地址，请维护后审核",
            Notice::Urged => "用户催单",
        }
    }

    fn suggestion_reason(&self, reason: SuggestionReason) -> &'static str {
        match reason {
            SuggestionReason::Concluded => "质检结论",
            SuggestionReason::NotLiable => "未发现商品问题",
            SuggestionReason::AppliedFor => "用户申请",
            SuggestionReason::InWarranty => "三包内",
            SuggestionReason::OutOfWarranty => "三包外",
            SuggestionReason::Channel => "渠道补件方式",
        }
    }
}

impl Chinese {
    fn due(&self, due_at: Option<Timestamp>, action: Option<DueAction>) -> String {
        match (due_at, action) {
            (Some(due_at), Some(action)) => {
                format!(
                    "，时限 {}，到期{}",
                    format::time(due_at),
                    self.due_action(action)
                )
            }
            (Some(due_at), None) => format!("，时限 {}", format::time(due_at)),
            (None, _) => String::new(),
        }
    }
}
