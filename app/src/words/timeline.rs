//! What happened, as lines of a timeline.

use aftercare_domain::{
    service_order::{Event, Handling, Inspection, Repair, command::ExceptionResolution},
    values::{carrier::Parcel, number::ServiceOrderNumber, text::Text},
};

use super::{Words, format};

/// One event in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventText {
    /// What happened.
    pub title: String,
    /// What was said or given, line by line.
    pub details: Vec<String>,
}

impl EventText {
    /// A title without details.
    pub fn of(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            details: Vec::new(),
        }
    }

    /// The same with one more line.
    #[must_use]
    pub fn with(mut self, detail: impl Into<String>) -> Self {
        self.details.push(detail.into());
        self
    }

    /// The same with what somebody wrote, where they did.
    #[must_use]
    pub fn quoting<const MIN: u32, const MAX: u32>(self, text: Option<&Text<MIN, MAX>>) -> Self {
        self.with_some(text.map(Text::as_str))
    }

    /// The same with one more line, where there is something to say.
    #[must_use]
    pub fn with_some(self, detail: Option<impl Into<String>>) -> Self {
        match detail {
            Some(detail) => self.with(detail),
            None => self,
        }
    }
}

impl Words {
    /// What happened.
    #[expect(
        clippy::too_many_lines,
        reason = "one entry an event, and no event without an entry"
    )]
    pub fn event(self, event: &Event) -> EventText {
        match event {
            Event::Applied(applied) => {
                let application = &applied.application;
                EventText::of(say!(
                    self,
                    "申请{} · {}" | "Applied for: {} · {}",
                    self.service_type(application.service_type),
                    self.service_method(application.service_method)
                ))
                .with(self.apply_reason(application.reason_code))
                .with(application.description.as_str())
                .with_some(application.on_behalf_by.map(|party| {
                    say!(
                        self,
                        "由{}代用户申请" | "On behalf of the consumer, by: {}",
                        self.party(party)
                    )
                }))
            }
            Event::Approved {
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
            Event::AddressMissing {} => EventText::of(self.say(
                "审核时限已到，但没有可用的收货地址，等待人工处理",
                "The review is overdue, and there is no receiving address: a person must act",
            )),
            Event::DirectCompensationApproved { amount, reason } => EventText::of(say!(
                self,
                "审核直赔 {}" | "Direct compensation of {}",
                format::money(amount.fen())
            ))
            .with(reason.as_str()),
            Event::Rejected {
                reason_code,
                reason,
            } => EventText::of(say!(
                self,
                "审核拒绝：{}" | "Rejected: {}",
                self.reject_reason(*reason_code)
            ))
            .with(reason.as_str()),
            Event::ConsumerAsked {
                question,
                answer_by,
            } => EventText::of(self.say("请用户补充", "The consumer was asked for more"))
                .with(question.as_str())
                .with(say!(
                    self,
                    "请在 {} 前补充" | "To be answered by {}",
                    format::time(*answer_by)
                )),
            Event::Answered(answer) => {
                EventText::of(self.say("用户已补充", "The consumer answered"))
                    .with(answer.text.as_str())
            }
            Event::AnswerElapsed {} => EventText::of(self.say(
                "用户未在时限内补充，继续审核",
                "The consumer did not answer in time; the review goes on",
            )),
            Event::Shipped {
                parcel,
                on_behalf,
                shared_with,
                given_by: _,
            } => EventText::of(self.choose(if *on_behalf {
                (
                    "代用户填写快递单号",
                    "Tracking number filled in for the consumer",
                )
            } else {
                ("商品已寄出", "The goods were sent")
            }))
            .with(self.parcel(parcel))
            .with_some(self.shared(shared_with)),
            Event::ShipmentCorrected {
                parcel,
                before,
                given_by: _,
                shared_with,
            } => EventText::of(self.say("更正了快递单号", "The tracking number was corrected"))
                .with(self.parcel(parcel))
                .with(say!(self, "原为 {}" | "It was {}", self.parcel(before)))
                .with_some(self.shared(shared_with)),
            Event::ShipmentSkipped { parcel } => EventText::of(self.say(
                "已有快递单号，直接进入待签收",
                "The tracking number was known: straight on to receipt",
            ))
            .with(self.parcel(parcel)),
            Event::PickupBooked(pickup) => {
                EventText::of(self.say("已预约上门取件", "A pickup was booked")).with(say!(
                    self,
                    "{} · {} 至 {}" | "{} · {} to {}",
                    self.carrier(pickup.carrier),
                    format::time(pickup.from),
                    format::time(pickup.until)
                ))
            }
            Event::SignedFor {
                quantity,
                remark,
                attachments: _,
            } => EventText::of(say!(
                self,
                "签收 {} 件" | "Signed for, pieces: {}",
                quantity.get()
            ))
            .quoting(remark.as_ref()),
            Event::ReportedAbnormal {
                reason_code,
                remark,
                attachments: _,
            } => EventText::of(say!(
                self,
                "收货异常：{}" | "Problem at receipt: {}",
                self.abnormal_reason(*reason_code)
            ))
            .with(remark.as_str()),
            Event::ExceptionResolved {
                resolution,
                remark,
                review_on,
                received,
            } => EventText::of(self.choose(match resolution {
                ExceptionResolution::ConsumerConcedes => (
                    "异常处理：用户妥协，原物返回用户",
                    "Exception resolved: the consumer concedes, the goods go back",
                ),
                ExceptionResolution::Hold => (
                    "异常处理：暂存，等待复核",
                    "Exception held for a second look",
                ),
                ExceptionResolution::MerchantConcedes => (
                    "异常处理：商家妥协，进入质检",
                    "Exception resolved: the merchant concedes, on to inspection",
                ),
            }))
            .quoting(remark.as_ref())
            .with_some(received.map(|pieces| {
                say!(
                    self,
                    "按收到 {} 件处理" | "Pieces taken as received: {}",
                    pieces.get()
                )
            }))
            .with_some(review_on.map(|day| say!(self, "复核日期：{day}" | "Review on {day}"))),
            Event::Inspected(inspection) => self.inspected(inspection),
            Event::Handled(handling) => self.handled(handling),
            Event::QuoteAccepted { amount } => EventText::of(say!(
                self,
                "用户接受报价 {}" | "The consumer accepted the quote of {}",
                format::money(amount.fen())
            )),
            Event::QuoteDeclined { reason } => EventText::of(self.say(
                "用户不接受报价，原物返还",
                "The consumer declined the quote: the original goods go back",
            ))
            .quoting(reason.as_ref()),
            Event::RepairCompleted(repair) => self.repaired(repair),
            Event::GoodsSentBack { parcel } => {
                EventText::of(self.say("商品已寄给用户", "Goods were sent to the consumer"))
                    .with(self.parcel(parcel))
            }
            Event::ReturnedToHandling { reason } => {
                EventText::of(self.say("返回处理", "Returned to handling")).with(reason.as_str())
            }
            Event::Cancelled { reason } => {
                EventText::of(self.say("取消服务单", "Cancelled")).quoting(reason.as_ref())
            }
            Event::SuperCancelled { reason } => {
                EventText::of(self.say("超级取消", "Super-cancelled")).with(reason.as_str())
            }
            Event::SuperCancelSettled {} => {
                EventText::of(self.say("商品已寄回，取消完成", "The goods went back: cancelled"))
            }
            Event::DeadlineExtended { until, reason } => EventText::of(say!(
                self,
                "延期至 {}" | "Deadline extended to {}",
                format::time(*until)
            ))
            .with(reason.as_str()),
            Event::DeadlineMissed {} => EventText::of(self.say(
                "节点已超时，仍需人工处理",
                "The node is overdue; a person must act",
            )),
            Event::Claimed { assignee } => {
                EventText::of(say!(self, "{} 领取" | "Claimed by {}", assignee.name))
            }
            Event::Assigned { assignee } => {
                EventText::of(say!(self, "指派给 {}" | "Assigned to {}", assignee.name))
            }
            Event::Urged {} => EventText::of(self.say("用户催单", "The consumer urged")),
            Event::Rated(rating) => EventText::of(say!(
                self,
                "用户评价：{} 星" | "The consumer rated it: {} of 5 stars",
                rating.stars
            ))
            .quoting(rating.comment.as_ref()),
        }
    }

    /// A parcel by carrier and number.
    pub(in crate::words) fn parcel(self, parcel: &Parcel) -> String {
        format!(
            "{} {}",
            self.carrier(parcel.carrier),
            parcel.tracking_number.as_str()
        )
    }

    fn inspected(self, inspection: &Inspection) -> EventText {
        let conclusion = &inspection.conclusion;
        let fault = inspection
            .fault
            .as_ref()
            .and_then(|fault| fault.description.as_ref());
        EventText::of(self.say("质检完成", "Inspected"))
            .with(say!(
                self,
                "结论：{} · {} · {}" | "Conclusion: {} · {} · {}",
                self.method(conclusion.handling_method),
                self.liability(conclusion.liability),
                self.warranty(conclusion.in_warranty)
            ))
            .quoting(fault)
    }

    fn handled(self, handling: &Handling) -> EventText {
        EventText::of(say!(
            self,
            "处理完成：{}" | "Handled: {}",
            self.method(handling.method)
        ))
        .with_some(handling.refund.map(|amount| {
            say!(
                self,
                "退款 {}" | "Refund of {}",
                format::money(amount.fen())
            )
        }))
        .with_some(handling.quote.map(|quote| {
            say!(
                self,
                "报价 {}，等待用户确认" | "Quote of {}, for the consumer to decide",
                format::money(quote.fen())
            )
        }))
        .quoting(handling.reason.as_ref())
        .quoting(handling.remark.as_ref())
    }

    fn repaired(self, repair: &Repair) -> EventText {
        EventText::of(say!(
            self,
            "维修完成：{}" | "Repaired: {}",
            self.method(repair.method)
        ))
        .with(repair.details.as_str())
    }

    /// Other open orders that name the same parcel (R-SHP-1).
    fn shared(self, with: &[ServiceOrderNumber]) -> Option<String> {
        (!with.is_empty()).then(|| {
            say!(
                self,
                "另有 {} 个服务单使用同一快递单号" | "{} more service orders name this parcel",
                with.len()
            )
        })
    }
}
