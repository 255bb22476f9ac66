//! Refusals in English.

use aftercare_domain::{
    people::party::Position,
    service_order::{CommandType, Refusal},
};

use super::English;
use crate::words::{
    Names as _, format,
    refusals::{Explanation, RefusalWords},
};

impl RefusalWords for English {
    #[expect(
        clippy::too_many_lines,
        reason = "one line a refusal, and no refusal without a line"
    )]
    fn refusal(&self, refusal: &Refusal) -> Explanation {
        match refusal {
            Refusal::Forbidden { command, needs } if needs.is_empty() => Explanation::new(
                format!(
                    "“{}” is not for the party of this account",
                    self.command(*command)
                ),
                "Leave it to the party in charge.",
            ),
            Refusal::Forbidden { command, needs } => Explanation::new(
                format!(
                    "“{}” needs the position {}",
                    self.command(*command),
                    self.positions(needs)
                ),
                "Ask the shop's owner for the position, or a colleague who has it.",
            ),
            Refusal::NotResponsible { step, responsible } => Explanation::new(
                format!(
                    "In this channel {} is done by: {}",
                    self.step(*step),
                    self.responsible(*responsible)
                ),
                "Wait until they have acted.",
            ),
            Refusal::NotAllowedInNode {
                command,
                node,
                allowed,
            } => Explanation::new(
                format!(
                    "“{}” is not possible in “{}”",
                    self.command(*command),
                    self.node(*node)
                ),
                self.allowed(allowed),
            ),
            Refusal::Invalid { .. } => Explanation::new(
                "Something needs to be corrected",
                "Follow the hints below the fields and submit again.",
            ),
            Refusal::OrderNotFound {} => Explanation::new(
                "There is no such order",
                "Check the number; it may also belong to another merchant.",
            ),
            Refusal::NotShipped {} => Explanation::new(
                "The goods have not been shipped",
                "Ask for a refund of the order instead.",
            ),
            Refusal::WindowClosed {
                service_type,
                ended_at,
            } => Explanation::new(
                format!(
                    "The time for this service ({}) ended on {}",
                    self.service_type(*service_type),
                    format::last_date(*ended_at)
                ),
                "A repair can still be applied for.",
            ),
            Refusal::QuantityUnavailable { available: 0 } => Explanation::new(
                "No pieces are left to apply for",
                "Look at the service orders of these goods.",
            ),
            Refusal::QuantityUnavailable { available } => Explanation::new(
                format!("At most {available} more can be applied for"),
                "Lower the quantity, or look at the service orders of these goods.",
            ),
            Refusal::AddressMissing { spu, purpose } => Explanation::new(
                format!(
                    "No receiving address: product {spu} has no {}",
                    self.address_purpose(*purpose)
                ),
                "Ask the shop's owner to add the address, then review.",
            ),
            Refusal::GoodsStay { refund } => Explanation::new(
                format!(
                    "Approved as it is, the goods stay with the consumer: full refund {}",
                    format::money(refund.fen())
                ),
                "Choose how the goods come, grant a direct compensation instead, or reject.",
            ),
            Refusal::AlreadyAsked {} => Explanation::new(
                "The consumer has been asked once already",
                "Review with what is known, or write a message.",
            ),
            Refusal::NoOpenQuestion {} => {
                Explanation::new("There is no open question", "Nothing needs to be done.")
            }
            Refusal::NoParcelForDropOff {} => Explanation::new(
                "Goods that are dropped off have no tracking number",
                "Hand them over at the store.",
            ),
            Refusal::NotAPickup {} => {
                Explanation::new("The goods are not picked up", "Only pickups are booked.")
            }
            Refusal::AwaitsParcel {} => Explanation::new(
                "The goods come by parcel, and there is no tracking number yet",
                "Wait for it, or fill it in for the consumer, then sign for the goods.",
            ),
            Refusal::NoParcel {} => Explanation::new(
                "There is no tracking number yet",
                "Once there is one, it can be corrected.",
            ),
            Refusal::ParcelNotYours { given_by } => Explanation::new(
                format!(
                    "The tracking number was filled in by somebody else ({})",
                    self.party(*given_by)
                ),
                "If it is wrong, ask them to correct it.",
            ),
            Refusal::ParcelUnchanged {} => Explanation::new(
                "This is the tracking number already",
                "Change the carrier or the number, then submit.",
            ),
            Refusal::NothingReceived { applied } => Explanation::new(
                format!("Nothing to sign for: none of {} pieces came", applied.get()),
                format!(
                    "Use “{}” instead.",
                    self.command(CommandType::ReportAbnormal)
                ),
            ),
            Refusal::MethodNotForType {
                method,
                service_type,
            } => Explanation::new(
                format!(
                    "“{}” is not for this service ({})",
                    self.method(*method),
                    self.service_type(*service_type)
                ),
                "Choose another method.",
            ),
            Refusal::MethodNotInChannel { method, channel } => Explanation::new(
                format!(
                    "“{}” is not offered in the channel {}",
                    self.method(*method),
                    self.channel(*channel)
                ),
                "Choose another method.",
            ),
            Refusal::OutOfWarranty { method } => Explanation::new(
                format!(
                    "“{}” needs goods in warranty, and these are not",
                    self.method(*method)
                ),
                "Choose a paid or another method.",
            ),
            Refusal::InWarranty { method } => Explanation::new(
                format!(
                    "“{}” is for goods out of warranty, and these are in it",
                    self.method(*method)
                ),
                "Choose a method that is free of charge.",
            ),
            Refusal::GoodsNotReceived { method } => Explanation::new(
                format!("“{}” needs the goods, and none came", self.method(*method)),
                "Choose a method without goods.",
            ),
            Refusal::GoodsNotIntact {} => Explanation::new(
                "The inspection did not find the goods intact",
                "A partial refund is possible.",
            ),
            Refusal::NotWithinSevenDays {} => Explanation::new(
                "It was not applied for within seven days of delivery",
                "Choose another way of return.",
            ),
            Refusal::NothingToRefund {} => Explanation::new(
                "There is nothing to refund: nothing was paid, or all of it has been refunded",
                "Choose a method that asks for no amount.",
            ),
            Refusal::AmountOutOfRange { min, max } => Explanation::new(
                format!(
                    "The amount must be from {} to {}",
                    format::money(min.fen()),
                    format::money(max.fen())
                ),
                "Change the amount.",
            ),
            Refusal::QuoteNotAccepted {} => Explanation::new(
                "The consumer has not accepted the quote yet",
                "Wait for that before completing the repair.",
            ),
            Refusal::NoOpenQuote {} => {
                Explanation::new("There is no open quote", "Nothing needs to be done.")
            }
            Refusal::ReturnIsFinal {} => Explanation::new(
                "After a concession or a super cancel the original goods go back, and are not handled again",
                "Send the goods.",
            ),
            Refusal::GoodsSignedFor {} => Explanation::new(
                "The goods have been signed for: too late to cancel, or to correct the parcel",
                "Write to the merchant.",
            ),
            Refusal::AlreadySuperCancelled {} => Explanation::new(
                "This order has been super-cancelled",
                "Send the goods back to the consumer.",
            ),
            Refusal::NoDeadline {} => {
                Explanation::new("This node has no deadline", "Nothing needs to be extended.")
            }
            Refusal::DeadlineNotYours {} => Explanation::new(
                "This deadline is the consumer's",
                "Only your own deadlines can be extended.",
            ),
            Refusal::AlreadyExtended {} => Explanation::new(
                "The deadline of this node has been extended already",
                "Act before it is over.",
            ),
            Refusal::ExtensionOutOfRange { after, latest } => Explanation::new(
                format!(
                    "The new deadline must be after {} and not after {}",
                    format::time(*after),
                    format::time(*latest)
                ),
                "Choose another time.",
            ),
            Refusal::ClaimedByOther { name } => Explanation::new(
                format!("{name} works on this order"),
                "Talk to them, or have the owner assign it to you.",
            ),
            Refusal::AlreadyYours {} => {
                Explanation::new("This order is yours already", "Go ahead.")
            }
            Refusal::NotAPerson {} => Explanation::new(
                "An API client can't claim an order",
                "Let a member of staff claim it.",
            ),
            Refusal::UrgedRecently { again_at } => Explanation::new(
                "You urged a moment ago",
                format!("You can do so again from {}.", format::time(*again_at)),
            ),
            Refusal::AlreadyRated {} => Explanation::new(
                "You have rated this already",
                "Each service order is rated once.",
            ),
            Refusal::NotDue {} => {
                Explanation::new("It is not due yet", "Nothing needs to be done.")
            }
        }
    }
}

impl English {
    fn positions(&self, positions: &[Position]) -> String {
        let names: Vec<&str> = positions
            .iter()
            .map(|&position| self.position(position))
            .collect();
        format!("“{}”", names.join("” or “"))
    }

    fn allowed(&self, allowed: &[CommandType]) -> String {
        if allowed.is_empty() {
            return "There is nothing for you to do now.".to_owned();
        }
        let names: Vec<&str> = allowed
            .iter()
            .map(|&command| self.command(command))
            .collect();
        format!("Possible now: {}.", names.join(", "))
    }
}
