//! The ordinary way of an order to a node.

use super::{Sample, Story, commands, given, people};
use crate::{
    service_order::{
        Command, Node, State, catalogue::HandlingMethod, command::ExceptionResolution,
        inspection::Liability, reason::AbnormalReason,
    },
    values::service::{ServiceMethod, ServiceType},
};

impl Sample {
    /// The story of this application up to a node. Not every service reaches every node: a supplement is never received.
    #[must_use]
    pub fn at(self, node: Node) -> Story {
        given(self).walk_to(node)
    }
}

impl Story {
    /// Goes on as usual until the order stands in a node.
    #[must_use]
    pub fn walk_to(self, node: Node) -> Self {
        /// Longer than the longest way.
        const MAX_STEPS: usize = 12;
        let mut story = self;
        for _ in 0..MAX_STEPS {
            if story.node() == node {
                return story;
            }
            story = story.advance_to(node);
        }
        panic!("no usual way leads to {node}: it ended in {}", story.node());
    }

    /// One usual step towards a node.
    #[must_use]
    pub fn advance_to(self, target: Node) -> Self {
        let story = self.one_step_towards(target);
        // A usual step that is refused stops the test here, where it went wrong.
        assert!(!story.step().is_empty(), "a usual step does something");
        story
    }

    fn one_step_towards(self, target: Node) -> Self {
        match self.node() {
            Node::PendingReview => match target {
                Node::Declined => self.when_staff(commands::reject()),
                Node::Cancelled => self.when(&people::consumer(), commands::cancel()),
                Node::PendingReview
                | Node::PendingShipment
                | Node::PendingReceipt
                | Node::PendingException
                | Node::PendingInspection
                | Node::PendingHandling
                | Node::InRepair
                | Node::PendingReturn
                | Node::Completed => self.when_staff(commands::approve()),
            },
            Node::PendingShipment if self.order().service_method != ServiceMethod::DropOff => {
                self.when(&people::consumer(), commands::ship())
            }
            Node::PendingShipment | Node::PendingReceipt => {
                if target == Node::PendingException {
                    self.when_staff(commands::report_abnormal(AbnormalReason::Incomplete))
                } else {
                    self.when_staff(commands::sign_for())
                }
            }
            Node::PendingException => {
                let now = self.now();
                self.when_staff(commands::resolve_exception(
                    ExceptionResolution::MerchantConcedes,
                    now,
                ))
            }
            Node::PendingInspection => {
                let inspection = usual_inspection(&self);
                self.when_staff(inspection)
            }
            Node::PendingHandling => {
                let method = usual_method(&self, target);
                self.when_staff(commands::handle(method))
            }
            Node::InRepair => self.advance_to_end_of_repair(),
            Node::PendingReturn => self.when_staff(commands::send_goods_back()),
            Node::Completed | Node::Cancelled | Node::Declined => {
                panic!("{} is an end: no way leads on to {target}", self.node())
            }
        }
    }

    fn advance_to_end_of_repair(self) -> Self {
        let waits = matches!(
            &self.order().state,
            State::InRepair { quote: Some(quote) } if quote.accepted_at.is_none()
        );
        if waits {
            return self.when(&people::consumer(), commands::accept_quote());
        }
        let method = self
            .order()
            .handling
            .as_ref()
            .map_or(HandlingMethod::RepairAdjustment, |handling| handling.method);
        self.when_staff(commands::complete_repair(method))
    }
}

/// The inspection that finds what was applied for to be right.
fn usual_inspection(story: &Story) -> Command {
    let order = story.order();
    let in_warranty = order.application.warranty.in_warranty;
    let method = order.service_type.granting_method(in_warranty);
    commands::inspect(order.service_type, method, Liability::Product, in_warranty)
}

/// The method that leads to a node, granting what was applied for where it can.
fn usual_method(story: &Story, target: Node) -> HandlingMethod {
    let order = story.order();
    let repairs = match order.service_type.granting_method(order.in_warranty()) {
        repair @ (HandlingMethod::RepairPartsFree | HandlingMethod::RepairPartsPaid) => repair,
        HandlingMethod::FullRefund
        | HandlingMethod::NoReasonRefund
        | HandlingMethod::PartialRefund
        | HandlingMethod::ReturnRefused
        | HandlingMethod::WarrantyExchange
        | HandlingMethod::ExchangeRefused
        | HandlingMethod::RepairAccessory
        | HandlingMethod::RepairAdjustment
        | HandlingMethod::RepairOtherPaid
        | HandlingMethod::DirectCompensation
        | HandlingMethod::SupplementWarehouse
        | HandlingMethod::SupplementMerchant => HandlingMethod::RepairAdjustment,
    };
    match (order.service_type, target) {
        (_, Node::InRepair) | (ServiceType::Repair, _) => repairs,
        (ServiceType::Return, Node::PendingReturn) => HandlingMethod::ReturnRefused,
        (ServiceType::Return, _) => HandlingMethod::FullRefund,
        (ServiceType::Exchange, _) if order.in_warranty() => HandlingMethod::WarrantyExchange,
        (ServiceType::Exchange, _) => HandlingMethod::ExchangeRefused,
        (ServiceType::Supplement, _) => match order.goods.channel {
            crate::values::channel::Channel::YoupinJd => HandlingMethod::SupplementWarehouse,
            crate::values::channel::Channel::YoupinOnline
            | crate::values::channel::Channel::YoupinStore
            | crate::values::channel::Channel::MiHome => HandlingMethod::SupplementMerchant,
        },
    }
}
