//! Where an application stands, told to its consumer.

use aftercare_domain::{
    people::rule::Rule,
    refund::RefundState,
    service_order::{Node, catalogue::HandlingMethod, node::DueAction, view::ConsumerTask},
    values::{money::Money, service::ServiceMethod, time::Timestamp},
};

use super::time;
use crate::words::{Words, format};

impl Words {
    /// Where an order stands.
    pub fn standing(
        self,
        node: Node,
        method: ServiceMethod,
        task: Option<ConsumerTask>,
    ) -> &'static str {
        match (node, method, task) {
            (_, _, Some(ConsumerTask::Answer)) => {
                self.say("商家需要您补充信息", "The merchant has a question")
            }
            (_, _, Some(ConsumerTask::DecideQuote)) => {
                self.say("维修报价等您确认", "The price of the repair waits for you")
            }
            (_, _, Some(ConsumerTask::HandOver)) => {
                self.say("快递员将上门取件", "A courier will pick the goods up")
            }
            (_, _, Some(ConsumerTask::DropOff)) => self.say(
                "审核通过，请送到门店",
                "Approved: bring the goods to the store",
            ),
            (_, _, Some(ConsumerTask::Ship)) => {
                self.say("审核通过，请寄出商品", "Approved: send the goods")
            }
            (Node::PendingShipment, ServiceMethod::Pickup, _) => self.say(
                "审核通过，正在预约上门取件",
                "Approved: the pickup is being booked",
            ),
            (Node::PendingReturn, ServiceMethod::None, _) => {
                self.say("即将为您补寄", "Soon to be sent to you")
            }
            (node, ..) => self.node_for_consumer(node),
        }
    }

    /// What happens at a deadline.
    pub fn at_deadline(self, action: DueAction, due_at: Timestamp) -> String {
        let at = time(due_at, self.language);
        match action {
            DueAction::Approve => say!(
                self,
                "商家将在 {at} 前审核，逾期自动通过。"
                    | "The merchant reviews it by {at}; after that it is approved by itself."
            ),
            DueAction::Cancel => say!(
                self,
                "请在 {at} 前寄出，逾期本单自动取消。"
                    | "Please send the goods by {at}; after that the order is cancelled."
            ),
            DueAction::SignFor => say!(
                self,
                "商家将在 {at} 前签收，逾期自动签收。"
                    | "The merchant signs for it by {at}; after that it counts as received."
            ),
            DueAction::PassInspection => say!(
                self,
                "商家将在 {at} 前检测，逾期按您的申请自动通过。"
                    | "The goods are inspected by {at}; after that they pass as you applied."
            ),
            DueAction::ApplyConclusion => say!(
                self,
                "商家将在 {at} 前处理，逾期按检测结果自动处理。"
                    | "It is decided by {at}; after that as the inspection found."
            ),
            DueAction::Refund => say!(
                self,
                "商家将在 {at} 前处理，逾期自动全额退款。"
                    | "It is decided by {at}; after that you are refunded in full."
            ),
            DueAction::ResumeReview => say!(
                self,
                "请在 {at} 前回答，逾期按现有信息继续审核。"
                    | "Please answer by {at}; after that the review goes on without it."
            ),
            DueAction::MarkOverdue => say!(self, "预计 {at} 前完成。" | "Expected by {at}."),
        }
    }

    /// That the system did it by itself, and why it did.
    pub fn automatic(self, rule: Rule) -> &'static str {
        self.choose(match rule {
            Rule::AddressMissing
            | Rule::ReviewElapsed
            | Rule::AnswerElapsed
            | Rule::ShipmentElapsed
            | Rule::ReceiptElapsed
            | Rule::InspectionElapsed
            | Rule::HandlingElapsed
            | Rule::Overdue => (
                "到期未处理，系统自动完成",
                "Done by the system at the deadline",
            ),
            Rule::ShipmentSkipped | Rule::SuperCancelSettled => {
                ("系统自动完成", "Done by the system")
            }
        })
    }

    /// Until when an application is reviewed.
    pub fn promise(self, due_at: Option<Timestamp>) -> String {
        match due_at {
            Some(due_at) => say!(
                self,
                "商家将在 {} 前审核，逾期自动通过。"
                    | "The merchant reviews it by {}; after that it is approved by itself.",
                time(due_at, self.language)
            ),
            None => self
                .say(
                    "商家审核后会告诉您下一步。",
                    "You will hear about the next step after the review.",
                )
                .to_owned(),
        }
    }

    /// How it was handled.
    pub fn outcome(self, method: HandlingMethod) -> &'static str {
        self.choose(match method {
            HandlingMethod::FullRefund => ("同意退货，全额退款", "Return accepted, full refund"),
            HandlingMethod::NoReasonRefund => (
                "同意七天无理由退货，退款不含首次运费",
                "Return without a reason accepted, refund less the first freight",
            ),
            HandlingMethod::PartialRefund => ("同意部分退款", "Partial refund"),
            HandlingMethod::ReturnRefused => (
                "不符合退货条件，商品将寄还给您",
                "Return refused, the goods come back to you",
            ),
            HandlingMethod::WarrantyExchange => (
                "同意换货，将寄出新商品",
                "Exchange accepted, new goods will be sent",
            ),
            HandlingMethod::ExchangeRefused => (
                "不符合换货条件，商品将寄还给您",
                "Exchange refused, the goods come back to you",
            ),
            HandlingMethod::RepairPartsFree => {
                ("免费更换部件维修", "Repair with new parts, free of charge")
            }
            HandlingMethod::RepairPartsPaid => {
                ("付费更换部件维修", "Repair with new parts, at a price")
            }
            HandlingMethod::RepairAccessory => ("更换附件", "Accessories are replaced"),
            HandlingMethod::RepairAdjustment => ("调试保养", "Adjustment and maintenance"),
            HandlingMethod::RepairOtherPaid => ("付费维修", "Repair at a price"),
            HandlingMethod::DirectCompensation => {
                ("同意补偿，无需退回商品", "Compensation, you keep the goods")
            }
            HandlingMethod::SupplementWarehouse | HandlingMethod::SupplementMerchant => {
                ("同意补件，将寄给您", "Missing parts will be sent")
            }
        })
    }

    /// Where a refund stands.
    pub fn refund(self, state: RefundState, amount: Money) -> String {
        let amount = format::money(amount.fen());
        match state {
            RefundState::Requested => say!(
                self,
                "{amount} 已申请退款，等待打款" | "{amount} requested, to be transferred"
            ),
            RefundState::Processing => {
                say!(self, "{amount} 正在打款" | "{amount} is being transferred")
            }
            RefundState::Succeeded => say!(
                self,
                "{amount} 已退到您的账户" | "{amount} has been transferred to you"
            ),
            RefundState::Failed => say!(
                self,
                "{amount} 打款未成功，财务正在重新处理"
                    | "{amount} could not be transferred; finance looks into it"
            ),
        }
    }
}
