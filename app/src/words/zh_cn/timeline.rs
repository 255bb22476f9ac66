//! What happened, in Chinese.

use aftercare_domain::{
    service_order::{Event, Handling, Inspection, Repair, command::ExceptionResolution},
    values::{carrier::Parcel, number::ServiceOrderNumber},
};

use super::Chinese;
use crate::words::{
    Names as _, format,
    timeline::{EventText, EventWords},
};

impl EventWords for Chinese {
    #[expect(
        clippy::too_many_lines,
        reason = "one entry an event, and no event without an entry"
    )]
    fn event(&self, event: &Event) -> EventText {
        match event {
            Event::Applied(applied) => {
                let application = &applied.application;
                EventText::of(format!(
                    "申请{} · {}",
                    self.service_type(application.service_type),
                    self.service_method(application.service_method)
                ))
                .with(self.apply_reason(application.reason_code))
                .with(application.description.as_str())
                .with_some(
                    application
                        .on_behalf_by
                        .map(|party| format!("由{}代用户申请", self.party(party))),
                )
            }
            Event::Approved {
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
            Event::AddressMissing {} => {
                EventText::of("审核时限已到，但没有可用的收货地址，等待人工处理")
            }
            Event::DirectCompensationApproved { amount, reason } => {
                EventText::of(format!("审核直赔 {}", format::money(amount.fen())))
                    .with(reason.as_str())
            }
            Event::Rejected {
                reason_code,
                reason,
            } => EventText::of(format!("审核拒绝：{}", self.reject_reason(*reason_code)))
                .with(reason.as_str()),
            Event::ConsumerAsked {
                question,
                answer_by,
            } => EventText::of("请用户补充")
                .with(question.as_str())
                .with(format!("请在 {} 前补充", format::time(*answer_by))),
            Event::Answered(answer) => EventText::of("用户已补充").with(answer.text.as_str()),
            Event::AnswerElapsed {} => EventText::of("用户未在时限内补充，继续审核"),
            Event::Shipped {
                parcel,
                on_behalf,
                shared_with,
                given_by: _,
            } => EventText::of(if *on_behalf {
                "代用户填写快递单号"
            } else {
                "商品已寄出"
            })
            .with(self.parcel(parcel))
            .with_some(shared(shared_with)),
            Event::ShipmentCorrected {
                parcel,
                before,
                given_by: _,
                shared_with,
            } => EventText::of("更正了快递单号")
                .with(self.parcel(parcel))
                .with(format!("原为 {}", self.parcel(before)))
                .with_some(shared(shared_with)),
            Event::ShipmentSkipped { parcel } => {
                EventText::of("已有快递单号，直接进入待签收").with(self.parcel(parcel))
            }
            Event::PickupBooked(pickup) => EventText::of("已预约上门取件").with(format!(
                "{} · {} 至 {}",
                self.carrier(pickup.carrier),
                format::time(pickup.from),
                format::time(pickup.until)
            )),
            Event::SignedFor {
                quantity,
                remark,
                attachments: _,
            } => EventText::of(format!("签收 {} 件", quantity.get())).quoting(remark.as_ref()),
            Event::ReportedAbnormal {
                reason_code,
                remark,
                attachments: _,
            } => EventText::of(format!("收货异常：{}", self.abnormal_reason(*reason_code)))
                .with(remark.as_str()),
            Event::ExceptionResolved {
                resolution,
                remark,
                review_on,
                received,
            } => EventText::of(match resolution {
                ExceptionResolution::ConsumerConcedes => "异常处理：用户妥协，原物返回用户",
                ExceptionResolution::Hold => "异常处理：暂存，等待复核",
                ExceptionResolution::MerchantConcedes => "异常处理：商家妥协，进入质检",
            })
            .quoting(remark.as_ref())
            .with_some(received.map(|pieces| format!("按收到 {} 件处理", pieces.get())))
            .with_some(review_on.map(|day| format!("复核日期：{day}"))),
            Event::Inspected(inspection) => self.inspected(inspection),
            Event::Handled(handling) => self.handled(handling),
            Event::QuoteAccepted { amount } => {
                EventText::of(format!("用户接受报价 {}", format::money(amount.fen())))
            }
            Event::QuoteDeclined { reason } => {
                EventText::of("用户不接受报价，原物返还").quoting(reason.as_ref())
            }
            Event::RepairCompleted(repair) => self.repaired(repair),
            Event::GoodsSentBack { parcel } => {
                EventText::of("商品已寄给用户").with(self.parcel(parcel))
            }
            Event::ReturnedToHandling { reason } => EventText::of("返回处理").with(reason.as_str()),
            Event::Cancelled { reason } => EventText::of("取消服务单").quoting(reason.as_ref()),
            Event::SuperCancelled { reason } => EventText::of("超级取消").with(reason.as_str()),
            Event::SuperCancelSettled {} => EventText::of("商品已寄回，取消完成"),
            Event::DeadlineExtended { until, reason } => {
                EventText::of(format!("延期至 {}", format::time(*until))).with(reason.as_str())
            }
            Event::DeadlineMissed {} => EventText::of("节点已超时，仍需人工处理"),
            Event::Claimed { assignee } => EventText::of(format!("{} 领取", assignee.name)),
            Event::Assigned { assignee } => EventText::of(format!("指派给 {}", assignee.name)),
            Event::Urged {} => EventText::of("用户催单"),
            Event::Rated(rating) => EventText::of(format!("用户评价：{} 星", rating.stars))
                .quoting(rating.comment.as_ref()),
        }
    }
}

impl Chinese {
    /// A parcel by carrier and number.
    pub(super) fn parcel(&self, parcel: &Parcel) -> String {
        format!(
            "{} {}",
            self.carrier(parcel.carrier),
            parcel.tracking_number.as_str()
        )
    }

    fn inspected(&self, inspection: &Inspection) -> EventText {
        let conclusion = &inspection.conclusion;
        let fault = inspection
            .fault
            .as_ref()
            .and_then(|fault| fault.description.as_ref());
        EventText::of("质检完成")
            .with(format!(
                "结论：{} · {} · {}",
                self.method(conclusion.handling_method),
                self.liability(conclusion.liability),
                self.warranty(conclusion.in_warranty)
            ))
            .quoting(fault)
    }

    fn handled(&self, handling: &Handling) -> EventText {
        EventText::of(format!("处理完成：{}", self.method(handling.method)))
            .with_some(
                handling
                    .refund
                    .map(|amount| format!("退款 {}", format::money(amount.fen()))),
            )
            .with_some(
                handling
                    .quote
                    .map(|quote| format!("报价 {}，等待用户确认", format::money(quote.fen()))),
            )
            .quoting(handling.reason.as_ref())
            .quoting(handling.remark.as_ref())
    }

    fn repaired(&self, repair: &Repair) -> EventText {
        EventText::of(format!("维修完成：{}", self.method(repair.method)))
            .with(repair.details.as_str())
    }
}

/// Other open orders that name the same parcel (R-SHP-1).
fn shared(with: &[ServiceOrderNumber]) -> Option<String> {
    (!with.is_empty()).then(|| format!("另有 {} 个服务单使用同一快递单号", with.len()))
}
