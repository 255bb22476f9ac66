//! The names of things in Chinese.

use aftercare_domain::{
    people::{
        party::{Party, Position},
        rule::Rule,
    },
    policy::responsibility::{Responsible, Step},
    refund::RefundState,
    service_order::{
        CommandType, Node, ReturnOrigin,
        catalogue::HandlingMethod,
        command::ExceptionResolution,
        inspection::{Liability, Verdict},
        node::DueAction,
        reason::{AbnormalReason, ApplyReason, RejectReason, RevealReason},
    },
    values::{
        carrier::Carrier,
        channel::Channel,
        service::{AddressPurpose, ServiceMethod, ServiceType},
    },
};

use super::Chinese;
use crate::words::names::Names;

impl Names for Chinese {
    fn node(&self, node: Node) -> &'static str {
        match node {
            Node::PendingReview => "待审核",
            Node::PendingShipment => "待用户发货",
            Node::PendingReceipt => "待签收",
            Node::PendingException => "待异常处理",
            Node::PendingInspection => "待质检",
            Node::PendingHandling => "待处理",
            Node::InRepair => "维修中",
            Node::PendingReturn => "待返用户",
            Node::Completed => "业务完成",
            Node::Cancelled => "取消完成",
            Node::Declined => "不予处理完成",
        }
    }

    fn node_for_consumer(&self, node: Node) -> &'static str {
        match node {
            Node::PendingReview => "商家正在审核",
            Node::PendingShipment => "等待您寄出商品",
            Node::PendingReceipt => "商品寄回途中",
            Node::PendingException => "收货有异常，正在核实",
            Node::PendingInspection => "已收到商品，正在检测",
            Node::PendingHandling => "检测完成，正在处理",
            Node::InRepair => "商品维修中",
            Node::PendingReturn => "即将给您寄出",
            Node::Completed => "售后已完成",
            Node::Cancelled => "售后已取消",
            Node::Declined => "未能受理",
        }
    }

    fn service_type(&self, service_type: ServiceType) -> &'static str {
        match service_type {
            ServiceType::Return => "退货",
            ServiceType::Exchange => "换货",
            ServiceType::Repair => "维修",
            ServiceType::Supplement => "补件",
        }
    }

    fn service_type_hint(&self, service_type: ServiceType) -> &'static str {
        match service_type {
            ServiceType::Return => "退回商品，退还款项",
            ServiceType::Exchange => "换一件同款商品",
            ServiceType::Repair => "修好后寄回给您",
            ServiceType::Supplement => "补发缺少的配件或赠品",
        }
    }

    fn service_method(&self, method: ServiceMethod) -> &'static str {
        match method {
            ServiceMethod::MailIn => "寄回",
            ServiceMethod::Pickup => "上门取件",
            ServiceMethod::DropOff => "送店",
            ServiceMethod::None => "无需寄回",
        }
    }

    fn service_method_hint(&self, method: ServiceMethod) -> &'static str {
        match method {
            ServiceMethod::MailIn => "审核通过后自行寄出，并填写快递单号",
            ServiceMethod::Pickup => "审核通过后预约快递员上门",
            ServiceMethod::DropOff => "带到门店，当面交给店员",
            ServiceMethod::None => "商品留在您手中",
        }
    }

    fn channel(&self, channel: Channel) -> &'static str {
        match channel {
            Channel::YoupinOnline => "小米有品",
            Channel::YoupinStore => "有品线下店",
            Channel::MiHome => "小米之家",
            Channel::YoupinJd => "有品京东店",
        }
    }

    fn party(&self, party: Party) -> &'static str {
        match party {
            Party::Consumer => "用户",
            Party::Merchant => "商家",
            Party::Store => "门店",
            Party::Operator => "平台运营",
            Party::ReturnCentre => "平台退换中心",
            Party::System => "系统",
            Party::ApiClient => "接口",
        }
    }

    fn position(&self, position: Position) -> &'static str {
        match position {
            Position::Owner => "店主",
            Position::Agent => "客服",
            Position::Receiver => "仓管",
            Position::Inspector => "质检",
            Position::Technician => "维修",
            Position::Finance => "财务",
        }
    }

    fn method(&self, method: HandlingMethod) -> &'static str {
        match method {
            HandlingMethod::FullRefund => "退货-全款退货",
            HandlingMethod::NoReasonRefund => "退货-七天无理由退货",
            HandlingMethod::PartialRefund => "退货-部分退款",
            HandlingMethod::ReturnRefused => "退货-不予退货（原返）",
            HandlingMethod::WarrantyExchange => "换货-三包换货",
            HandlingMethod::ExchangeRefused => "换货-不予换货",
            HandlingMethod::RepairPartsFree => "维修-更换部件维修（免费）",
            HandlingMethod::RepairPartsPaid => "维修-更换部件维修（付费）",
            HandlingMethod::RepairAccessory => "维修-更换附件",
            HandlingMethod::RepairAdjustment => "维修-调试保养",
            HandlingMethod::RepairOtherPaid => "维修-其他付费服务",
            HandlingMethod::DirectCompensation => "直赔",
            HandlingMethod::SupplementWarehouse => "线上补件-大仓重新发货",
            HandlingMethod::SupplementMerchant => "线下补件-线下补发商品",
        }
    }

    fn command(&self, command: CommandType) -> &'static str {
        match command {
            CommandType::Approve => "审核通过",
            CommandType::ApproveDirectCompensation => "直赔",
            CommandType::Reject => "拒绝",
            CommandType::AskConsumer => "请用户补充",
            CommandType::Answer => "补充说明",
            CommandType::Ship => "填写快递单号",
            CommandType::BookPickup => "预约取件",
            CommandType::SignFor => "签收",
            CommandType::ReportAbnormal => "收货异常",
            CommandType::ResolveException => "异常处理",
            CommandType::Inspect => "提交质检",
            CommandType::Handle => "提交处理",
            CommandType::AcceptQuote => "接受报价",
            CommandType::DeclineQuote => "不接受报价",
            CommandType::CompleteRepair => "维修完成",
            CommandType::SendGoodsBack => "寄出商品",
            CommandType::ReturnToHandling => "返回处理",
            CommandType::Cancel => "取消申请",
            CommandType::SuperCancel => "超级取消",
            CommandType::ExtendDeadline => "延期",
            CommandType::CorrectShipment => "更正快递单号",
            CommandType::Claim => "领取",
            CommandType::Assign => "指派",
            CommandType::Urge => "催单",
            CommandType::Rate => "评价",
        }
    }

    fn carrier(&self, carrier: Carrier) -> &'static str {
        match carrier {
            Carrier::Sf => "顺丰速运",
            Carrier::Jd => "京东物流",
            Carrier::Zto => "中通快递",
            Carrier::Yto => "圆通速递",
            Carrier::Sto => "申通快递",
            Carrier::Yunda => "韵达快递",
            Carrier::Ems => "中国邮政 EMS",
            Carrier::Jt => "极兔速递",
            Carrier::Deppon => "德邦快递",
            Carrier::Other => "其他快递",
        }
    }

    fn apply_reason(&self, reason: ApplyReason) -> &'static str {
        match reason {
            ApplyReason::QualityDefect => "商品质量问题",
            ApplyReason::Malfunction => "功能故障",
            ApplyReason::DamagedInTransit => "运输途中损坏",
            ApplyReason::WrongGoods => "发错商品",
            ApplyReason::MissingParts => "少件、漏发",
            ApplyReason::NotAsDescribed => "与描述不符",
            ApplyReason::NoReason => "七天无理由",
            ApplyReason::Other => "其他",
        }
    }

    fn reject_reason(&self, reason: RejectReason) -> &'static str {
        match reason {
            RejectReason::OutOfWindow => "超出售后期限",
            RejectReason::MisuseDamage => "人为损坏",
            RejectReason::InsufficientEvidence => "凭证不足",
            RejectReason::NotCovered => "不支持该服务",
            RejectReason::SettledWithConsumer => "已与用户协商一致",
            RejectReason::Other => "其他",
        }
    }

    fn abnormal_reason(&self, reason: AbnormalReason) -> &'static str {
        match reason {
            AbnormalReason::NotReceived => "未收到货",
            AbnormalReason::WrongQuantity => "数量不符",
            AbnormalReason::WrongGoods => "货不对板",
            AbnormalReason::DamagedInTransit => "运输破损",
            AbnormalReason::Incomplete => "缺件",
            AbnormalReason::UsedOrNotIntact => "已使用、影响二次销售",
            AbnormalReason::Counterfeit => "疑似假货",
            AbnormalReason::Other => "其他",
        }
    }

    fn reveal_reason(&self, reason: RevealReason) -> &'static str {
        match reason {
            RevealReason::ContactConsumer => "联系用户",
            RevealReason::ShipGoods => "寄送商品",
            RevealReason::CheckAddress => "核对地址",
            RevealReason::Other => "其他",
        }
    }

    fn resolution(&self, resolution: ExceptionResolution) -> &'static str {
        match resolution {
            ExceptionResolution::ConsumerConcedes => "用户妥协（原物返回用户）",
            ExceptionResolution::Hold => "未上传快递单无法确认用户（暂存/复核）",
            ExceptionResolution::MerchantConcedes => "商家妥协（继续质检）",
        }
    }

    fn liability(&self, liability: Liability) -> &'static str {
        match liability {
            Liability::Product => "商品问题",
            Liability::Consumer => "用户责任",
            Liability::Carrier => "承运方责任",
            Liability::NoneFound => "未发现问题",
        }
    }

    fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Pass => "合格",
            Verdict::Fail => "不合格",
            Verdict::NotApplicable => "不适用",
        }
    }

    fn responsible(&self, responsible: Responsible) -> &'static str {
        match responsible {
            Responsible::Consumer => "用户",
            Responsible::Merchant => "商家",
            Responsible::Store => "门店",
            Responsible::Platform => "平台",
        }
    }

    fn step(&self, step: Step) -> &'static str {
        match step {
            Step::Apply => "申请",
            Step::Review => "审核",
            Step::Receive => "收货",
            Step::Inspect => "质检",
            Step::Handle => "处理",
        }
    }

    fn due_action(&self, action: DueAction) -> &'static str {
        match action {
            DueAction::Approve => "系统按申请内容自动审核通过",
            DueAction::Cancel => "系统自动取消服务单",
            DueAction::SignFor => "系统自动签收（标记超时自动通过）",
            DueAction::PassInspection => "系统按申请内容自动通过质检",
            DueAction::ApplyConclusion => "系统按质检结论自动处理",
            DueAction::Refund => "系统自动全额退款",
            DueAction::ResumeReview => "系统不再等待用户补充，继续审核计时",
            DueAction::MarkOverdue => "标记为已超时，仍需人工处理",
        }
    }

    fn rule(&self, rule: Rule) -> &'static str {
        match rule {
            Rule::AddressMissing => "审核超时，但没有可用的收货地址",
            Rule::ShipmentSkipped => "已有快递单号，跳过待用户发货",
            Rule::ReviewElapsed => "审核超时自动通过",
            Rule::AnswerElapsed => "用户未在时限内补充",
            Rule::ShipmentElapsed => "用户未在时限内发货",
            Rule::ReceiptElapsed => "签收超时自动通过",
            Rule::InspectionElapsed => "质检超时自动通过",
            Rule::HandlingElapsed => "处理超时自动执行",
            Rule::SuperCancelSettled => "超级取消后商品已寄回",
            Rule::Overdue => "节点超时，仍需人工处理",
        }
    }

    fn refund_state(&self, state: RefundState) -> &'static str {
        match state {
            RefundState::Requested => "待退款",
            RefundState::Processing => "退款处理中",
            RefundState::Succeeded => "已退款",
            RefundState::Failed => "退款失败",
        }
    }

    fn address_purpose(&self, purpose: AddressPurpose) -> &'static str {
        match purpose {
            AddressPurpose::Return => "退货地址",
            AddressPurpose::Exchange => "换货地址",
            AddressPurpose::Repair => "维修地址",
        }
    }

    fn return_origin(&self, origin: ReturnOrigin) -> &'static str {
        match origin {
            ReturnOrigin::Handled => "按处理结果返还",
            ReturnOrigin::Repaired => "维修完成返还",
            ReturnOrigin::QuoteDeclined => "用户未接受报价，原物返还",
            ReturnOrigin::ConsumerConceded => "用户妥协，原物返还",
            ReturnOrigin::SuperCancelled => "超级取消，原物返还",
        }
    }

    fn warranty(&self, in_warranty: bool) -> &'static str {
        if in_warranty {
            "三包内"
        } else {
            "三包外"
        }
    }
}
