//! What consumers read: their own pages speak of "you", of what to do next, and never of how the work is divided.

use aftercare_domain::{
    people::{party::Party, rule::Rule},
    refund::RefundState,
    service_order::{
        CommandType, Node, Refusal,
        catalogue::HandlingMethod,
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

use super::{refusals::Explanation, timeline::EventText};
use crate::{
    request::{context::PageContext, language::Language},
    words::format,
};

/// A time as consumers read it.
pub fn time(at: Timestamp, language: Language) -> String {
    format::spoken_time(at, PageContext::current().now, language)
}

/// A day as consumers read it.
pub fn day(at: Timestamp, language: Language) -> String {
    format::spoken_day(at, PageContext::current().now, language)
}

/// The last day, as consumers read it, of something that is over from a midnight on (R-APP-3).
pub fn last_day(end: Timestamp, language: Language) -> String {
    day(format::last_moment_before(end), language)
}

/// The consumer's pages in one language.
pub trait ForConsumers {
    /// Headings, labels and hints.
    fn consumer(&self) -> &'static ConsumerWords;

    /// What happened, as the consumer is told.
    fn event_text(&self, event: &ConsumerEvent) -> EventText;

    /// Who did it, seen from the consumer.
    fn doer(&self, party: Party) -> &'static str;

    /// Where an order stands.
    fn standing(
        &self,
        node: Node,
        method: ServiceMethod,
        task: Option<ConsumerTask>,
    ) -> &'static str;

    /// What to do next, as a call to do it.
    fn task(&self, task: ConsumerTask) -> &'static str;

    /// How to do it.
    fn task_hint(&self, task: ConsumerTask) -> &'static str;

    /// What happens at a deadline.
    fn at_deadline(&self, action: DueAction, due_at: Timestamp) -> String;

    /// That the system did it by itself, and why it did.
    fn automatic(&self, rule: Rule) -> &'static str;

    /// What a line can be applied for, and until when, in a sentence; none where it is nothing.
    fn terms(&self, offers: &[ServiceOffer]) -> Option<String>;

    /// Which step it is, of how many.
    fn step_of(&self, step: usize, of: usize) -> String;

    /// Until when a service can be applied for, and on which terms.
    fn window(&self, service_type: ServiceType, warranty: &Warranty) -> String;

    /// Why a service can't be applied for, and what to do instead.
    fn not_offered(&self, refusal: &Refusal) -> Explanation;

    /// How many pieces were bought, and how many can be applied for.
    fn pieces(&self, bought: u32, available: u32) -> String;

    /// How many pieces an application is for.
    fn quantity(&self, pieces: u32) -> String;

    /// The greatest number of pieces that can be applied for.
    fn at_most(&self, available: u32) -> String;

    /// Until when an application is reviewed.
    fn promise(&self, due_at: Option<Timestamp>) -> String;

    /// From when on one can urge again.
    fn urge_again(&self, again_at: Timestamp) -> String;

    /// How often one urged.
    fn urged(&self, count: u32) -> String;

    /// What cancelling means, and until when the service can be applied for anew.
    fn cancel_then(&self, service_type: ServiceType, warranty: &Warranty, now: Timestamp)
    -> String;

    /// That what was sent just now was done.
    fn done(&self, command: CommandType) -> &'static str;

    /// How it was handled.
    fn outcome(&self, method: HandlingMethod) -> &'static str;

    /// Where a refund stands.
    fn refund(&self, state: RefundState, amount: Money) -> String;

    /// The button that accepts a quote.
    fn accept(&self, amount: Money) -> String;

    /// The name of a number of stars.
    fn stars(&self, stars: u8) -> &'static str;
}

/// Headings, labels and hints of the consumer's pages.
#[derive(Debug)]
pub struct ConsumerWords {
    /// When something happened while the page was open.
    pub news: NewsWords,
    /// The list of one's orders.
    pub orders: ConsumerOrdersWords,
    /// Applying.
    pub apply: ApplyWords,
    /// How it is going.
    pub track: TrackWords,
}

/// When something happened while the page was open.
#[derive(Clone, Copy, Debug)]
pub struct NewsWords {
    /// Something happened.
    pub there_is: &'static str,
    /// Shows it.
    pub show: &'static str,
    /// A way was not followed, because there is no network.
    pub no_network: &'static str,
    /// Something happened before a form was sent, so that it was not done.
    pub overtaken: &'static str,
    /// What to do then.
    pub overtaken_next: &'static str,
}

/// The list of one's orders and applications.
#[derive(Debug)]
pub struct ConsumerOrdersWords {
    /// The heading.
    pub title: &'static str,
    /// The service orders that are under way.
    pub under_way: &'static str,
    /// Those that have ended.
    pub ended: &'static str,
    /// The next page of service orders.
    pub more: &'static str,
    /// What was bought.
    pub bought: &'static str,
    /// Before an order's number.
    pub order_number: &'static str,
    /// Before the time of payment.
    pub paid_at: &'static str,
    /// Leads to the application.
    pub apply: &'static str,
    /// Leads to the service order.
    pub track: &'static str,
    /// Nothing was bought.
    pub empty: &'static str,
    /// What would fill it.
    pub empty_next: &'static str,
    /// No application yet.
    pub none_under_way: &'static str,
    /// Opens what each service's terms are.
    pub all_terms: &'static str,
    /// Leads to the rating, where one is welcome.
    pub rate: &'static str,
}

/// Applying.
#[derive(Debug)]
pub struct ApplyWords {
    /// The heading.
    pub title: &'static str,
    /// Asks for the service.
    pub service_type: &'static str,
    /// Asks for the reason.
    pub reason: &'static str,
    /// Asks how the goods come.
    pub service_method: &'static str,
    /// Asks for the quantity.
    pub quantity: &'static str,
    /// Asks what is wrong.
    pub description: &'static str,
    /// How to say it.
    pub description_hint: &'static str,
    /// Asks for the serial number.
    pub serial_number: &'static str,
    /// Where to find it.
    pub serial_number_hint: &'static str,
    /// Asks where goods go back to.
    pub return_to: &'static str,
    /// What it is for.
    pub return_to_hint: &'static str,
    /// Asks for a name.
    pub name: &'static str,
    /// Asks for a phone number.
    pub phone: &'static str,
    /// Asks for the province.
    pub province: &'static str,
    /// Asks for the city.
    pub city: &'static str,
    /// Asks for the district.
    pub district: &'static str,
    /// Where it is not needed.
    pub district_hint: &'static str,
    /// Asks for the street.
    pub street: &'static str,
    /// Asks for another person to call.
    pub contact: &'static str,
    /// When it is needed.
    pub contact_hint: &'static str,
    /// The headings of the steps.
    pub steps: [&'static str; 4],
    /// To the next step.
    pub next: &'static str,
    /// To the step before.
    pub step_back: &'static str,
    /// To the last step, where everything is read once more.
    pub to_the_check: &'static str,
    /// To the step in which an answer can be changed.
    pub change: &'static str,
    /// Sends it.
    pub submit: &'static str,
    /// What to do before.
    pub check: &'static str,
    /// What happens then.
    pub then: &'static str,
    /// It came back.
    pub wrong: &'static str,
    /// Nothing can be applied for.
    pub nothing: &'static str,
    /// There is no such line among one's orders.
    pub not_found: &'static str,
    /// What to do then.
    pub not_found_next: &'static str,
    /// Back to the list.
    pub back: &'static str,
}

/// How it is going.
#[derive(Debug)]
pub struct TrackWords {
    /// The heading.
    pub title: &'static str,
    /// Before the number.
    pub number: &'static str,
    /// It was applied for just now.
    pub applied: &'static str,
    /// The next thing to do.
    pub next: &'static str,
    /// Nothing to do.
    pub nothing_to_do: &'static str,
    /// The timer stands still.
    pub paused: &'static str,
    /// The goods.
    pub goods: &'static str,
    /// The application.
    pub application: &'static str,
    /// What happened so far.
    pub timeline: &'static str,
    /// Where to send the goods.
    pub receiving_address: &'static str,
    /// Copies the address.
    pub copy_address: &'static str,
    /// The booked pickup.
    pub pickup: &'static str,
    /// The parcel that one sent.
    pub shipment: &'static str,
    /// The parcel that comes.
    pub return_shipment: &'static str,
    /// The repair.
    pub repair: &'static str,
    /// The quote.
    pub quote: &'static str,
    /// The quote was accepted.
    pub quote_accepted: &'static str,
    /// How it was handled.
    pub handling: &'static str,
    /// Why.
    pub reason: &'static str,
    /// Why it was applied for.
    pub reason_applied: &'static str,
    /// Why it was rejected.
    pub rejection: &'static str,
    /// The refunds.
    pub refund: &'static str,
    /// The pieces that came, where they are fewer than were applied for.
    pub received: &'static str,
    /// The service.
    pub service: &'static str,
    /// How the goods come.
    pub service_method: &'static str,
    /// In or out of warranty.
    pub warranty: &'static str,
    /// What is wrong.
    pub description: &'static str,
    /// Whom to ask.
    pub contact: &'static str,
    /// Where goods go back to.
    pub return_to: &'static str,
    /// The question.
    pub question: &'static str,
    /// Asks for the answer.
    pub answer: &'static str,
    /// Sends the answer.
    pub send_answer: &'static str,
    /// Asks for the carrier.
    pub carrier: &'static str,
    /// Asks for the number.
    pub tracking_number: &'static str,
    /// Where to find it.
    pub tracking_number_hint: &'static str,
    /// Sends carrier and number.
    pub ship: &'static str,
    /// Opens the form of correcting carrier and number.
    pub correct_parcel: &'static str,
    /// Until when one can.
    pub correct_parcel_hint: &'static str,
    /// Corrects them.
    pub confirm_parcel: &'static str,
    /// Opens the form of declining.
    pub decline: &'static str,
    /// What follows from it.
    pub decline_then: &'static str,
    /// Asks why.
    pub decline_reason: &'static str,
    /// Declines.
    pub confirm_decline: &'static str,
    /// Asks for the stars.
    pub stars: &'static str,
    /// Asks how likely one is to recommend it.
    pub recommend: &'static str,
    /// The ends of the scale.
    pub recommend_ends: [&'static str; 2],
    /// Asks for a comment.
    pub comment: &'static str,
    /// Asks for catchwords.
    pub tags: &'static str,
    /// Catchwords to choose from.
    pub tag_choices: &'static [&'static str],
    /// Sends the rating.
    pub rate: &'static str,
    /// The rating.
    pub rating: &'static str,
    /// Urges.
    pub urge: &'static str,
    /// What it does.
    pub urge_hint: &'static str,
    /// Opens the form of cancelling.
    pub cancel: &'static str,
    /// Asks why.
    pub cancel_reason: &'static str,
    /// Cancels.
    pub confirm_cancel: &'static str,
    /// Why it can't be cancelled.
    pub too_late_to_cancel: &'static str,
    /// What else one can do.
    pub more: &'static str,
    /// Before whose turn it is.
    pub turn: &'static str,
    /// The stages of a service, in the order in which they come.
    pub stages: StageWords,
}

/// The stages of a service, as the consumer sees them.
#[derive(Debug)]
pub struct StageWords {
    /// It is reviewed.
    pub review: &'static str,
    /// The goods come.
    pub goods: &'static str,
    /// They are inspected.
    pub inspection: &'static str,
    /// It is decided, and repaired.
    pub handling: &'static str,
    /// It is over.
    pub end: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

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
