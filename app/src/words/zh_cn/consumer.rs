//! What consumers read, in Chinese.

use aftercare_domain::{
    people::{party::Party, rule::Rule},
    policy::responsibility::Responsible,
    refund::RefundState,
    service_order::{
        CommandType, Node, Refusal,
        catalogue::HandlingMethod,
        command::ExceptionResolution,
        eligibility::Warranty,
        node::DueAction,
        service_offers::ServiceOffer,
        view::{ConsumerEvent, ConsumerTask},
    },
    values::{
        money::Money,
        service::{ServiceMethod, ServiceType},
        time::Timestamp,
    },
};

use super::Chinese;
use crate::{
    request::language::Language,
    words::{
        Names as _, RefusalWords as _,
        consumer::{
            self, ApplyWords, ConsumerOrdersWords, ConsumerWords, ForConsumers, NewsWords,
            StageWords, TrackWords,
        },
        format,
        refusals::Explanation,
        timeline::EventText,
    },
};

const CONSUMER: ConsumerWords = ConsumerWords {
    news: NewsWords {
        there_is: "服务单有了新进展，您填写的内容会保留。",
        show: "查看最新进展",
        no_network: "网络已断开，页面没有打开；恢复连接后再试，您填写的内容会保留。",
        overtaken: "服务单有了新进展，刚才的操作没有执行",
        overtaken_next: "请看下面的最新情况；仍然需要时，请再提交一次，您填写的内容已保留。",
    },
    orders: ConsumerOrdersWords {
        title: "我的订单与售后",
        under_way: "进行中的售后",
        ended: "已结束的售后",
        more: "更早的售后",
        bought: "已购商品",
        order_number: "订单",
        paid_at: "下单",
        apply: "申请售后",
        track: "查看进度",
        empty: "还没有订单",
        empty_next: "在商城下单后，订单会出现在这里；商品发货后即可申请售后。",
        none_under_way: "没有进行中的售后。商品有问题时，在下方选择商品申请。",
        all_terms: "各项服务的期限",
        rate: "去评价",
    },
    apply: ApplyWords {
        title: "申请售后",
        service_type: "您需要什么服务？",
        reason: "为什么申请？",
        service_method: "商品怎么交给我们？",
        quantity: "申请数量",
        description: "问题描述",
        description_hint: "请写明问题现象、何时出现，5 至 500 字",
        serial_number: "商品序列号（SN）",
        serial_number_hint: "见机身或包装盒上的标签",
        return_to: "收货地址",
        return_to_hint: "维修、换货或退还商品时寄到这里",
        name: "姓名",
        phone: "手机号码",
        province: "省份",
        city: "城市",
        district: "区/县",
        district_hint: "东莞、中山等不设区县的城市不用填",
        street: "详细地址",
        contact: "联系人不是收货人",
        contact_hint: "不填则联系收货人",
        steps: ["选择服务", "说明问题", "寄送与收货", "核对并提交"],
        next: "下一步",
        step_back: "上一步",
        to_the_check: "返回核对",
        change: "修改",
        submit: "提交申请",
        check: "请核对以上内容，无误后提交。",
        then: "提交后立即生成服务单号，并告诉您商家最晚何时审核；商家逾期未审核，申请自动通过。",
        wrong: "有内容需要修改，其余已保留",
        nothing: "这件商品现在不能申请售后",
        not_found: "没有找到这件商品",
        not_found_next: "请从“我的订单与售后”中选择商品。",
        back: "返回我的订单",
    },
    track: TrackWords {
        title: "售后进度",
        number: "服务单号",
        applied: "申请已提交",
        next: "接下来请您",
        nothing_to_do: "现在不需要您做什么，有进展会显示在这里。",
        paused: "等待您的回复期间，审核计时暂停。",
        goods: "商品",
        application: "申请内容",
        timeline: "进度记录",
        receiving_address: "寄回地址",
        copy_address: "复制地址",
        pickup: "上门时间",
        shipment: "您寄出的包裹",
        return_shipment: "寄给您的包裹",
        repair: "维修详情",
        quote: "维修报价",
        quote_accepted: "您已接受",
        handling: "处理结果",
        reason: "说明",
        reason_applied: "申请原因",
        rejection: "未能受理的原因",
        refund: "退款",
        service: "服务",
        received: "商家收到",
        service_method: "寄送方式",
        warranty: "保修",
        description: "问题描述",
        contact: "联系人",
        return_to: "收货地址",
        question: "商家的问题",
        answer: "您的回答",
        send_answer: "提交回答",
        carrier: "快递公司",
        tracking_number: "快递单号",
        tracking_number_hint: "见寄件面单或快递公司的短信",
        ship: "提交快递单号",
        correct_parcel: "快递单号填错了？",
        correct_parcel_hint: "商家签收前可以更正，改动会保留在进度记录中。",
        confirm_parcel: "更正快递单号",
        decline: "不接受报价",
        decline_then: "不接受则不维修，商品原样寄还给您。",
        decline_reason: "原因",
        confirm_decline: "确认不接受",
        stars: "您对这次售后满意吗？",
        recommend: "您愿意向朋友推荐我们吗？",
        recommend_ends: ["完全不愿意", "非常愿意"],
        comment: "想对我们说的话",
        tags: "满意的方面",
        tag_choices: &["处理快", "态度好", "说明清楚", "结果满意"],
        rate: "提交评价",
        rating: "您的评价",
        urge: "催一催",
        urge_hint: "提醒商家优先处理您的服务单。",
        cancel: "取消申请",
        cancel_reason: "取消原因",
        confirm_cancel: "确认取消",
        too_late_to_cancel: "商家已收到商品，不能再取消申请。",
        more: "其他操作",
        turn: "现在轮到",
        stages: StageWords {
            review: "审核",
            goods: "寄回",
            inspection: "检测",
            handling: "处理",
            end: "完成",
        },
    },
};

fn time(at: Timestamp) -> String {
    consumer::time(at, Language::Chinese)
}

fn last_day(end: Timestamp) -> String {
    consumer::last_day(end, Language::Chinese)
}

impl ForConsumers for Chinese {
    fn consumer(&self) -> &'static ConsumerWords {
        &CONSUMER
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one entry an event, and no event without an entry"
    )]
    fn event_text(&self, event: &ConsumerEvent) -> EventText {
        match event {
            ConsumerEvent::Applied {
                service_type,
                reason_code,
                on_behalf_by,
                ..
            } => EventText::of(match on_behalf_by {
                None => format!("您申请了{}", self.service_type(*service_type)),
                Some(party) => format!(
                    "{}为您申请了{}",
                    self.doer(*party),
                    self.service_type(*service_type)
                ),
            })
            .with(self.apply_reason(*reason_code)),
            ConsumerEvent::Approved {
                service_type,
                service_method,
                receiving_address,
            } => EventText::of(format!(
                "审核通过：{} · {}",
                self.service_type(*service_type),
                self.service_method(*service_method)
            ))
            .with_some(
                receiving_address
                    .as_ref()
                    .map(|to| format!("寄往：{}", format::address(to))),
            ),
            ConsumerEvent::DirectCompensationApproved { amount, reason } => EventText::of(format!(
                "同意补偿 {}，无需寄回商品",
                format::money(amount.fen())
            ))
            .with(reason.as_str()),
            ConsumerEvent::Rejected {
                reason_code,
                reason,
            } => EventText::of(format!("未能受理：{}", self.reject_reason(*reason_code)))
                .with(reason.as_str()),
            ConsumerEvent::ConsumerAsked {
                question,
                answer_by,
            } => EventText::of("商家需要您补充信息")
                .with(question.as_str())
                .with(format!("请在 {} 前回答", time(*answer_by))),
            ConsumerEvent::Answered { text } => EventText::of("您补充了信息").with(text.as_str()),
            ConsumerEvent::AnswerElapsed {} => {
                EventText::of("没有等到您的回答，商家按现有信息继续审核")
            }
            ConsumerEvent::Shipped { parcel, on_behalf } => EventText::of(if *on_behalf {
                "商家为您登记了快递单号"
            } else {
                "您寄出了商品"
            })
            .with(self.parcel(parcel)),
            ConsumerEvent::ShipmentCorrected {
                parcel,
                before,
                on_behalf,
            } => EventText::of(if *on_behalf {
                "商家更正了快递单号"
            } else {
                "您更正了快递单号"
            })
            .with(self.parcel(parcel))
            .with(format!("原为 {}", self.parcel(before))),
            ConsumerEvent::ShipmentSkipped { parcel } => {
                EventText::of("商品已在寄回途中").with(self.parcel(parcel))
            }
            ConsumerEvent::PickupBooked(pickup) => EventText::of("已预约上门取件").with(format!(
                "{} · {} 至 {}",
                self.carrier(pickup.carrier),
                time(pickup.from),
                time(pickup.until)
            )),
            ConsumerEvent::SignedFor { quantity } => {
                EventText::of(format!("商家收到了商品，共 {} 件", quantity.get()))
            }
            ConsumerEvent::ReportedAbnormal {
                reason_code,
                remark,
            } => EventText::of(format!(
                "收货有异常：{}",
                self.abnormal_reason(*reason_code)
            ))
            .with(remark.as_str()),
            ConsumerEvent::ExceptionResolved { resolution } => EventText::of(match resolution {
                ExceptionResolution::ConsumerConcedes => "异常核实完毕，商品将原样寄还给您",
                ExceptionResolution::Hold => "异常仍在核实",
                ExceptionResolution::MerchantConcedes => "异常核实完毕，继续检测",
            }),
            ConsumerEvent::Inspected { fault, in_warranty } => {
                let described = fault.as_ref().and_then(|fault| fault.description.as_ref());
                EventText::of(format!("检测完成，{}", self.warranty(*in_warranty)))
                    .with_some(described.map(ToString::to_string))
            }
            ConsumerEvent::Handled {
                method,
                refund,
                quote,
                reason,
            } => EventText::of(self.outcome(*method))
                .with_some(refund.map(|amount| format!("退款 {}", format::money(amount.fen()))))
                .with_some(quote.map(|quote| format!("报价 {}", format::money(quote.fen()))))
                .with_some(reason.as_ref().map(ToString::to_string)),
            ConsumerEvent::QuoteAccepted { amount } => {
                EventText::of(format!("您接受了报价 {}", format::money(amount.fen())))
            }
            ConsumerEvent::QuoteDeclined { reason } => {
                EventText::of("您没有接受报价，商品将原样寄还")
                    .with_some(reason.as_ref().map(ToString::to_string))
            }
            ConsumerEvent::RepairCompleted { method: _, details } => {
                EventText::of("维修完成").with(details.as_str())
            }
            ConsumerEvent::GoodsSentBack { parcel } => {
                EventText::of("商品已寄给您").with(self.parcel(parcel))
            }
            ConsumerEvent::ReturnedToHandling {} => EventText::of("商家重新处理"),
            ConsumerEvent::Cancelled { reason } => {
                EventText::of("售后已取消").with_some(reason.as_ref().map(ToString::to_string))
            }
            ConsumerEvent::SuperCancelled { reason } => {
                EventText::of("平台取消了本次售后").with(reason.as_str())
            }
            ConsumerEvent::SuperCancelSettled {} => EventText::of("商品已寄还，本次售后结束"),
            ConsumerEvent::DeadlineExtended { until } => {
                EventText::of(format!("处理时间延长至 {}", time(*until)))
            }
            ConsumerEvent::Urged {} => EventText::of("您催了一次"),
            ConsumerEvent::Rated { stars, comment } => {
                EventText::of(format!("您评价了 {stars} 星"))
                    .with_some(comment.as_ref().map(ToString::to_string))
            }
        }
    }

    fn doer(&self, party: Party) -> &'static str {
        match party {
            Party::Consumer => "您",
            Party::Merchant | Party::ApiClient => "商家",
            Party::Store => "门店",
            Party::Operator | Party::ReturnCentre => "平台",
            Party::System => "系统",
        }
    }

    fn standing(
        &self,
        node: Node,
        method: ServiceMethod,
        task: Option<ConsumerTask>,
    ) -> &'static str {
        match (node, method, task) {
            (_, _, Some(ConsumerTask::Answer)) => "商家需要您补充信息",
            (_, _, Some(ConsumerTask::DecideQuote)) => "维修报价等您确认",
            (_, _, Some(ConsumerTask::HandOver)) => "快递员将上门取件",
            (_, _, Some(ConsumerTask::DropOff)) => "审核通过，请送到门店",
            (_, _, Some(ConsumerTask::Ship)) => "审核通过，请寄出商品",
            (Node::PendingShipment, ServiceMethod::Pickup, _) => "审核通过，正在预约上门取件",
            (Node::PendingReturn, ServiceMethod::None, _) => "即将为您补寄",
            (node, ..) => self.node_for_consumer(node),
        }
    }

    fn task(&self, task: ConsumerTask) -> &'static str {
        match task {
            ConsumerTask::Answer => "回答商家的问题",
            ConsumerTask::Ship => "寄出商品，填写快递单号",
            ConsumerTask::HandOver => "备好商品，交给快递员",
            ConsumerTask::DropOff => "把商品送到门店",
            ConsumerTask::DecideQuote => "确认维修报价",
            ConsumerTask::Rate => "评价这次售后",
        }
    }

    fn task_hint(&self, task: ConsumerTask) -> &'static str {
        match task {
            ConsumerTask::Answer => "回答后商家继续审核。",
            ConsumerTask::Ship => "请按以下地址寄出，附上所有配件，再填写快递单号。",
            ConsumerTask::HandOver => "请在预约的时间备好商品和所有配件。",
            ConsumerTask::DropOff => "带上商品和所有配件，报出服务单号，由店员当面签收。",
            ConsumerTask::DecideQuote => "接受后开始维修；不接受则原样寄还。",
            ConsumerTask::Rate => "您的评价会帮助我们改进。",
        }
    }

    fn at_deadline(&self, action: DueAction, due_at: Timestamp) -> String {
        let at = time(due_at);
        match action {
            DueAction::Approve => format!("商家将在 {at} 前审核，逾期自动通过。"),
            DueAction::Cancel => format!("请在 {at} 前寄出，逾期本单自动取消。"),
            DueAction::SignFor => format!("商家将在 {at} 前签收，逾期自动签收。"),
            DueAction::PassInspection => format!("商家将在 {at} 前检测，逾期按您的申请自动通过。"),
            DueAction::ApplyConclusion => format!("商家将在 {at} 前处理，逾期按检测结果自动处理。"),
            DueAction::Refund => format!("商家将在 {at} 前处理，逾期自动全额退款。"),
            DueAction::ResumeReview => format!("请在 {at} 前回答，逾期按现有信息继续审核。"),
            DueAction::MarkOverdue => format!("预计 {at} 前完成。"),
        }
    }

    fn automatic(&self, rule: Rule) -> &'static str {
        match rule {
            Rule::AddressMissing
            | Rule::ReviewElapsed
            | Rule::AnswerElapsed
            | Rule::ShipmentElapsed
            | Rule::ReceiptElapsed
            | Rule::InspectionElapsed
            | Rule::HandlingElapsed
            | Rule::Overdue => "到期未处理，系统自动完成",
            Rule::ShipmentSkipped | Rule::SuperCancelSettled => "系统自动完成",
        }
    }

    fn terms(&self, offers: &[ServiceOffer]) -> Option<String> {
        let terms = offers.iter().filter(|offer| offer.allowed).map(|offer| {
            let Warranty { in_warranty, until } = offer.warranty;
            match (offer.service_type, until) {
                (ServiceType::Return, Some(until)) => format!("可退货至 {}", last_day(until)),
                (ServiceType::Exchange, Some(until)) => format!("可换货至 {}", last_day(until)),
                (ServiceType::Repair, Some(until)) if in_warranty => {
                    format!("保修至 {}", last_day(until))
                }
                (ServiceType::Repair, Some(_)) => "可付费维修".to_owned(),
                (service, _) => format!("可{}", self.service_type(service)),
            }
        });
        let terms: Vec<_> = terms.collect();
        (!terms.is_empty()).then(|| format!("{}。", terms.join("，")))
    }

    fn step_of(&self, step: usize, of: usize) -> String {
        format!("第 {step} 步，共 {of} 步")
    }

    fn window(&self, service_type: ServiceType, warranty: &Warranty) -> String {
        match (service_type, warranty.until, warranty.in_warranty) {
            (ServiceType::Supplement, ..) => "补发缺少的配件，商品不用寄回".to_owned(),
            (_, None, _) => "签收后开始计算期限".to_owned(),
            (ServiceType::Repair, Some(until), true) => {
                format!("保修至 {}，保修内免费", last_day(until))
            }
            (ServiceType::Repair, Some(until), false) => {
                format!("保修已于 {} 结束，维修收费", last_day(until))
            }
            (ServiceType::Return | ServiceType::Exchange, Some(until), _) => {
                format!("{} 24:00 前可申请", last_day(until))
            }
        }
    }

    fn not_offered(&self, refusal: &Refusal) -> Explanation {
        match refusal {
            Refusal::NotResponsible {
                responsible: Responsible::Store,
                ..
            } => Explanation::new(
                "在门店购买的商品，请到门店申请",
                "带上商品，店员会为您办理。",
            ),
            Refusal::NotResponsible { .. } => {
                Explanation::new("这笔订单由平台办理售后", "请联系平台客服。")
            }
            Refusal::WindowClosed {
                service_type,
                ended_at,
            } => Explanation::new(
                format!(
                    "{}期限已于 {} 结束",
                    self.service_type(*service_type),
                    last_day(*ended_at)
                ),
                "可以改为申请维修。",
            ),
            refusal => self.refusal(refusal),
        }
    }

    fn pieces(&self, bought: u32, available: u32) -> String {
        match available {
            0 => format!("共 {bought} 件，已全部申请"),
            _ if available == bought => format!("共 {bought} 件"),
            _ => format!("共 {bought} 件，还可申请 {available} 件"),
        }
    }

    fn quantity(&self, pieces: u32) -> String {
        format!("{pieces} 件")
    }

    fn at_most(&self, available: u32) -> String {
        format!("最多可申请 {available} 件")
    }

    fn promise(&self, due_at: Option<Timestamp>) -> String {
        match due_at {
            Some(due_at) => format!("商家将在 {} 前审核，逾期自动通过。", time(due_at)),
            None => "商家审核后会告诉您下一步。".to_owned(),
        }
    }

    fn urge_again(&self, again_at: Timestamp) -> String {
        format!("已为您催过，{} 后可以再催一次。", time(again_at))
    }

    fn urged(&self, count: u32) -> String {
        format!("您已催过 {count} 次。")
    }

    fn cancel_then(
        &self,
        service_type: ServiceType,
        warranty: &Warranty,
        now: Timestamp,
    ) -> String {
        let service = self.service_type(service_type);
        let again = match (service_type, warranty.until) {
            (ServiceType::Return | ServiceType::Exchange, Some(until)) if until <= now => {
                format!(
                    "{service}期限已于 {} 结束，取消后不能再申请{service}。",
                    last_day(until)
                )
            }
            (ServiceType::Return | ServiceType::Exchange, Some(until)) => {
                format!("{} 24:00 前可以重新申请{service}。", last_day(until))
            }
            (
                ServiceType::Return
                | ServiceType::Exchange
                | ServiceType::Repair
                | ServiceType::Supplement,
                _,
            ) => "以后可以重新申请。".to_owned(),
        };
        format!("取消后这张服务单立即结束，不能恢复。{again}")
    }

    fn done(&self, command: CommandType) -> &'static str {
        match command {
            CommandType::Answer => "回答已提交，商家会继续审核",
            CommandType::Ship => "快递单号已提交，商家收到商品后会告诉您",
            CommandType::CorrectShipment => "快递单号已更正",
            CommandType::AcceptQuote => "您已接受报价，商家将开始维修",
            CommandType::DeclineQuote => "您没有接受报价，商品将原样寄还给您",
            CommandType::Rate => "谢谢您的评价！",
            CommandType::Urge => "已提醒商家优先处理",
            CommandType::Cancel => "申请已取消",
            CommandType::Approve
            | CommandType::ApproveDirectCompensation
            | CommandType::Reject
            | CommandType::AskConsumer
            | CommandType::BookPickup
            | CommandType::SignFor
            | CommandType::ReportAbnormal
            | CommandType::ResolveException
            | CommandType::Inspect
            | CommandType::Handle
            | CommandType::CompleteRepair
            | CommandType::SendGoodsBack
            | CommandType::ReturnToHandling
            | CommandType::SuperCancel
            | CommandType::ExtendDeadline
            | CommandType::Claim
            | CommandType::Assign => "已提交",
        }
    }

    fn outcome(&self, method: HandlingMethod) -> &'static str {
        match method {
            HandlingMethod::FullRefund => "同意退货，全额退款",
            HandlingMethod::NoReasonRefund => "同意七天无理由退货，退款不含首次运费",
            HandlingMethod::PartialRefund => "同意部分退款",
            HandlingMethod::ReturnRefused => "不符合退货条件，商品将寄还给您",
            HandlingMethod::WarrantyExchange => "同意换货，将寄出新商品",
            HandlingMethod::ExchangeRefused => "不符合换货条件，商品将寄还给您",
            HandlingMethod::RepairPartsFree => "免费更换部件维修",
            HandlingMethod::RepairPartsPaid => "付费更换部件维修",
            HandlingMethod::RepairAccessory => "更换附件",
            HandlingMethod::RepairAdjustment => "调试保养",
            HandlingMethod::RepairOtherPaid => "付费维修",
            HandlingMethod::DirectCompensation => "同意补偿，无需退回商品",
            HandlingMethod::SupplementWarehouse | HandlingMethod::SupplementMerchant => {
                "同意补件，将寄给您"
            }
        }
    }

    fn refund(&self, state: RefundState, amount: Money) -> String {
        let amount = format::money(amount.fen());
        match state {
            RefundState::Requested => format!("{amount} 已申请退款，等待打款"),
            RefundState::Processing => format!("{amount} 正在打款"),
            RefundState::Succeeded => format!("{amount} 已退到您的账户"),
            RefundState::Failed => format!("{amount} 打款未成功，财务正在重新处理"),
        }
    }

    fn accept(&self, amount: Money) -> String {
        format!("接受报价 {}", format::money(amount.fen()))
    }

    fn stars(&self, stars: u8) -> &'static str {
        match stars {
            1 => "1 星 很不满意",
            2 => "2 星 不满意",
            3 => "3 星 一般",
            4 => "4 星 满意",
            _ => "5 星 非常满意",
        }
    }
}
