//! The names of things in English.

use aftercare_domain::{
    people::{
        party::{Party, Position},
        rule::Rule,
    },
    policy::responsibility::{Responsible, Step},
    refund::RefundState,
    service_order::{
        CommandType, Node, ReturnOrigin,
        catalogue::HandlingMethod,
        command::ExceptionResolution,
        inspection::{Liability, Verdict},
        node::DueAction,
        reason::{AbnormalReason, ApplyReason, RejectReason, RevealReason},
    },
    values::{
        carrier::Carrier,
        channel::Channel,
        service::{AddressPurpose, ServiceMethod, ServiceType},
    },
};

use super::English;
use crate::words::names::Names;

impl Names for English {
    fn node(&self, node: Node) -> &'static str {
        match node {
            Node::PendingReview => "Pending review",
            Node::PendingShipment => "Pending shipment",
            Node::PendingReceipt => "Pending receipt",
            Node::PendingException => "Pending exception",
            Node::PendingInspection => "Pending inspection",
            Node::PendingHandling => "Pending handling",
            Node::InRepair => "In repair",
            Node::PendingReturn => "Pending return",
            Node::Completed => "Completed",
            Node::Cancelled => "Cancelled",
            Node::Declined => "Declined",
        }
    }

    fn node_for_consumer(&self, node: Node) -> &'static str {
        match node {
            Node::PendingReview => "The merchant is reviewing it",
            Node::PendingShipment => "Please send us the goods",
            Node::PendingReceipt => "The goods are on their way to us",
            Node::PendingException => "Something was wrong at receipt; we are checking",
            Node::PendingInspection => "We have the goods and are inspecting them",
            Node::PendingHandling => "Inspected; we are working on the outcome",
            Node::InRepair => "Your goods are being repaired",
            Node::PendingReturn => "We are about to send goods to you",
            Node::Completed => "Done",
            Node::Cancelled => "Cancelled",
            Node::Declined => "Not accepted",
        }
    }

    fn service_type(&self, service_type: ServiceType) -> &'static str {
        match service_type {
            ServiceType::Return => "Return",
            ServiceType::Exchange => "Exchange",
            ServiceType::Repair => "Repair",
            ServiceType::Supplement => "Missing parts",
        }
    }

    fn service_type_hint(&self, service_type: ServiceType) -> &'static str {
        match service_type {
            ServiceType::Return => "Send the goods back and get your money back",
            ServiceType::Exchange => "Get another piece of the same goods",
            ServiceType::Repair => "We repair it and send it back",
            ServiceType::Supplement => "We send what was missing from the box",
        }
    }

    fn service_method(&self, method: ServiceMethod) -> &'static str {
        match method {
            ServiceMethod::MailIn => "Mail in",
            ServiceMethod::Pickup => "Pickup",
            ServiceMethod::DropOff => "Drop off",
            ServiceMethod::None => "Nothing to send",
        }
    }

    fn service_method_hint(&self, method: ServiceMethod) -> &'static str {
        match method {
            ServiceMethod::MailIn => "Send it once approved, and fill in the tracking number",
            ServiceMethod::Pickup => "A courier comes for it once approved",
            ServiceMethod::DropOff => "Bring it to the store and hand it over",
            ServiceMethod::None => "You keep the goods",
        }
    }

    fn channel(&self, channel: Channel) -> &'static str {
        match channel {
            Channel::YoupinOnline => "Xiaomi Youpin",
            Channel::YoupinStore => "Youpin store",
            Channel::MiHome => "Mi Home",
            Channel::YoupinJd => "Youpin on JD",
        }
    }

    fn party(&self, party: Party) -> &'static str {
        match party {
            Party::Consumer => "Consumer",
            Party::Merchant => "Merchant",
            Party::Store => "Store",
            Party::Operator => "Platform operator",
            Party::ReturnCentre => "Return centre",
            Party::System => "System",
            Party::ApiClient => "API client",
        }
    }

    fn position(&self, position: Position) -> &'static str {
        match position {
            Position::Owner => "Owner",
            Position::Agent => "Agent",
            Position::Receiver => "Receiver",
            Position::Inspector => "Inspector",
            Position::Technician => "Technician",
            Position::Finance => "Finance",
        }
    }

    fn method(&self, method: HandlingMethod) -> &'static str {
        match method {
            HandlingMethod::FullRefund => "Return: full refund",
            HandlingMethod::NoReasonRefund => "Return: within seven days, no reason needed",
            HandlingMethod::PartialRefund => "Return: partial refund",
            HandlingMethod::ReturnRefused => "Return refused, goods go back",
            HandlingMethod::WarrantyExchange => "Exchange under warranty",
            HandlingMethod::ExchangeRefused => "Exchange refused, goods go back",
            HandlingMethod::RepairPartsFree => "Repair: parts replaced, free",
            HandlingMethod::RepairPartsPaid => "Repair: parts replaced, paid",
            HandlingMethod::RepairAccessory => "Repair: accessory replaced",
            HandlingMethod::RepairAdjustment => "Repair: adjustment and care",
            HandlingMethod::RepairOtherPaid => "Repair: other paid service",
            HandlingMethod::DirectCompensation => "Direct compensation",
            HandlingMethod::SupplementWarehouse => "Missing parts: sent by the warehouse",
            HandlingMethod::SupplementMerchant => "Missing parts: sent by the merchant",
        }
    }

    fn command(&self, command: CommandType) -> &'static str {
        match command {
            CommandType::Approve => "Approve",
            CommandType::ApproveDirectCompensation => "Direct compensation",
            CommandType::Reject => "Reject",
            CommandType::AskConsumer => "Ask the consumer",
            CommandType::Answer => "Answer",
            CommandType::Ship => "Add tracking number",
            CommandType::BookPickup => "Book pickup",
            CommandType::SignFor => "Sign for goods",
            CommandType::ReportAbnormal => "Report a problem at receipt",
            CommandType::ResolveException => "Resolve exception",
            CommandType::Inspect => "Submit inspection",
            CommandType::Handle => "Handle",
            CommandType::AcceptQuote => "Accept quote",
            CommandType::DeclineQuote => "Decline quote",
            CommandType::CompleteRepair => "Complete repair",
            CommandType::SendGoodsBack => "Send goods",
            CommandType::ReturnToHandling => "Return to handling",
            CommandType::Cancel => "Cancel application",
            CommandType::SuperCancel => "Super cancel",
            CommandType::ExtendDeadline => "Extend deadline",
            CommandType::CorrectShipment => "Correct tracking number",
            CommandType::Claim => "Claim",
            CommandType::Assign => "Assign",
            CommandType::Urge => "Urge",
            CommandType::Rate => "Rate",
        }
    }

    fn carrier(&self, carrier: Carrier) -> &'static str {
        match carrier {
            Carrier::Sf => "SF Express",
            Carrier::Jd => "JD Logistics",
            Carrier::Zto => "ZTO",
            Carrier::Yto => "YTO",
            Carrier::Sto => "STO",
            Carrier::Yunda => "Yunda",
            Carrier::Ems => "China Post EMS",
            Carrier::Jt => "J&T Express",
            Carrier::Deppon => "Deppon",
            Carrier::Other => "Another carrier",
        }
    }

    fn apply_reason(&self, reason: ApplyReason) -> &'static str {
        match reason {
            ApplyReason::QualityDefect => "Quality defect",
            ApplyReason::Malfunction => "Malfunction",
            ApplyReason::DamagedInTransit => "Damaged in transit",
            ApplyReason::WrongGoods => "Wrong goods",
            ApplyReason::MissingParts => "Something is missing",
            ApplyReason::NotAsDescribed => "Not as described",
            ApplyReason::NoReason => "Changed my mind (7 days)",
            ApplyReason::Other => "Other",
        }
    }

    fn reject_reason(&self, reason: RejectReason) -> &'static str {
        match reason {
            RejectReason::OutOfWindow => "Out of the service window",
            RejectReason::MisuseDamage => "Damaged by misuse",
            RejectReason::InsufficientEvidence => "Not enough evidence",
            RejectReason::NotCovered => "Service not covered",
            RejectReason::SettledWithConsumer => "Settled with the consumer",
            RejectReason::Other => "Other",
        }
    }

    fn abnormal_reason(&self, reason: AbnormalReason) -> &'static str {
        match reason {
            AbnormalReason::NotReceived => "Not received",
            AbnormalReason::WrongQuantity => "Wrong quantity",
            AbnormalReason::WrongGoods => "Wrong goods",
            AbnormalReason::DamagedInTransit => "Damaged in transit",
            AbnormalReason::Incomplete => "Incomplete",
            AbnormalReason::UsedOrNotIntact => "Used or not intact",
            AbnormalReason::Counterfeit => "Suspected counterfeit",
            AbnormalReason::Other => "Other",
        }
    }

    fn reveal_reason(&self, reason: RevealReason) -> &'static str {
        match reason {
            RevealReason::ContactConsumer => "Contact the consumer",
            RevealReason::ShipGoods => "Send goods",
            RevealReason::CheckAddress => "Check the address",
            RevealReason::Other => "Other",
        }
    }

    fn resolution(&self, resolution: ExceptionResolution) -> &'static str {
        match resolution {
            ExceptionResolution::ConsumerConcedes => "Consumer concedes (the goods go back)",
            ExceptionResolution::Hold => "No tracking number, consumer unknown (hold and review)",
            ExceptionResolution::MerchantConcedes => "Merchant concedes (on to inspection)",
        }
    }

    fn liability(&self, liability: Liability) -> &'static str {
        match liability {
            Liability::Product => "Product at fault",
            Liability::Consumer => "Consumer's fault",
            Liability::Carrier => "Carrier's fault",
            Liability::NoneFound => "No fault found",
        }
    }

    fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Pass => "Pass",
            Verdict::Fail => "Fail",
            Verdict::NotApplicable => "N/A",
        }
    }

    fn responsible(&self, responsible: Responsible) -> &'static str {
        match responsible {
            Responsible::Consumer => "Consumer",
            Responsible::Merchant => "Merchant",
            Responsible::Store => "Store",
            Responsible::Platform => "Platform",
        }
    }

    fn step(&self, step: Step) -> &'static str {
        match step {
            Step::Apply => "application",
            Step::Review => "review",
            Step::Receive => "receipt",
            Step::Inspect => "inspection",
            Step::Handle => "handling",
        }
    }

    fn due_action(&self, action: DueAction) -> &'static str {
        match action {
            DueAction::Approve => "the system approves it as applied for",
            DueAction::Cancel => "the system cancels the order",
            DueAction::SignFor => "the system signs for the goods (marked as passed automatically)",
            DueAction::PassInspection => "the system passes the inspection as applied for",
            DueAction::ApplyConclusion => "the system handles it as the inspection concluded",
            DueAction::Refund => "the system refunds in full",
            DueAction::ResumeReview => {
                "the system stops waiting for the answer and the review's time goes on"
            }
            DueAction::MarkOverdue => "it is marked overdue; a person must act",
        }
    }

    fn rule(&self, rule: Rule) -> &'static str {
        match rule {
            Rule::AddressMissing => "review overdue, but there is no receiving address",
            Rule::ShipmentSkipped => "the tracking number was known, so shipment was skipped",
            Rule::ReviewElapsed => "review passed automatically at its deadline",
            Rule::AnswerElapsed => "the consumer did not answer in time",
            Rule::ShipmentElapsed => "the consumer did not send the goods in time",
            Rule::ReceiptElapsed => "receipt passed automatically at its deadline",
            Rule::InspectionElapsed => "inspection passed automatically at its deadline",
            Rule::HandlingElapsed => "handled automatically at the deadline",
            Rule::SuperCancelSettled => "the goods went back after a super cancel",
            Rule::Overdue => "the node is overdue; a person must act",
        }
    }

    fn refund_state(&self, state: RefundState) -> &'static str {
        match state {
            RefundState::Requested => "Requested",
            RefundState::Processing => "Processing",
            RefundState::Succeeded => "Refunded",
            RefundState::Failed => "Failed",
        }
    }

    fn address_purpose(&self, purpose: AddressPurpose) -> &'static str {
        match purpose {
            AddressPurpose::Return => "return address",
            AddressPurpose::Exchange => "exchange address",
            AddressPurpose::Repair => "repair address",
        }
    }

    fn return_origin(&self, origin: ReturnOrigin) -> &'static str {
        match origin {
            ReturnOrigin::Handled => "as handled",
            ReturnOrigin::Repaired => "repaired",
            ReturnOrigin::QuoteDeclined => "the quote was declined: the original goods",
            ReturnOrigin::ConsumerConceded => "the consumer conceded: the original goods",
            ReturnOrigin::SuperCancelled => "super-cancelled: the original goods",
        }
    }

    fn warranty(&self, in_warranty: bool) -> &'static str {
        if in_warranty {
            "In warranty"
        } else {
            "Out of warranty"
        }
    }
}
