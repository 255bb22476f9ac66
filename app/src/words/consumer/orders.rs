//! A consumer's list of orders and applications.

use aftercare_domain::{
    service_order::{eligibility::Warranty, service_offers::ServiceOffer},
    values::service::ServiceType,
};

use super::last_day;
use crate::words::Words;

phrases! {
    /// The list of one's orders and applications.
    pub fn consumer_orders() -> ConsumerOrdersWords {
        /// The heading.
        title: "我的订单与售后" | "My orders and services",
        /// The service orders that are under way.
        under_way: "进行中的售后" | "Under way",
        /// Those that have ended.
        ended: "已结束的售后" | "Ended",
        /// The next page of service orders.
        more: "更早的售后" | "Earlier ones",
        /// What was bought.
        bought: "已购商品" | "What you bought",
        /// Before an order's number.
        order_number: "订单" | "Order",
        /// Before the time of payment.
        paid_at: "下单" | "placed",
        /// Leads to the application.
        apply: "申请售后" | "Apply for service",
        /// Leads to the service order.
        track: "查看进度" | "View",
        /// Nothing was bought.
        empty: "还没有订单" | "No orders yet",
        /// What would fill it.
        empty_next: "在商城下单后，订单会出现在这里；商品发货后即可申请售后。"
            | "Once you have bought something it appears here; you can apply for service as soon as it has been shipped.",
        /// No application yet.
        none_under_way: "没有进行中的售后。商品有问题时，在下方选择商品申请。"
            | "Nothing is under way. If something is wrong with your goods, choose them below.",
        /// Opens what each service's terms are.
        all_terms: "各项服务的期限" | "All terms",
        /// Leads to the rating, where one is welcome.
        rate: "去评价" | "Rate it",
    }
}

impl Words {
    /// What a line can be applied for, and until when, in a sentence; none where it is nothing.
    pub fn terms(self, offers: &[ServiceOffer]) -> Option<String> {
        let terms = offers.iter().filter(|offer| offer.allowed).map(|offer| {
            let Warranty { in_warranty, until } = offer.warranty;
            match (offer.service_type, until) {
                (ServiceType::Return, Some(until)) => say!(
                    self,
                    "可退货至 {}" | "return until {}",
                    last_day(until, self.language)
                ),
                (ServiceType::Exchange, Some(until)) => say!(
                    self,
                    "可换货至 {}" | "exchange until {}",
                    last_day(until, self.language)
                ),
                (ServiceType::Repair, Some(until)) if in_warranty => say!(
                    self,
                    "保修至 {}" | "warranty until {}",
                    last_day(until, self.language)
                ),
                (ServiceType::Repair, Some(_)) => {
                    self.say("可付费维修", "repair at a price").to_owned()
                }
                (service, _) => say!(self, "可{}" | "{}", self.service_in_a_sentence(service)),
            }
        });
        let terms = terms.collect::<Vec<_>>().join(self.say("，", ", "));
        (!terms.is_empty()).then(|| say!(self, "{terms}。" | "Possible: {terms}."))
    }

    /// How many pieces were bought, and how many can be applied for.
    pub fn pieces(self, bought: u32, available: u32) -> String {
        match available {
            0 => say!(
                self,
                "共 {bought} 件，已全部申请" | "Pieces: {bought}, all applied for"
            ),
            _ if available == bought => say!(self, "共 {bought} 件" | "Pieces: {bought}"),
            _ => say!(
                self,
                "共 {bought} 件，还可申请 {available} 件"
                    | "Pieces: {bought}, of which {available} can be applied for"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use aftercare_domain::values::time::Timestamp;

    use super::*;
    use crate::request::language::Language;

    const DAY_MS: i64 = 86_400_000;

    fn offer(service_type: ServiceType, until: Option<Timestamp>, allowed: bool) -> ServiceOffer {
        ServiceOffer {
            service_type,
            warranty: Warranty {
                in_warranty: true,
                until,
            },
            allowed,
            reason: None,
        }
    }

    // R-APP-3
    #[test]
    fn what_can_be_applied_for_is_one_sentence() {
        let until = |days| Some(Timestamp::from_ms(days * DAY_MS));
        let offers = [
            offer(ServiceType::Return, until(7), true),
            offer(ServiceType::Exchange, until(5), false),
            offer(ServiceType::Repair, until(400), true),
            offer(ServiceType::Supplement, None, true),
        ];
        let told = |language: Language| language.words().terms(&offers);
        assert_eq!(
            told(Language::Chinese).as_deref(),
            Some("可退货至 1月8日，保修至 1971年2月5日，可补件。")
        );
        assert_eq!(
            told(Language::English).as_deref(),
            Some(
                "Possible: return until 8\u{a0}Jan, warranty until 5\u{a0}Feb\u{a0}1971, missing parts."
            )
        );
        assert_eq!(Language::Chinese.words().terms(&[]), None);
    }
}
