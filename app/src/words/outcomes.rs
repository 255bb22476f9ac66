//! What will follow, said before it happens: effects of a command, and why a method is suggested.

use aftercare_domain::{
    service_order::{
        consequences::Notice, effect::Effect, handling_offers::SuggestionReason, node::DueAction,
    },
    values::{quantity::Quantity, time::Timestamp},
};

use super::{Words, format};

impl Words {
    /// One thing that follows from a command, as a clause.
    #[expect(
        clippy::too_many_lines,
        reason = "one entry an effect, and no effect without an entry"
    )]
    pub fn effect(self, effect: &Effect) -> String {
        match effect {
            Effect::NodeEntered {
                node,
                due_at,
                due_action,
            } => say!(
                self,
                "进入“{}”{}" | "goes to “{}”{}",
                self.node(*node),
                self.due(*due_at, *due_action)
            ),
            Effect::DeadlineChanged { due_at: None, .. } => {
                self.say("计时暂停", "the time stands still").to_owned()
            }
            Effect::DeadlineChanged { due_at, due_action } => say!(
                self,
                "时限变更{}" | "the deadline changes{}",
                self.due(*due_at, *due_action)
            ),
            Effect::RefundRequested { amount } => say!(
                self,
                "向用户退款 {}" | "{} go to the consumer",
                format::money(amount.fen())
            ),
            Effect::ReceivedInPart {
                received,
                applied,
                refund,
            } => {
                let pieces = self.received_in_part(*received, *applied);
                match refund {
                    Some(refund) => say!(
                        self,
                        "{pieces}，退款 {}" | "{pieces}: refund {}",
                        format::money(refund.fen())
                    ),
                    None => say!(
                        self,
                        "{pieces}，只按收到的处理" | "{pieces}: only those count"
                    ),
                }
            }
            Effect::GoodsStay { refund, in_full } => {
                let refund = format::money(refund.fen());
                if *in_full {
                    say!(
                        self,
                        "不退货，全额退款 {refund}"
                            | "goods stay with the consumer: full refund {refund}"
                    )
                } else {
                    say!(
                        self,
                        "不退货，退款 {refund}" | "goods stay with the consumer: refund {refund}"
                    )
                }
            }
            Effect::ConsumerTold { notice } => say!(
                self,
                "通知用户：{}" | "the consumer is told: {}",
                self.notice(*notice)
            ),
            Effect::StaffTold { notice } => say!(
                self,
                "通知商家：{}" | "the merchant is told: {}",
                self.notice(*notice)
            ),
            Effect::ParcelShared { with } => say!(
                self,
                "注意：另有 {} 个服务单使用同一快递单号"
                    | "note: {} more service orders name this parcel",
                with.len()
            ),
        }
    }

    /// All that follows from a command, each as a clause. A sum is said once: with what it is for, where that is no matter
    /// of course.
    pub fn effects(self, effects: &[Effect]) -> Vec<String> {
        let says_sum = |effect: &Effect| {
            matches!(
                effect,
                Effect::GoodsStay { .. }
                    | Effect::ReceivedInPart {
                        refund: Some(_),
                        ..
                    }
            )
        };
        let sum_is_said = effects.iter().any(says_sum);
        let is_said_again =
            |effect: &&Effect| sum_is_said && matches!(effect, Effect::RefundRequested { .. });
        effects
            .iter()
            .filter(|effect| !is_said_again(effect))
            .map(|effect| self.effect(effect))
            .collect()
    }

    /// How many pieces came, and of how many.
    pub fn received_in_part(self, received: Quantity, applied: Quantity) -> String {
        say!(
            self,
            "收到 {} 件（申请 {} 件）" | "{} of {} pieces received",
            received.get(),
            applied.get()
        )
    }

    /// What somebody is told.
    pub fn notice(self, notice: Notice) -> &'static str {
        self.choose(match notice {
            Notice::Applied => ("申请已提交", "application received"),
            Notice::Approved => ("审核已通过", "approved"),
            Notice::Rejected => ("申请被拒绝及原因", "rejected, and why"),
            Notice::Asked => ("需要补充信息", "more is needed"),
            Notice::Answered => ("用户已补充信息", "the consumer answered"),
            Notice::PickupBooked => ("已预约取件", "a pickup is booked"),
            Notice::Received => ("商品已签收", "the goods have arrived"),
            Notice::Abnormal => ("收货有异常", "something was wrong at receipt"),
            Notice::Handled => ("处理结果", "the outcome"),
            Notice::Quoted => ("维修报价待确认", "a quote waits for a decision"),
            Notice::QuoteDecided => ("用户已确认报价结果", "the quote was decided on"),
            Notice::SentBack => ("商品已寄出", "goods are on their way"),
            Notice::Cancelled => ("服务单已取消", "the order is cancelled"),
            Notice::AddressMissing => (
                "缺少收货地址，请维护后审核",
                "no receiving address; maintain it, then review",
            ),
            Notice::Urged => ("用户催单", "the consumer urges"),
        })
    }

    /// Why a method is suggested.
    pub fn suggestion_reason(self, reason: SuggestionReason) -> &'static str {
        self.choose(match reason {
            SuggestionReason::Concluded => ("质检结论", "the inspection concluded so"),
            SuggestionReason::NotLiable => ("未发现商品问题", "no fault of the product was found"),
            SuggestionReason::AppliedFor => ("用户申请", "applied for"),
            SuggestionReason::InWarranty => ("三包内", "in warranty"),
            SuggestionReason::OutOfWarranty => ("三包外", "out of warranty"),
            SuggestionReason::Channel => ("渠道补件方式", "how this channel sends parts"),
        })
    }

    fn due(self, due_at: Option<Timestamp>, action: Option<DueAction>) -> String {
        match (due_at, action) {
            (Some(due_at), Some(action)) => say!(
                self,
                "，时限 {}，到期{}" | ", until {}; then {}",
                format::time(due_at),
                self.due_action(action)
            ),
            (Some(due_at), None) => say!(self, "，时限 {}" | ", until {}", format::time(due_at)),
            (None, _) => String::new(),
        }
    }
}
