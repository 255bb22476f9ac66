//! What a consumer is asked to do, and what becomes of it.

use aftercare_domain::{
    service_order::{CommandType, eligibility::Warranty, view::ConsumerTask},
    values::{money::Money, service::ServiceType, time::Timestamp},
};

use super::{last_day, time};
use crate::words::{Words, format};

impl Words {
    /// What to do next, as a call to do it.
    pub fn task(self, task: ConsumerTask) -> &'static str {
        self.choose(match task {
            ConsumerTask::Answer => ("回答商家的问题", "Answer the question"),
            ConsumerTask::Ship => (
                "寄出商品，填写快递单号",
                "Send the goods and fill in the tracking number",
            ),
            ConsumerTask::HandOver => (
                "备好商品，交给快递员",
                "Have the goods ready for the courier",
            ),
            ConsumerTask::DropOff => ("把商品送到门店", "Bring the goods to the store"),
            ConsumerTask::DecideQuote => ("确认维修报价", "Decide on the price of the repair"),
            ConsumerTask::Rate => ("评价这次售后", "Rate this service"),
        })
    }

    /// How to do it.
    pub fn task_hint(self, task: ConsumerTask) -> &'static str {
        self.choose(match task {
            ConsumerTask::Answer => (
                "回答后商家继续审核。",
                "The review goes on with your answer.",
            ),
            ConsumerTask::Ship => (
                "请按以下地址寄出，附上所有配件，再填写快递单号。",
                "Send them to this address with everything that \
                 belongs to them, then fill in the tracking number.",
            ),
            ConsumerTask::HandOver => (
                "请在预约的时间备好商品和所有配件。",
                "Have the goods and everything that belongs to them ready at this time.",
            ),
            ConsumerTask::DropOff => (
                "带上商品和所有配件，报出服务单号，由店员当面签收。",
                "Bring the goods and everything that belongs to them, \
                 and name the number of your service order at the counter.",
            ),
            ConsumerTask::DecideQuote => (
                "接受后开始维修；不接受则原样寄还。",
                "Accepted, the repair begins; declined, the goods come back as they are.",
            ),
            ConsumerTask::Rate => ("您的评价会帮助我们改进。", "It helps us to do better."),
        })
    }

    /// The button that accepts a quote.
    pub fn accept(self, amount: Money) -> String {
        say!(
            self,
            "接受报价 {}" | "Accept {}",
            format::money(amount.fen())
        )
    }

    /// The name of a number of stars.
    pub fn stars(self, stars: u8) -> &'static str {
        self.choose(match stars {
            1 => ("1 星 很不满意", "1 star: very dissatisfied"),
            2 => ("2 星 不满意", "2 stars: dissatisfied"),
            3 => ("3 星 一般", "3 stars: so-so"),
            4 => ("4 星 满意", "4 stars: satisfied"),
            _ => ("5 星 非常满意", "5 stars: very satisfied"),
        })
    }

    /// That what was sent just now was done.
    pub fn done(self, command: CommandType) -> &'static str {
        self.choose(match command {
            CommandType::Answer => (
                "回答已提交，商家会继续审核",
                "Your answer is in; the review goes on",
            ),
            CommandType::Ship => (
                "快递单号已提交，商家收到商品后会告诉您",
                "The tracking number is in; you are told when the goods have arrived",
            ),
            CommandType::CorrectShipment => ("快递单号已更正", "The tracking number is corrected"),
            CommandType::AcceptQuote => (
                "您已接受报价，商家将开始维修",
                "You accepted the price; the repair begins",
            ),
            CommandType::DeclineQuote => (
                "您没有接受报价，商品将原样寄还给您",
                "You declined the price; the goods come back to you as they are",
            ),
            CommandType::Rate => ("谢谢您的评价！", "Thank you for your rating!"),
            CommandType::Urge => ("已提醒商家优先处理", "The merchant has been reminded"),
            CommandType::Cancel => ("申请已取消", "The application is cancelled"),
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
            | CommandType::Assign => ("已提交", "Done"),
        })
    }

    /// From when on one can urge again.
    pub fn urge_again(self, again_at: Timestamp) -> String {
        say!(
            self,
            "已为您催过，{} 后可以再催一次。"
                | "You sent a reminder; the next one is possible from {} on.",
            time(again_at, self.language)
        )
    }

    /// How often one urged.
    pub fn urged(self, count: u32) -> String {
        say!(self, "您已催过 {count} 次。" | "Reminders so far: {count}")
    }

    /// What cancelling means, and until when the service can be applied for anew.
    pub fn cancel_then(
        self,
        service_type: ServiceType,
        warranty: &Warranty,
        now: Timestamp,
    ) -> String {
        let service = self.service_in_a_sentence(service_type);
        let again = match (service_type, warranty.until) {
            (ServiceType::Return | ServiceType::Exchange, Some(until)) if until <= now => say!(
                self,
                "{service}期限已于 {} 结束，取消后不能再申请{service}。"
                    | "The time for it ended on {}: you can't apply for this {service} again.",
                last_day(until, self.language)
            ),
            (ServiceType::Return | ServiceType::Exchange, Some(until)) => say!(
                self,
                "{} 24:00 前可以重新申请{service}。"
                    | "You can apply for the {service} again until the end of {}.",
                last_day(until, self.language)
            ),
            (
                ServiceType::Return
                | ServiceType::Exchange
                | ServiceType::Repair
                | ServiceType::Supplement,
                _,
            ) => self
                .say("以后可以重新申请。", "You can apply again later.")
                .to_owned(),
        };
        say!(
            self,
            "取消后这张服务单立即结束，不能恢复。{again}"
                | "This ends the service order at once, for good. {again}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::language::Language;

    const DAY_MS: i64 = 86_400_000;

    // R-APP-7
    #[test]
    fn cancelling_says_whether_one_can_apply_again() {
        let warranty = Warranty {
            in_warranty: true,
            until: Some(Timestamp::from_ms(7 * DAY_MS)),
        };
        let told = |service_type, now_days| {
            let now = Timestamp::from_ms(now_days * DAY_MS);
            let words = Language::Chinese.words();
            words.cancel_then(service_type, &warranty, now)
        };
        assert!(told(ServiceType::Return, 6).ends_with("前可以重新申请退货。"));
        assert!(told(ServiceType::Return, 8).ends_with("取消后不能再申请退货。"));
        assert!(told(ServiceType::Repair, 8).ends_with("以后可以重新申请。"));
    }
}
