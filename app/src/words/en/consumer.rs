//! What consumers read, in English.

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

use super::English;
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
        there_is: "There is news. What you have typed is kept.",
        show: "Show it",
        no_network: "No connection: that page could not be opened. Try again once you are back online; what you typed is kept.",
        overtaken: "Something happened meanwhile, so this was not done",
        overtaken_next: "See below how it stands now. If you still want it, submit it again: what you typed is kept.",
    },
    orders: ConsumerOrdersWords {
        title: "My orders and services",
        under_way: "Under way",
        ended: "Ended",
        more: "Earlier ones",
        bought: "What you bought",
        order_number: "Order",
        paid_at: "placed",
        apply: "Apply for service",
        track: "View",
        empty: "No orders yet",
        empty_next: "Once you have bought something it appears here; you can apply for service as soon as it has been shipped.",
        none_under_way: "Nothing is under way. If something is wrong with your goods, choose them below.",
        all_terms: "All terms",
        rate: "Rate it",
    },
    apply: ApplyWords {
        title: "Apply for service",
        service_type: "What do you need?",
        reason: "Why?",
        service_method: "How do the goods come to us?",
        quantity: "How many",
        description: "What is wrong",
        description_hint: "What happens, and since when? 5 to 500 characters",
        serial_number: "Serial number (SN)",
        serial_number_hint: "On the label of the product or its box",
        return_to: "Your delivery address",
        return_to_hint: "Where repaired, exchanged or returned goods are sent",
        name: "Name",
        phone: "Phone",
        province: "Province",
        city: "City",
        district: "District",
        district_hint: "Leave it empty where the city has none, as in Dongguan",
        street: "Street, building, room",
        contact: "Call somebody else",
        contact_hint: "Left empty: we call the person above",
        steps: [
            "Choose a service",
            "Say what is wrong",
            "Sending and address",
            "Check and submit",
        ],
        next: "Next",
        step_back: "Back",
        to_the_check: "Back to the check",
        change: "Change",
        submit: "Submit",
        check: "Please check what is written above, then submit it.",
        then: "You get a number at once, and are told by when the merchant reviews it; if they are late it is approved by itself.",
        wrong: "Some of it is to be changed; the rest is kept",
        nothing: "You can't apply for service for these goods now",
        not_found: "These goods were not found",
        not_found_next: "Choose them from “My orders and services”.",
        back: "Back to my orders",
    },
    track: TrackWords {
        title: "How it is going",
        number: "Service order",
        applied: "Your application is in",
        next: "What you do next",
        nothing_to_do: "There is nothing for you to do now; news appears here.",
        paused: "The review waits for your answer; its time stands still.",
        goods: "Goods",
        application: "Your application",
        timeline: "What happened so far",
        receiving_address: "Send the goods to",
        copy_address: "Copy the address",
        pickup: "Pickup",
        shipment: "Your parcel",
        return_shipment: "The parcel to you",
        repair: "The repair",
        quote: "Price of the repair",
        quote_accepted: "accepted by you",
        handling: "Decision",
        reason: "Explanation",
        reason_applied: "Reason",
        rejection: "Why it was declined",
        refund: "Refund",
        service: "Service",
        received: "Received",
        service_method: "How the goods come",
        warranty: "Warranty",
        description: "What is wrong",
        contact: "Contact",
        return_to: "Delivery address",
        question: "The merchant asks",
        answer: "Your answer",
        send_answer: "Send the answer",
        carrier: "Carrier",
        tracking_number: "Tracking number",
        tracking_number_hint: "On the label, or in the carrier's message",
        ship: "Submit the tracking number",
        correct_parcel: "Wrong tracking number?",
        correct_parcel_hint: "You can correct it until the merchant signs for the goods; the history keeps both.",
        confirm_parcel: "Correct the tracking number",
        decline: "Decline the quote",
        decline_then: "Without the repair the goods come back to you as they are.",
        decline_reason: "Reason",
        confirm_decline: "Yes, decline",
        stars: "Are you satisfied with this service?",
        recommend: "Would you recommend us to friends?",
        recommend_ends: ["not at all", "certainly"],
        comment: "Anything you would like to tell us",
        tags: "What was good",
        tag_choices: &["Fast", "Friendly", "Clear", "Good result"],
        rate: "Submit the rating",
        rating: "Your rating",
        urge: "Send a reminder",
        urge_hint: "Asks the merchant to look at your order first.",
        cancel: "Cancel the application",
        cancel_reason: "Reason",
        confirm_cancel: "Yes, cancel",
        too_late_to_cancel: "The goods have arrived, so the application can't be cancelled any more.",
        more: "What else you can do",
        turn: "Next to act:",
        stages: StageWords {
            review: "Review",
            goods: "Goods",
            inspection: "Check",
            handling: "Result",
            end: "Done",
        },
    },
};

fn time(at: Timestamp) -> String {
    consumer::time(at, Language::English)
}

fn last_day(end: Timestamp) -> String {
    consumer::last_day(end, Language::English)
}

impl ForConsumers for English {
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
                None => format!("You applied: {}", self.service_type(*service_type)),
                Some(party) => format!(
                    "{} applied for you: {}",
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
                "Approved: {} · {}",
                self.service_type(*service_type),
                self.service_method(*service_method)
            ))
            .with_some(
                receiving_address
                    .as_ref()
                    .map(|to| format!("To be sent to: {}", format::address(to))),
            ),
            ConsumerEvent::DirectCompensationApproved { amount, reason } => EventText::of(format!(
                "Compensation of {}; you keep the goods",
                format::money(amount.fen())
            ))
            .with(reason.as_str()),
            ConsumerEvent::Rejected {
                reason_code,
                reason,
            } => EventText::of(format!("Declined: {}", self.reject_reason(*reason_code)))
                .with(reason.as_str()),
            ConsumerEvent::ConsumerAsked {
                question,
                answer_by,
            } => EventText::of("The merchant has a question")
                .with(question.as_str())
                .with(format!("Please answer by {}", time(*answer_by))),
            ConsumerEvent::Answered { text } => EventText::of("You answered").with(text.as_str()),
            ConsumerEvent::AnswerElapsed {} => {
                EventText::of("No answer came in time; the review goes on with what is known")
            }
            ConsumerEvent::Shipped { parcel, on_behalf } => EventText::of(if *on_behalf {
                "The merchant filled in the tracking number for you"
            } else {
                "You sent the goods"
            })
            .with(self.parcel(parcel)),
            ConsumerEvent::ShipmentCorrected {
                parcel,
                before,
                on_behalf,
            } => EventText::of(if *on_behalf {
                "The merchant corrected the tracking number"
            } else {
                "You corrected the tracking number"
            })
            .with(self.parcel(parcel))
            .with(format!("It was {}", self.parcel(before))),
            ConsumerEvent::ShipmentSkipped { parcel } => {
                EventText::of("The goods are on their way").with(self.parcel(parcel))
            }
            ConsumerEvent::PickupBooked(pickup) => {
                EventText::of("A pickup is booked").with(format!(
                    "{} · {} to {}",
                    self.carrier(pickup.carrier),
                    time(pickup.from),
                    time(pickup.until)
                ))
            }
            ConsumerEvent::SignedFor { quantity } => EventText::of(format!(
                "The merchant received the goods, pieces: {}",
                quantity.get()
            )),
            ConsumerEvent::ReportedAbnormal {
                reason_code,
                remark,
            } => EventText::of(format!(
                "Problem at receipt: {}",
                self.abnormal_reason(*reason_code)
            ))
            .with(remark.as_str()),
            ConsumerEvent::ExceptionResolved { resolution } => EventText::of(match resolution {
                ExceptionResolution::ConsumerConcedes => {
                    "The problem was looked into: the goods come back to you as they are"
                }
                ExceptionResolution::Hold => "The problem is being looked into",
                ExceptionResolution::MerchantConcedes => {
                    "The problem was looked into: on to inspection"
                }
            }),
            ConsumerEvent::Inspected { fault, in_warranty } => {
                let described = fault.as_ref().and_then(|fault| fault.description.as_ref());
                EventText::of(format!("Inspected: {}", self.warranty(*in_warranty)))
                    .with_some(described.map(ToString::to_string))
            }
            ConsumerEvent::Handled {
                method,
                refund,
                quote,
                reason,
            } => EventText::of(self.outcome(*method))
                .with_some(refund.map(|amount| format!("Refund {}", format::money(amount.fen()))))
                .with_some(quote.map(|quote| format!("Price {}", format::money(quote.fen()))))
                .with_some(reason.as_ref().map(ToString::to_string)),
            ConsumerEvent::QuoteAccepted { amount } => EventText::of(format!(
                "You accepted the price of {}",
                format::money(amount.fen())
            )),
            ConsumerEvent::QuoteDeclined { reason } => {
                EventText::of("You declined the price; the goods come back as they are")
                    .with_some(reason.as_ref().map(ToString::to_string))
            }
            ConsumerEvent::RepairCompleted { method: _, details } => {
                EventText::of("Repaired").with(details.as_str())
            }
            ConsumerEvent::GoodsSentBack { parcel } => {
                EventText::of("Goods are on their way to you").with(self.parcel(parcel))
            }
            ConsumerEvent::ReturnedToHandling {} => EventText::of("The merchant decides anew"),
            ConsumerEvent::Cancelled { reason } => {
                EventText::of("Cancelled").with_some(reason.as_ref().map(ToString::to_string))
            }
            ConsumerEvent::SuperCancelled { reason } => {
                EventText::of("The platform cancelled it").with(reason.as_str())
            }
            ConsumerEvent::SuperCancelSettled {} => {
                EventText::of("The goods went back: it is over")
            }
            ConsumerEvent::DeadlineExtended { until } => {
                EventText::of(format!("It takes longer: until {}", time(*until)))
            }
            ConsumerEvent::Urged {} => EventText::of("You sent a reminder"),
            ConsumerEvent::Rated { stars, comment } => {
                EventText::of(format!("You gave {stars} of 5 stars"))
                    .with_some(comment.as_ref().map(ToString::to_string))
            }
        }
    }

    fn doer(&self, party: Party) -> &'static str {
        match party {
            Party::Consumer => "You",
            Party::Merchant | Party::ApiClient => "Merchant",
            Party::Store => "Store",
            Party::Operator | Party::ReturnCentre => "Platform",
            Party::System => "System",
        }
    }

    fn standing(
        &self,
        node: Node,
        method: ServiceMethod,
        task: Option<ConsumerTask>,
    ) -> &'static str {
        match (node, method, task) {
            (_, _, Some(ConsumerTask::Answer)) => "The merchant has a question",
            (_, _, Some(ConsumerTask::DecideQuote)) => "The price of the repair waits for you",
            (_, _, Some(ConsumerTask::HandOver)) => "A courier will pick the goods up",
            (_, _, Some(ConsumerTask::DropOff)) => "Approved: bring the goods to the store",
            (_, _, Some(ConsumerTask::Ship)) => "Approved: send the goods",
            (Node::PendingShipment, ServiceMethod::Pickup, _) => {
                "Approved: the pickup is being booked"
            }
            (Node::PendingReturn, ServiceMethod::None, _) => "Soon to be sent to you",
            (node, ..) => self.node_for_consumer(node),
        }
    }

    fn task(&self, task: ConsumerTask) -> &'static str {
        match task {
            ConsumerTask::Answer => "Answer the question",
            ConsumerTask::Ship => "Send the goods and fill in the tracking number",
            ConsumerTask::HandOver => "Have the goods ready for the courier",
            ConsumerTask::DropOff => "Bring the goods to the store",
            ConsumerTask::DecideQuote => "Decide on the price of the repair",
            ConsumerTask::Rate => "Rate this service",
        }
    }

    fn task_hint(&self, task: ConsumerTask) -> &'static str {
        match task {
            ConsumerTask::Answer => "The review goes on with your answer.",
            ConsumerTask::Ship => {
                "Send them to this address with everything that belongs to them, then fill in the tracking number."
            }
            ConsumerTask::HandOver => {
                "Have the goods and everything that belongs to them ready at this time."
            }
            ConsumerTask::DropOff => {
                "Bring the goods and everything that belongs to them, and name the number of your service order at the counter."
            }
            ConsumerTask::DecideQuote => {
                "Accepted, the repair begins; declined, the goods come back as they are."
            }
            ConsumerTask::Rate => "It helps us to do better.",
        }
    }

    fn at_deadline(&self, action: DueAction, due_at: Timestamp) -> String {
        let at = time(due_at);
        match action {
            DueAction::Approve => {
                format!("The merchant reviews it by {at}; after that it is approved by itself.")
            }
            DueAction::Cancel => {
                format!("Please send the goods by {at}; after that the order is cancelled.")
            }
            DueAction::SignFor => {
                format!("The merchant signs for it by {at}; after that it counts as received.")
            }
            DueAction::PassInspection => {
                format!("The goods are inspected by {at}; after that they pass as you applied.")
            }
            DueAction::ApplyConclusion => {
                format!("It is decided by {at}; after that as the inspection found.")
            }
            DueAction::Refund => {
                format!("It is decided by {at}; after that you are refunded in full.")
            }
            DueAction::ResumeReview => {
                format!("Please answer by {at}; after that the review goes on without it.")
            }
            DueAction::MarkOverdue => format!("Expected by {at}."),
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
            | Rule::Overdue => "Done by the system at the deadline",
            Rule::ShipmentSkipped | Rule::SuperCancelSettled => "Done by the system",
        }
    }

    fn terms(&self, offers: &[ServiceOffer]) -> Option<String> {
        let terms = offers.iter().filter(|offer| offer.allowed).map(|offer| {
            let Warranty { in_warranty, until } = offer.warranty;
            match (offer.service_type, until) {
                (ServiceType::Return, Some(until)) => format!("return until {}", last_day(until)),
                (ServiceType::Exchange, Some(until)) => {
                    format!("exchange until {}", last_day(until))
                }
                (ServiceType::Repair, Some(until)) if in_warranty => {
                    format!("warranty until {}", last_day(until))
                }
                (ServiceType::Repair, Some(_)) => "repair at a price".to_owned(),
                (service, _) => self.service_type(service).to_lowercase(),
            }
        });
        let terms: Vec<_> = terms.collect();
        (!terms.is_empty()).then(|| format!("Possible: {}.", terms.join(", ")))
    }

    fn step_of(&self, step: usize, of: usize) -> String {
        format!("Step {step} of {of}")
    }

    fn window(&self, service_type: ServiceType, warranty: &Warranty) -> String {
        match (service_type, warranty.until, warranty.in_warranty) {
            (ServiceType::Supplement, ..) => {
                "Missing parts are sent to you; nothing goes back".to_owned()
            }
            (_, None, _) => "The time counts from delivery".to_owned(),
            (ServiceType::Repair, Some(until), true) => {
                format!("Free of charge until {}", last_day(until))
            }
            (ServiceType::Repair, Some(until), false) => {
                format!("Warranty ended on {}: at a price", last_day(until))
            }
            (ServiceType::Return | ServiceType::Exchange, Some(until), _) => {
                format!("Until the end of {}", last_day(until))
            }
        }
    }

    fn not_offered(&self, refusal: &Refusal) -> Explanation {
        match refusal {
            Refusal::NotResponsible {
                responsible: Responsible::Store,
                ..
            } => Explanation::new(
                "Bought in a store: please apply there",
                "Bring the goods, and the store does it for you.",
            ),
            Refusal::NotResponsible { .. } => Explanation::new(
                "The platform takes applications for this order",
                "Please contact its service.",
            ),
            Refusal::WindowClosed {
                service_type,
                ended_at,
            } => Explanation::new(
                format!(
                    "The time for this service ({}) ended on {}",
                    self.service_type(*service_type),
                    last_day(*ended_at)
                ),
                "A repair can still be applied for.",
            ),
            refusal => self.refusal(refusal),
        }
    }

    fn pieces(&self, bought: u32, available: u32) -> String {
        match available {
            0 => format!("Pieces: {bought}, all applied for"),
            _ if available == bought => format!("Pieces: {bought}"),
            _ => format!("Pieces: {bought}, of which {available} can be applied for"),
        }
    }

    fn quantity(&self, pieces: u32) -> String {
        format!("×\u{a0}{pieces}")
    }

    fn at_most(&self, available: u32) -> String {
        format!("At most {available}")
    }

    fn promise(&self, due_at: Option<Timestamp>) -> String {
        match due_at {
            Some(due_at) => format!(
                "The merchant reviews it by {}; after that it is approved by itself.",
                time(due_at)
            ),
            None => "You will hear about the next step after the review.".to_owned(),
        }
    }

    fn urge_again(&self, again_at: Timestamp) -> String {
        format!(
            "You sent a reminder; the next one is possible from {} on.",
            time(again_at)
        )
    }

    fn urged(&self, count: u32) -> String {
        format!("Reminders so far: {count}")
    }

    fn cancel_then(
        &self,
        service_type: ServiceType,
        warranty: &Warranty,
        now: Timestamp,
    ) -> String {
        let service = self.service_type(service_type).to_lowercase();
        let again = match (service_type, warranty.until) {
            (ServiceType::Return | ServiceType::Exchange, Some(until)) if until <= now => {
                format!(
                    "The time for it ended on {}: you can't apply for this {service} again.",
                    last_day(until)
                )
            }
            (ServiceType::Return | ServiceType::Exchange, Some(until)) => {
                format!(
                    "You can apply for the {service} again until the end of {}.",
                    last_day(until)
                )
            }
            (
                ServiceType::Return
                | ServiceType::Exchange
                | ServiceType::Repair
                | ServiceType::Supplement,
                _,
            ) => "You can apply again later.".to_owned(),
        };
        format!("This ends the service order at once, for good. {again}")
    }

    fn done(&self, command: CommandType) -> &'static str {
        match command {
            CommandType::Answer => "Your answer is in; the review goes on",
            CommandType::Ship => {
                "The tracking number is in; you are told when the goods have arrived"
            }
            CommandType::CorrectShipment => "The tracking number is corrected",
            CommandType::AcceptQuote => "You accepted the price; the repair begins",
            CommandType::DeclineQuote => {
                "You declined the price; the goods come back to you as they are"
            }
            CommandType::Rate => "Thank you for your rating!",
            CommandType::Urge => "The merchant has been reminded",
            CommandType::Cancel => "The application is cancelled",
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
            | CommandType::Assign => "Done",
        }
    }

    fn outcome(&self, method: HandlingMethod) -> &'static str {
        match method {
            HandlingMethod::FullRefund => "Return accepted, full refund",
            HandlingMethod::NoReasonRefund => {
                "Return without a reason accepted, refund less the first freight"
            }
            HandlingMethod::PartialRefund => "Partial refund",
            HandlingMethod::ReturnRefused => "Return refused, the goods come back to you",
            HandlingMethod::WarrantyExchange => "Exchange accepted, new goods will be sent",
            HandlingMethod::ExchangeRefused => "Exchange refused, the goods come back to you",
            HandlingMethod::RepairPartsFree => "Repair with new parts, free of charge",
            HandlingMethod::RepairPartsPaid => "Repair with new parts, at a price",
            HandlingMethod::RepairAccessory => "Accessories are replaced",
            HandlingMethod::RepairAdjustment => "Adjustment and maintenance",
            HandlingMethod::RepairOtherPaid => "Repair at a price",
            HandlingMethod::DirectCompensation => "Compensation, you keep the goods",
            HandlingMethod::SupplementWarehouse | HandlingMethod::SupplementMerchant => {
                "Missing parts will be sent"
            }
        }
    }

    fn refund(&self, state: RefundState, amount: Money) -> String {
        let amount = format::money(amount.fen());
        match state {
            RefundState::Requested => format!("{amount} requested, to be transferred"),
            RefundState::Processing => format!("{amount} is being transferred"),
            RefundState::Succeeded => format!("{amount} has been transferred to you"),
            RefundState::Failed => {
                format!("{amount} could not be transferred; finance looks into it")
            }
        }
    }

    fn accept(&self, amount: Money) -> String {
        format!("Accept {}", format::money(amount.fen()))
    }

    fn stars(&self, stars: u8) -> &'static str {
        match stars {
            1 => "1 star: very dissatisfied",
            2 => "2 stars: dissatisfied",
            3 => "3 stars: so-so",
            4 => "4 stars: satisfied",
            _ => "5 stars: very satisfied",
        }
    }
}
