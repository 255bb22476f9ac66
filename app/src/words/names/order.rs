//! A service order: its nodes, commands, methods, and what comes of them.

use aftercare_domain::{
    people::rule::Rule,
    refund::RefundState,
    service_order::{
        CommandType, Node,
        catalogue::HandlingMethod,
        command::ExceptionResolution,
        inspection::{Liability, Verdict},
        node::DueAction,
    },
};

use crate::words::Words;

impl Words {
    /// A node, as staff call it.
    pub fn node(self, node: Node) -> &'static str {
        self.choose(match node {
            Node::PendingReview => ("待审核", "Pending review"),
            Node::PendingShipment => ("待用户发货", "Pending shipment"),
            Node::PendingReceipt => ("待签收", "Pending receipt"),
            Node::PendingException => ("待异常处理", "Pending exception"),
            Node::PendingInspection => ("待质检", "Pending inspection"),
            Node::PendingHandling => ("待处理", "Pending handling"),
            Node::InRepair => ("维修中", "In repair"),
            Node::PendingReturn => ("待返用户", "Pending return"),
            Node::Completed => ("业务完成", "Completed"),
            Node::Cancelled => ("取消完成", "Cancelled"),
            Node::Declined => ("不予处理完成", "Declined"),
        })
    }

    /// Where an order stands, as the consumer is told.
    pub fn node_for_consumer(self, node: Node) -> &'static str {
        self.choose(match node {
            Node::PendingReview => ("商家正在审核", "The merchant is reviewing it"),
            Node::PendingShipment => ("等待您寄出商品", "Please send us the goods"),
            Node::PendingReceipt => ("商品寄回途中", "The goods are on their way to us"),
            Node::PendingException => (
                "收货有异常，正在核实",
                "Something was wrong at receipt; we are checking",
            ),
            Node::PendingInspection => (
                "已收到商品，正在检测",
                "We have the goods and are inspecting them",
            ),
            Node::PendingHandling => (
                "检测完成，正在处理",
                "Inspected; we are working on the outcome",
            ),
            Node::InRepair => ("商品维修中", "Your goods are being repaired"),
            Node::PendingReturn => ("即将给您寄出", "We are about to send goods to you"),
            Node::Completed => ("售后已完成", "Done"),
            Node::Cancelled => ("售后已取消", "Cancelled"),
            Node::Declined => ("未能受理", "Not accepted"),
        })
    }

    /// What a command's button says.
    pub fn command(self, command: CommandType) -> &'static str {
        self.choose(match command {
            CommandType::Approve => ("审核通过", "Approve"),
            CommandType::ApproveDirectCompensation => ("直赔", "Direct compensation"),
            CommandType::Reject => ("拒绝", "Reject"),
            CommandType::AskConsumer => ("请用户补充", "Ask the consumer"),
            CommandType::Answer => ("补充说明", "Answer"),
            CommandType::Ship => ("填写快递单号", "Add tracking number"),
            CommandType::BookPickup => ("预约取件", "Book pickup"),
            CommandType::SignFor => ("签收", "Sign for goods"),
            CommandType::ReportAbnormal => ("收货异常", "Report a problem at receipt"),
            CommandType::ResolveException => ("异常处理", "Resolve exception"),
            CommandType::Inspect => ("提交质检", "Submit inspection"),
            CommandType::Handle => ("提交处理", "Handle"),
            CommandType::AcceptQuote => ("接受报价", "Accept quote"),
            CommandType::DeclineQuote => ("不接受报价", "Decline quote"),
            CommandType::CompleteRepair => ("维修完成", "Complete repair"),
            CommandType::SendGoodsBack => ("寄出商品", "Send goods"),
            CommandType::ReturnToHandling => ("返回处理", "Return to handling"),
            CommandType::Cancel => ("取消申请", "Cancel application"),
            CommandType::SuperCancel => ("超级取消", "Super cancel"),
            CommandType::ExtendDeadline => ("延期", "Extend deadline"),
            CommandType::CorrectShipment => ("更正快递单号", "Correct tracking number"),
            CommandType::Claim => ("领取", "Claim"),
            CommandType::Assign => ("指派", "Assign"),
            CommandType::Urge => ("催单", "Urge"),
            CommandType::Rate => ("评价", "Rate"),
        })
    }

    /// A handling method.
    pub fn method(self, method: HandlingMethod) -> &'static str {
        self.choose(match method {
            HandlingMethod::FullRefund => ("退货-全款退货", "Return: full refund"),
            HandlingMethod::NoReasonRefund => (
                "退货-七天无理由退货",
                "Return: within seven days, no reason needed",
            ),
            HandlingMethod::PartialRefund => ("退货-部分退款", "Return: partial refund"),
            HandlingMethod::ReturnRefused => {
                ("退货-不予退货（原返）", "Return refused, goods go back")
            }
            HandlingMethod::WarrantyExchange => ("换货-三包换货", "Exchange under warranty"),
            HandlingMethod::ExchangeRefused => ("换货-不予换货", "Exchange refused, goods go back"),
            HandlingMethod::RepairPartsFree => {
                ("维修-更换部件维修（免费）", "Repair: parts replaced, free")
            }
            HandlingMethod::RepairPartsPaid => {
                ("维修-更换部件维修（付费）", "Repair: parts replaced, paid")
            }
            HandlingMethod::RepairAccessory => ("维修-更换附件", "Repair: accessory replaced"),
            HandlingMethod::RepairAdjustment => ("维修-调试保养", "Repair: adjustment and care"),
            HandlingMethod::RepairOtherPaid => ("维修-其他付费服务", "Repair: other paid service"),
            HandlingMethod::DirectCompensation => ("直赔", "Direct compensation"),
            HandlingMethod::SupplementWarehouse => (
                "线上补件-大仓重新发货",
                "Missing parts: sent by the warehouse",
            ),
            HandlingMethod::SupplementMerchant => (
                "线下补件-线下补发商品",
                "Missing parts: sent by the merchant",
            ),
        })
    }

    /// How an exception is resolved.
    pub fn resolution(self, resolution: ExceptionResolution) -> &'static str {
        self.choose(match resolution {
            ExceptionResolution::ConsumerConcedes => (
                "用户妥协（原物返回用户）",
                "Consumer concedes (the goods go back)",
            ),
            ExceptionResolution::Hold => (
                "未上传快递单无法确认用户（暂存/复核）",
                "No tracking number, consumer unknown (hold and review)",
            ),
            ExceptionResolution::MerchantConcedes => (
                "商家妥协（继续质检）",
                "Merchant concedes (on to inspection)",
            ),
        })
    }

    /// Who is to blame.
    pub fn liability(self, liability: Liability) -> &'static str {
        self.choose(match liability {
            Liability::Product => ("商品问题", "Product at fault"),
            Liability::Consumer => ("用户责任", "Consumer's fault"),
            Liability::Carrier => ("承运方责任", "Carrier's fault"),
            Liability::NoneFound => ("未发现问题", "No fault found"),
        })
    }

    /// A verdict on an inspected item.
    pub fn verdict(self, verdict: Verdict) -> &'static str {
        self.choose(match verdict {
            Verdict::Pass => ("合格", "Pass"),
            Verdict::Fail => ("不合格", "Fail"),
            Verdict::NotApplicable => ("不适用", "N/A"),
        })
    }

    /// What the system does at a deadline.
    pub fn due_action(self, action: DueAction) -> &'static str {
        self.choose(match action {
            DueAction::Approve => (
                "系统按申请内容自动审核通过",
                "the system approves it as applied for",
            ),
            DueAction::Cancel => ("系统自动取消服务单", "the system cancels the order"),
            DueAction::SignFor => (
                "系统自动签收（标记超时自动通过）",
                "the system signs for the goods (marked as passed automatically)",
            ),
            DueAction::PassInspection => (
                "系统按申请内容自动通过质检",
                "the system passes the inspection as applied for",
            ),
            DueAction::ApplyConclusion => (
                "系统按质检结论自动处理",
                "the system handles it as the inspection concluded",
            ),
            DueAction::Refund => ("系统自动全额退款", "the system refunds in full"),
            DueAction::ResumeReview => (
                "系统不再等待用户补充，继续审核计时",
                "the system stops waiting for the answer and the review's time goes on",
            ),
            DueAction::MarkOverdue => (
                "标记为已超时，仍需人工处理",
                "it is marked overdue; a person must act",
            ),
        })
    }

    /// Why the system acted.
    pub fn rule(self, rule: Rule) -> &'static str {
        self.choose(match rule {
            Rule::AddressMissing => (
                "审核超时，但没有可用的收货地址",
                "review overdue, but there is no receiving address",
            ),
            Rule::ShipmentSkipped => (
                "已有快递单号，跳过待用户发货",
                "the tracking number was known, so shipment was skipped",
            ),
            Rule::ReviewElapsed => (
                "审核超时自动通过",
                "review passed automatically at its deadline",
            ),
            Rule::AnswerElapsed => ("用户未在时限内补充", "the consumer did not answer in time"),
            Rule::ShipmentElapsed => (
                "用户未在时限内发货",
                "the consumer did not send the goods in time",
            ),
            Rule::ReceiptElapsed => (
                "签收超时自动通过",
                "receipt passed automatically at its deadline",
            ),
            Rule::InspectionElapsed => (
                "质检超时自动通过",
                "inspection passed automatically at its deadline",
            ),
            Rule::HandlingElapsed => ("处理超时自动执行", "handled automatically at the deadline"),
            Rule::SuperCancelSettled => (
                "超级取消后商品已寄回",
                "the goods went back after a super cancel",
            ),
            Rule::Overdue => (
                "节点超时，仍需人工处理",
                "the node is overdue; a person must act",
            ),
        })
    }

    /// Where a refund stands.
    pub fn refund_state(self, state: RefundState) -> &'static str {
        self.choose(match state {
            RefundState::Requested => ("待退款", "Requested"),
            RefundState::Processing => ("退款处理中", "Processing"),
            RefundState::Succeeded => ("已退款", "Refunded"),
            RefundState::Failed => ("退款失败", "Failed"),
        })
    }

    /// In or out of warranty.
    pub fn warranty(self, in_warranty: bool) -> &'static str {
        self.choose(if in_warranty {
            ("三包内", "In warranty")
        } else {
            ("三包外", "Out of warranty")
        })
    }
}
