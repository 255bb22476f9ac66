//! What happened, as the consumer is told.

use aftercare_domain::{
    people::party::Party,
    service_order::{command::ExceptionResolution, view::ConsumerEvent},
};

use super::time;
use crate::words::{Words, format, timeline::EventText};

impl Words {
    /// What happened, as the consumer is told.
    #[expect(
        clippy::too_many_lines,
        reason = "one entry an event, and no event without an entry"
    )]
    pub fn event_text(self, event: &ConsumerEvent) -> EventText {
        match event {
            ConsumerEvent::Applied {
                service_type,
                reason_code,
                on_behalf_by,
                ..
            } => EventText::of(match on_behalf_by {
                None => say!(
                    self,
                    "您申请了{}" | "You applied: {}",
                    self.service_type(*service_type)
                ),
                Some(party) => say!(
                    self,
                    "{}为您申请了{}" | "{} applied for you: {}",
                    self.doer(*party),
                    self.service_type(*service_type)
                ),
            })
            .with(self.apply_reason(*reason_code)),
            ConsumerEvent::Approved {
                service_type,
                service_method,
                receiving_address,
            } => EventText::of(say!(
                self,
                "审核通过：{} · {}" | "Approved: {} · {}",
                self.service_type(*service_type),
                self.service_method(*service_method)
            ))
            .with_some(
                receiving_address
                    .as_ref()
                    .map(|to| say!(self, "寄往：{}" | "To be sent to: {}", format::address(to))),
            ),
            ConsumerEvent::DirectCompensationApproved { amount, reason } => EventText::of(say!(
                self,
                "同意补偿 {}，无需寄回商品" | "Compensation of {}; you keep the goods",
                format::money(amount.fen())
            ))
            .with(reason.as_str()),
            ConsumerEvent::Rejected {
                reason_code,
                reason,
            } => EventText::of(say!(
                self,
                "未能受理：{}" | "Declined: {}",
                self.reject_reason(*reason_code)
            ))
            .with(reason.as_str()),
            ConsumerEvent::ConsumerAsked {
                question,
                answer_by,
            } => EventText::of(self.say("商家需要您补充信息", "The merchant has a question"))
                .with(question.as_str())
                .with(say!(
                    self,
                    "请在 {} 前回答" | "Please answer by {}",
                    time(*answer_by, self.language)
                )),
            ConsumerEvent::Answered { text } => {
                EventText::of(self.say("您补充了信息", "You answered")).with(text.as_str())
            }
            ConsumerEvent::AnswerElapsed {} => EventText::of(self.say(
                "没有等到您的回答，商家按现有信息继续审核",
                "No answer came in time; the review goes on with what is known",
            )),
            ConsumerEvent::Shipped { parcel, on_behalf } => {
                EventText::of(self.choose(if *on_behalf {
                    (
                        "商家为您登记了快递单号",
                        "The merchant filled in the tracking number for you",
                    )
                } else {
                    ("您寄出了商品", "You sent the goods")
                }))
                .with(self.parcel(parcel))
            }
            ConsumerEvent::ShipmentCorrected {
                parcel,
                before,
                on_behalf,
            } => EventText::of(self.choose(if *on_behalf {
                (
                    "商家更正了快递单号",
                    "The merchant corrected the tracking number",
                )
            } else {
                ("您更正了快递单号", "You corrected the tracking number")
            }))
            .with(self.parcel(parcel))
            .with(say!(self, "原为 {}" | "It was {}", self.parcel(before))),
            ConsumerEvent::ShipmentSkipped { parcel } => {
                EventText::of(self.say("商品已在寄回途中", "The goods are on their way"))
                    .with(self.parcel(parcel))
            }
            ConsumerEvent::PickupBooked(pickup) => {
                EventText::of(self.say("已预约上门取件", "A pickup is booked")).with(say!(
                    self,
                    "{} · {} 至 {}" | "{} · {} to {}",
                    self.carrier(pickup.carrier),
                    time(pickup.from, self.language),
                    time(pickup.until, self.language)
                ))
            }
            ConsumerEvent::SignedFor { quantity } => EventText::of(say!(
                self,
                "商家收到了商品，共 {} 件" | "The merchant received the goods, pieces: {}",
                quantity.get()
            )),
            ConsumerEvent::ReportedAbnormal {
                reason_code,
                remark,
            } => EventText::of(say!(
                self,
                "收货有异常：{}" | "Problem at receipt: {}",
                self.abnormal_reason(*reason_code)
            ))
            .with(remark.as_str()),
            ConsumerEvent::ExceptionResolved { resolution } => {
                EventText::of(self.choose(match resolution {
                    ExceptionResolution::ConsumerConcedes => (
                        "异常核实完毕，商品将原样寄还给您",
                        "The problem was looked into: the goods come back to you as they are",
                    ),
                    ExceptionResolution::Hold => {
                        ("异常仍在核实", "The problem is being looked into")
                    }
                    ExceptionResolution::MerchantConcedes => (
                        "异常核实完毕，继续检测",
                        "The problem was looked into: on to inspection",
                    ),
                }))
            }
            ConsumerEvent::Inspected { fault, in_warranty } => {
                let described = fault.as_ref().and_then(|fault| fault.description.as_ref());
                EventText::of(say!(
                    self,
                    "检测完成，{}" | "Inspected: {}",
                    self.warranty(*in_warranty)
                ))
                .with_some(described.map(ToString::to_string))
            }
            ConsumerEvent::Handled {
                method,
                refund,
                quote,
                reason,
            } => {
                EventText::of(self.outcome(*method))
                    .with_some(refund.map(|amount| {
                        say!(self, "退款 {}" | "Refund {}", format::money(amount.fen()))
                    }))
                    .with_some(quote.map(|quote| {
                        say!(self, "报价 {}" | "Price {}", format::money(quote.fen()))
                    }))
                    .with_some(reason.as_ref().map(ToString::to_string))
            }
            ConsumerEvent::QuoteAccepted { amount } => EventText::of(say!(
                self,
                "您接受了报价 {}" | "You accepted the price of {}",
                format::money(amount.fen())
            )),
            ConsumerEvent::QuoteDeclined { reason } => EventText::of(self.say(
                "您没有接受报价，商品将原样寄还",
                "You declined the price; the goods come back as they are",
            ))
            .with_some(reason.as_ref().map(ToString::to_string)),
            ConsumerEvent::RepairCompleted { method: _, details } => {
                EventText::of(self.say("维修完成", "Repaired")).with(details.as_str())
            }
            ConsumerEvent::GoodsSentBack { parcel } => {
                EventText::of(self.say("商品已寄给您", "Goods are on their way to you"))
                    .with(self.parcel(parcel))
            }
            ConsumerEvent::ReturnedToHandling {} => {
                EventText::of(self.say("商家重新处理", "The merchant decides anew"))
            }
            ConsumerEvent::Cancelled { reason } => {
                EventText::of(self.say("售后已取消", "Cancelled"))
                    .with_some(reason.as_ref().map(ToString::to_string))
            }
            ConsumerEvent::SuperCancelled { reason } => {
                EventText::of(self.say("平台取消了本次售后", "The platform cancelled it"))
                    .with(reason.as_str())
            }
            ConsumerEvent::SuperCancelSettled {} => EventText::of(self.say(
                "商品已寄还，本次售后结束",
                "The goods went back: it is over",
            )),
            ConsumerEvent::DeadlineExtended { until } => EventText::of(say!(
                self,
                "处理时间延长至 {}" | "It takes longer: until {}",
                time(*until, self.language)
            )),
            ConsumerEvent::Urged {} => EventText::of(self.say("您催了一次", "You sent a reminder")),
            ConsumerEvent::Rated { stars, comment } => EventText::of(say!(
                self,
                "您评价了 {stars} 星" | "You gave {stars} of 5 stars"
            ))
            .with_some(comment.as_ref().map(ToString::to_string)),
        }
    }

    /// Who did it, seen from the consumer.
    pub fn doer(self, party: Party) -> &'static str {
        self.choose(match party {
            Party::Consumer => ("您", "You"),
            Party::Merchant | Party::ApiClient => ("商家", "Merchant"),
            Party::Store => ("门店", "Store"),
            Party::Operator | Party::ReturnCentre => ("平台", "Platform"),
            Party::System => ("系统", "System"),
        })
    }
}
