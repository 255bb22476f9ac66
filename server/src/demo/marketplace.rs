//! The whole demo marketplace, made of a seed and the time: people, orders, and a year of service orders.

use std::collections::{BTreeMap, BTreeSet};

use aftercare_domain::{
    policy::{DeadlineKey, Policy},
    service_order::Node,
    values::{
        channel::Channel,
        number::ServiceOrderNumber,
        service::ServiceType,
        time::{Span, Timestamp, marketplace_day},
    },
};

use chrono::NaiveDate;

use super::{
    complaints::{Complaint, ComplaintSpec},
    dice::Dice,
    error::DemoError,
    journey::{History, Stage},
    purchases::{NumberedOrder, Purchase},
    rhythm,
    schedule::Scheduled,
    target::{OrderEnding, Stay, Target},
    tenants::{Consumer, Merchant, Tenants},
};

/// Everything that the demo puts into an empty database.
#[derive(Debug)]
pub struct Marketplace {
    /// Who is there.
    pub town: Tenants,
    /// What was sold.
    pub orders: Vec<NumberedOrder>,
    /// Every service order with its log, in the order of their applications.
    pub histories: Vec<History>,
}

/// Whose orders they are: who reviews and handles them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HandlingTeam {
    /// The first merchant, online.
    First,
    /// The second one.
    Second,
    /// The other merchants.
    Others,
    /// The store.
    Store,
    /// The platform, for 有品京东店.
    Platform,
}

/// The number of orders in each state, for each handling team.
const STAYS: [(Stay, [(HandlingTeam, u32); 5]); 14] = {
    use HandlingTeam::{First, Others, Platform, Second, Store};
    const fn row(counts: [u32; 5]) -> [(HandlingTeam, u32); 5] {
        let [first, second, others, store, platform] = counts;
        [
            (First, first),
            (Second, second),
            (Others, others),
            (Store, store),
            (Platform, platform),
        ]
    }
    [
        (Stay::Reviewing, row([11, 4, 5, 5, 5])),
        (Stay::Asked, row([2, 1, 1, 1, 1])),
        (Stay::Answered, row([2, 1, 0, 1, 1])),
        (Stay::AddressMissing, row([0, 3, 0, 0, 0])),
        (Stay::AwaitingShipment, row([6, 3, 3, 4, 3])),
        (Stay::PickupBooked, row([2, 1, 1, 0, 1])),
        (Stay::InTransit, row([10, 4, 4, 2, 4])),
        (Stay::Exception, row([4, 2, 1, 2, 1])),
        (Stay::Held, row([3, 1, 1, 1, 1])),
        (Stay::Inspecting, row([8, 3, 3, 4, 3])),
        (Stay::Handling, row([9, 4, 3, 4, 4])),
        (Stay::Repairing, row([4, 1, 1, 1, 1])),
        (Stay::QuoteAccepted, row([2, 1, 1, 1, 0])),
        (Stay::Returning, row([7, 3, 2, 3, 3])),
    ]
};

/// How orders ended, so many of each hundred.
pub(super) const ENDINGS: [(u32, OrderEnding); 12] = [
    (72, OrderEnding::Natural),
    (5, OrderEnding::Rejected),
    (4, OrderEnding::Compensated),
    (3, OrderEnding::Withdrawn(Node::PendingReview)),
    (2, OrderEnding::Withdrawn(Node::PendingShipment)),
    (1, OrderEnding::Withdrawn(Node::PendingReceipt)),
    (4, OrderEnding::NeverShipped),
    (3, OrderEnding::Abnormal),
    (2, OrderEnding::ConsumerConceded),
    (2, OrderEnding::QuoteDeclined),
    (1, OrderEnding::SuperCancelled),
    (1, OrderEnding::SuperCancelledLate),
];

const DESKS: [(u32, HandlingTeam); 5] = [
    (40, HandlingTeam::First),
    (17, HandlingTeam::Second),
    (17, HandlingTeam::Others),
    (14, HandlingTeam::Store),
    (12, HandlingTeam::Platform),
];

/// How many service orders have ended.
const ENDED: u32 = 430;
/// How many orders nobody complained about.
const CONTENT: u32 = 420;

/// What the consumers who sign in are in the middle of: the place of the consumer, the service, and where it stands.
const OWN: [(usize, ServiceType, Stay); 16] = [
    (0, ServiceType::Return, Stay::Reviewing),
    (0, ServiceType::Return, Stay::Asked),
    (0, ServiceType::Return, Stay::AwaitingShipment),
    (0, ServiceType::Exchange, Stay::AwaitingShipment),
    (0, ServiceType::Exchange, Stay::PickupBooked),
    (0, ServiceType::Return, Stay::InTransit),
    (0, ServiceType::Return, Stay::Handling),
    (0, ServiceType::Repair, Stay::QuoteOpen),
    (0, ServiceType::Exchange, Stay::Returning),
    (0, ServiceType::Return, Stay::Finished),
    (0, ServiceType::Repair, Stay::Finished),
    (1, ServiceType::Return, Stay::Asked),
    (1, ServiceType::Repair, Stay::AwaitingShipment),
    (1, ServiceType::Repair, Stay::QuoteOpen),
    (1, ServiceType::Supplement, Stay::Reviewing),
    (1, ServiceType::Return, Stay::Finished),
];

/// How many days ago goods came that the consumers who sign in have not complained about, and by which channel.
const OWN_PURCHASES: [(usize, i64, Channel); 15] = [
    (0, 1, Channel::YoupinOnline),
    (0, 2, Channel::YoupinOnline),
    (0, 4, Channel::YoupinOnline),
    (0, 9, Channel::YoupinOnline),
    (0, 12, Channel::YoupinOnline),
    (0, 60, Channel::YoupinOnline),
    (0, 200, Channel::YoupinOnline),
    (0, 400, Channel::YoupinOnline),
    (0, 520, Channel::YoupinOnline),
    (0, 3, Channel::YoupinJd),
    (0, 5, Channel::MiHome),
    (1, 2, Channel::YoupinOnline),
    (1, 10, Channel::YoupinOnline),
    (1, 90, Channel::YoupinOnline),
    (1, 410, Channel::YoupinOnline),
];

impl Marketplace {
    /// The marketplace of a seed as it stands at a time: the same for the same.
    pub fn new(seed: u64, now: Timestamp) -> Result<Self, DemoError> {
        let mut dice = Dice::new(seed);
        let town = Tenants::new(&mut dice)?;
        let (orders, histories) = Year::new(&town, &policy(), now, dice).live()?;
        Ok(Self {
            town,
            orders,
            histories,
        })
    }
}

/// The policy under which the year went by: the manual's, and deadlines of its own for the nodes that have none, so that
/// orders can be overdue there.
pub(super) fn policy() -> Policy {
    let mut policy = Policy::default();
    policy.deadlines.platform.extend([
        (DeadlineKey::PendingException, Span::days(3)),
        (DeadlineKey::PendingHandlingSupplement, Span::days(2)),
        (DeadlineKey::InRepair, Span::days(5)),
        (DeadlineKey::PendingReturn, Span::days(2)),
    ]);
    policy
}

/// Numbers service orders: from 1 on each day.
#[derive(Debug, Default)]
pub(super) struct NumberSequences(BTreeMap<NaiveDate, u32>);

impl NumberSequences {
    /// Goes on behind the last numbers of some days.
    pub(super) const fn behind(last: BTreeMap<NaiveDate, u32>) -> Self {
        Self(last)
    }

    /// The last number of each day.
    pub(super) const fn last(&self) -> &BTreeMap<NaiveDate, u32> {
        &self.0
    }

    /// The next number of the day of an application.
    pub(super) fn next(&mut self, applied_at: Timestamp) -> Result<ServiceOrderNumber, DemoError> {
        let day = marketplace_day(applied_at);
        let sequence = self.0.entry(day).or_default();
        *sequence += 1;
        ServiceOrderNumber::compose(day, *sequence).ok_or(DemoError::NumbersUsedUp)
    }
}

struct Year<'t> {
    town: &'t Tenants,
    stage: Stage<'t>,
    dice: Dice,
    /// How many purchases there were.
    purchases: i64,
    scheduled: Vec<Scheduled<'t>>,
    orders: Vec<NumberedOrder>,
}

impl<'t> Year<'t> {
    fn new(town: &'t Tenants, policy: &'t Policy, now: Timestamp, dice: Dice) -> Self {
        let stage = Stage {
            town,
            policy,
            until: now,
        };
        Self {
            town,
            stage,
            dice,
            purchases: 0,
            scheduled: Vec::new(),
            orders: Vec::new(),
        }
    }

    fn live(mut self) -> Result<(Vec<NumberedOrder>, Vec<History>), DemoError> {
        self.end_most()?;
        self.leave_some_open()?;
        self.add_orders_of_demo_people()?;
        self.share_parcels()?;
        self.complain_again()?;
        self.add_orders_without_complaints()?;
        self.finish()
    }

    fn end_most(&mut self) -> Result<(), DemoError> {
        for _ in 0..ENDED {
            let ending = self.dice.weigh(&ENDINGS)?;
            let desk = self.dice.weigh(&DESKS)?;
            self.schedule(desk, ending.service_type(), Target::End(ending))?;
        }
        Ok(())
    }

    fn leave_some_open(&mut self) -> Result<(), DemoError> {
        for (stay, counts) in STAYS {
            for (desk, count) in counts {
                for _ in 0..count {
                    self.schedule(desk, None, Target::Stay(stay))?;
                }
            }
        }
        Ok(())
    }

    fn add_orders_of_demo_people(&mut self) -> Result<(), DemoError> {
        let merchant = self.merchant(HandlingTeam::First)?;
        for (place, service_type, stay) in OWN {
            let wish = ComplaintSpec {
                merchant,
                consumer: Some(self.consumer(place)?),
                channel: Channel::YoupinOnline,
                service_type: Some(service_type),
                aim: Target::Stay(stay),
            };
            self.schedule_wish(wish)?;
        }
        let now = self.stage.until;
        for (place, days_ago, channel) in OWN_PURCHASES {
            let consumer = self.consumer(place)?;
            let purchase = self.purchase(channel, merchant, consumer)?;
            let delivered_at = Span::hours(-24 * days_ago - 3).after(now);
            self.orders.push(purchase.order(delivered_at, now)?);
        }
        // One is on its way, and one is paid and not sent yet.
        let consumer = self.consumer(0)?;
        for left in [Span::hours(20), Span::ZERO] {
            let purchase = self.purchase(Channel::YoupinOnline, merchant, consumer)?;
            let until = if left == Span::ZERO {
                Span::milliseconds(purchase.takes().ms() - Span::hours(2).ms())
            } else {
                left
            };
            self.orders.push(purchase.order(until.after(now), now)?);
        }
        Ok(())
    }

    /// Some send goods of two lines back in one parcel, a few of them now, a few some time ago.
    fn share_parcels(&mut self) -> Result<(), DemoError> {
        const SHARED: usize = 3;
        for aim in [
            Target::Stay(Stay::InTransit),
            Target::End(OrderEnding::Natural),
        ] {
            let mut seconds = Vec::new();
            for first in &mut self.scheduled {
                if first.draft.case.aim == aim && seconds.len() < SHARED {
                    seconds.extend(first.share_parcel(self.stage, &mut self.dice)?);
                }
            }
            self.scheduled.extend(seconds);
        }
        Ok(())
    }

    /// Some complain again: about another line of the same order, or about the same goods, once they are back.
    fn complain_again(&mut self) -> Result<(), DemoError> {
        const OTHER_LINES: usize = 14;
        const SAME_GOODS: usize = 14;
        let ended = |scheduled: &&Scheduled<'t>| {
            scheduled.draft.case.aim == Target::End(OrderEnding::Natural)
        };
        let candidates: Vec<Scheduled<'t>> = self.scheduled.iter().filter(ended).cloned().collect();
        let mut added = Vec::new();
        for first in candidates
            .iter()
            .filter(|first| first.leaves_a_line())
            .take(OTHER_LINES)
        {
            added.extend(first.about_the_next_line(&mut self.dice));
        }
        let mut again = 0;
        for first in &candidates {
            if again == SAME_GOODS {
                break;
            }
            if let Some(second) = first.again(self.stage, &mut self.dice)? {
                again += 1;
                added.push(second);
            }
        }
        self.scheduled.extend(added);
        Ok(())
    }

    fn add_orders_without_complaints(&mut self) -> Result<(), DemoError> {
        let now = self.stage.until;
        for _ in 0..CONTENT {
            let desk = self.dice.weigh(&DESKS)?;
            let merchant = self.merchant(desk)?;
            let channel = self.channel(desk)?;
            let others = self.town.consumers.get(2..).unwrap_or_default();
            let consumer = self.dice.pick(others)?;
            let purchase = self.purchase(channel, merchant, consumer)?;
            let paid_at = rhythm::application_time(&mut self.dice, now)?;
            let delivered_at = purchase.takes().after(paid_at);
            self.orders.push(purchase.order(delivered_at, now)?);
        }
        Ok(())
    }

    /// Numbers them all in the order of their applications and plays them.
    fn finish(mut self) -> Result<(Vec<NumberedOrder>, Vec<History>), DemoError> {
        self.scheduled.sort_by_key(|scheduled| scheduled.applied_at);
        let mut numbers = NumberSequences::default();
        let mut seen: BTreeSet<_> = self.orders.iter().map(|told| told.number.clone()).collect();
        let mut histories = Vec::with_capacity(self.scheduled.len());
        for scheduled in &self.scheduled {
            let number = numbers.next(scheduled.applied_at)?;
            let (told, history) = scheduled.simulate(self.stage, number)?;
            if seen.insert(told.number.clone()) {
                self.orders.push(told);
            }
            histories.push(history);
        }
        self.orders.sort_by(|one, other| {
            (one.order.paid_at, &one.number).cmp(&(other.order.paid_at, &other.number))
        });
        Ok((self.orders, histories))
    }

    fn schedule(
        &mut self,
        desk: HandlingTeam,
        service_type: Option<ServiceType>,
        aim: Target,
    ) -> Result<(), DemoError> {
        let wish = ComplaintSpec {
            merchant: self.merchant(desk)?,
            consumer: None,
            channel: self.channel(desk)?,
            service_type,
            aim,
        };
        self.schedule_wish(wish)
    }

    fn schedule_wish(&mut self, wish: ComplaintSpec<'t>) -> Result<(), DemoError> {
        self.purchases += 1;
        let draft = Complaint::new(&mut self.dice, self.town, self.purchases, wish)?;
        let scheduled = Scheduled::find(self.stage, &mut self.dice, draft)?;
        self.scheduled.push(scheduled);
        Ok(())
    }

    fn purchase(
        &mut self,
        channel: Channel,
        merchant: &'t Merchant,
        consumer: &'t Consumer,
    ) -> Result<Purchase<'t>, DemoError> {
        self.purchases += 1;
        let complete: Vec<_> = merchant
            .products
            .iter()
            .filter(|product| product.addresses.for_return.is_some())
            .collect();
        let product = *self.dice.pick(&complete)?;
        let mut products = vec![product];
        if self.dice.percent(25) {
            products.push(*self.dice.pick(&complete)?);
        }
        let dice = &mut self.dice;
        Purchase::new(dice, self.purchases, channel, merchant, consumer, &products)
    }

    /// A merchant whose orders a team handles.
    fn merchant(&mut self, desk: HandlingTeam) -> Result<&'t Merchant, DemoError> {
        let merchants = &self.town.merchants;
        let others = merchants.get(2..).unwrap_or_default();
        match desk {
            HandlingTeam::First => merchants.first().ok_or(DemoError::NothingToChoose),
            HandlingTeam::Second => merchants.get(1).ok_or(DemoError::NothingToChoose),
            HandlingTeam::Others => self.dice.pick(others),
            HandlingTeam::Store | HandlingTeam::Platform if self.dice.percent(50) => {
                merchants.first().ok_or(DemoError::NothingToChoose)
            }
            HandlingTeam::Store | HandlingTeam::Platform => self.dice.pick(merchants),
        }
    }

    fn channel(&mut self, desk: HandlingTeam) -> Result<Channel, DemoError> {
        match desk {
            HandlingTeam::First | HandlingTeam::Second | HandlingTeam::Others => {
                Ok(Channel::YoupinOnline)
            }
            HandlingTeam::Store => self
                .dice
                .weigh(&[(55, Channel::MiHome), (45, Channel::YoupinStore)]),
            HandlingTeam::Platform => Ok(Channel::YoupinJd),
        }
    }

    fn consumer(&self, place: usize) -> Result<&'t Consumer, DemoError> {
        let consumers = &self.town.consumers;
        consumers.get(place).ok_or(DemoError::NothingToChoose)
    }
}

#[cfg(test)]
mod tests {
    use aftercare_domain::{
        people::rule::Rule,
        service_order::{ServiceOrder, evolve},
        values::service::{ServiceMethod, ServiceType},
    };

    use super::*;

    fn now() -> Timestamp {
        Timestamp::parse("2026-11-23T02:00:00Z").unwrap()
    }

    fn marketplace() -> Marketplace {
        Marketplace::new(7, now()).unwrap()
    }

    fn digest(market: &Marketplace) -> String {
        let logs: Vec<_> = market
            .histories
            .iter()
            .map(|history| history.log().collect::<Vec<_>>())
            .collect();
        let orders: Vec<_> = market
            .orders
            .iter()
            .map(|told| (&told.number, &told.order))
            .collect();
        let all = serde_json::to_string(&(logs, orders, &market.town.people)).unwrap();
        crate::runtime::secret::digest(&all)
    }

    #[test]
    fn the_same_seed_and_time_make_the_same() {
        assert_eq!(digest(&marketplace()), digest(&marketplace()));
        let other = Marketplace::new(8, now()).unwrap();
        assert_ne!(digest(&marketplace()), digest(&other));
    }

    #[test]
    fn every_node_service_method_and_channel_is_there() {
        let market = marketplace();
        let orders = || market.histories.iter().map(|history| &history.order);
        for node in Node::ALL {
            assert!(orders().any(|order| order.node() == *node), "{node}");
        }
        for channel in Channel::ALL {
            assert!(
                orders().any(|order| order.goods.channel == *channel),
                "{channel}"
            );
            for service_type in ServiceType::ALL {
                let in_store = matches!(channel, Channel::YoupinStore | Channel::MiHome);
                let there = orders().any(|order| {
                    order.goods.channel == *channel
                        && order.application.service_type == *service_type
                });
                // Nobody sends parts in the stores' channels.
                let expected = !(in_store && *service_type == ServiceType::Supplement);
                assert_eq!(there, expected, "{channel} {service_type}");
            }
        }
        for method in ServiceMethod::ALL {
            assert!(
                orders().any(|order| order.service_method == *method),
                "{method}"
            );
        }
        assert!(
            !orders().any(ServiceOrder::goods_stay),
            "nobody keeps what is returned"
        );
    }

    #[test]
    fn the_first_merchant_has_work_in_every_open_node() {
        let market = marketplace();
        let first = &market.town.merchants.first().unwrap().id;
        for node in Node::OPEN {
            let here = market.histories.iter().map(|history| &history.order);
            let count =
                here.filter(|order| order.goods.merchant == *first && order.node() == *node);
            let count = count.count();
            assert!((5..=40).contains(&count), "{node}: {count}");
        }
    }

    #[test]
    fn every_log_replays_and_nothing_is_later_than_now_nor_left_undone() {
        let market = marketplace();
        for history in &market.histories {
            // R-LOG-1
            assert_eq!(evolve::replay(history.log()).as_ref(), Some(&history.order));
            assert!(history.log().all(|line| line.at <= now()));
            assert!(
                history
                    .log()
                    .is_sorted_by_key(|line| (line.sequence, line.at))
            );
            // R-TIM-3
            let wakes_at = history.order.wakes_at();
            assert!(wakes_at.is_none_or(|wakes_at| wakes_at > now()));
        }
    }

    #[test]
    fn everything_that_happens_to_service_orders_happens() {
        let market = marketplace();
        let lines = || market.histories.iter().flat_map(History::log);
        for event in [
            "address_missing",
            "answer_elapsed",
            "answered",
            "assigned",
            "cancelled",
            "claimed",
            "deadline_extended",
            "deadline_missed",
            "direct_compensation_approved",
            "exception_resolved",
            "pickup_booked",
            "quote_accepted",
            "quote_declined",
            "rated",
            "rejected",
            "returned_to_handling",
            "shipment_skipped",
            "super_cancel_settled",
            "urged",
        ] {
            assert!(lines().any(|line| line.event.name() == event), "{event}");
        }
        for rule in Rule::ALL {
            assert!(lines().any(|line| line.automatic == Some(*rule)), "{rule}");
        }
        let overdue = |history: &&History| history.order.deadline.is_overdue(now());
        assert!(market.histories.iter().filter(overdue).count() > 8);
    }

    #[test]
    fn what_is_taken_and_refunded_of_a_line_was_there() {
        // R-APP-2, R-RFD-1
        let market = marketplace();
        let mut lines = BTreeMap::new();
        for history in &market.histories {
            let goods = &history.order.goods;
            let line = lines
                .entry((goods.order_number.clone(), goods.line_number))
                .or_insert((0, 0));
            line.0 += history.order.pieces_taken();
            line.1 += history.order.refunded.fen();
        }
        for ((number, line), (taken, refunded)) in lines {
            let told = market
                .orders
                .iter()
                .find(|told| told.number == number)
                .unwrap();
            let (_, balance) = told.line(line).unwrap();
            assert!(taken <= balance.bought.get() && refunded <= balance.paid.fen());
        }
    }

    #[test]
    fn some_goods_come_back_two_in_a_parcel() {
        // R-SHP-1
        let market = marketplace();
        let mut parcels: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for order in market.histories.iter().map(|history| &history.order) {
            if let Some(parcel) = &order.shipment {
                let number = parcel.tracking_number.as_str();
                parcels.entry(number).or_default().push(order);
            }
        }
        let shared = || parcels.values().filter(|orders| orders.len() > 1);
        assert!(shared().any(|orders| orders.iter().all(|order| order.node().is_final())));
        let together = |orders: &Vec<&ServiceOrder>| {
            let [first, second] = orders.as_slice() else {
                return false;
            };
            first.node() == Node::PendingReceipt
                && second.node() == Node::PendingReceipt
                && first.goods.order_number == second.goods.order_number
                && first.goods.line_number != second.goods.line_number
        };
        assert!(shared().any(together));
    }

    #[test]
    fn some_apply_while_the_goods_are_on_their_way() {
        // R-APP-1
        let market = marketplace();
        let mut early = market
            .histories
            .iter()
            .filter(|history| history.order.goods.delivered_at.is_none())
            .peekable();
        assert!(early.peek().is_some());
        for history in early {
            assert_eq!(history.order.application.service_type, ServiceType::Return);
            let goods = &history.order.goods;
            let told = market.orders.iter();
            let mut told = told.filter(|told| told.number == goods.order_number);
            let shipped_at = told.next().unwrap().order.shipped_at.unwrap();
            assert!(shipped_at < history.order.application.applied_at);
        }
    }

    #[test]
    fn numbers_are_given_once() {
        let market = marketplace();
        let numbers: BTreeSet<_> = market
            .histories
            .iter()
            .map(|history| &history.order.number)
            .collect();
        assert_eq!(numbers.len(), market.histories.len());
        let orders: BTreeSet<_> = market.orders.iter().map(|told| &told.number).collect();
        assert_eq!(orders.len(), market.orders.len());
    }
}
