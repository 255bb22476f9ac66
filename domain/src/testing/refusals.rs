//! One refusal of each kind.

use super::sample::{fen, noon, pieces};
use crate::{
    form::FieldError,
    people::party::{Party, Position},
    policy::responsibility::{Responsible, Step},
    service_order::{CommandType, Node, Refusal, catalogue::HandlingMethod},
    values::{
        channel::Channel,
        id::Spu,
        service::{AddressPurpose, ServiceType},
        time::Span,
    },
};

/// Every refusal there is, once. What translates them, or answers with them, proves with it that it knows them all.
pub fn every_refusal() -> Vec<Refusal> {
    let mut refusals = of_people();
    refusals.extend(of_applications_and_reviews());
    refusals.extend(of_methods());
    refusals.extend(of_time());
    // Adding a kind of refusal breaks this match: add one of it to the lists above as well.
    for refusal in &refusals {
        match refusal {
            Refusal::Forbidden { .. }
            | Refusal::NotResponsible { .. }
            | Refusal::NotAllowedInNode { .. }
            | Refusal::Invalid { .. }
            | Refusal::OrderNotFound {}
            | Refusal::NotShipped {}
            | Refusal::WindowClosed { .. }
            | Refusal::QuantityUnavailable { .. }
            | Refusal::AddressMissing { .. }
            | Refusal::GoodsStay { .. }
            | Refusal::AlreadyAsked {}
            | Refusal::NoOpenQuestion {}
            | Refusal::NoParcelForDropOff {}
            | Refusal::NotAPickup {}
            | Refusal::AwaitsParcel {}
            | Refusal::NoParcel {}
            | Refusal::ParcelNotYours { .. }
            | Refusal::ParcelUnchanged {}
            | Refusal::NothingReceived { .. }
            | Refusal::MethodNotForType { .. }
            | Refusal::MethodNotInChannel { .. }
            | Refusal::OutOfWarranty { .. }
            | Refusal::InWarranty { .. }
            | Refusal::GoodsNotReceived { .. }
            | Refusal::GoodsNotIntact {}
            | Refusal::NotWithinSevenDays {}
            | Refusal::NothingToRefund {}
            | Refusal::AmountOutOfRange { .. }
            | Refusal::QuoteNotAccepted {}
            | Refusal::NoOpenQuote {}
            | Refusal::ReturnIsFinal {}
            | Refusal::GoodsSignedFor {}
            | Refusal::AlreadySuperCancelled {}
            | Refusal::NoDeadline {}
            | Refusal::DeadlineNotYours {}
            | Refusal::AlreadyExtended {}
            | Refusal::ExtensionOutOfRange { .. }
            | Refusal::ClaimedByOther { .. }
            | Refusal::AlreadyYours {}
            | Refusal::NotAPerson {}
            | Refusal::UrgedRecently { .. }
            | Refusal::AlreadyRated {}
            | Refusal::NotDue {} => {}
        }
    }
    refusals
}

fn of_people() -> Vec<Refusal> {
    let name = "王客服".to_owned();
    vec![
        Refusal::Forbidden {
            command: CommandType::Inspect,
            needs: vec![Position::Inspector],
        },
        Refusal::NotResponsible {
            step: Step::Review,
            responsible: Responsible::Platform,
        },
        Refusal::NotAllowedInNode {
            command: CommandType::Approve,
            node: Node::PendingReturn,
            allowed: vec![CommandType::SendGoodsBack, CommandType::Claim],
        },
        Refusal::invalid("contact.phone", FieldError::NotAPhone {}),
        Refusal::OrderNotFound {},
        Refusal::ClaimedByOther { name },
        Refusal::AlreadyYours {},
        Refusal::NotAPerson {},
        Refusal::UrgedRecently {
            again_at: Span::minutes(30).after(noon()),
        },
        Refusal::AlreadyRated {},
    ]
}

fn of_applications_and_reviews() -> Vec<Refusal> {
    vec![
        Refusal::NotShipped {},
        Refusal::WindowClosed {
            service_type: ServiceType::Return,
            ended_at: noon(),
        },
        Refusal::QuantityUnavailable { available: 1 },
        Refusal::AddressMissing {
            spu: Spu::parse("roborock-s8").expect("a product"),
            purpose: AddressPurpose::Return,
        },
        Refusal::GoodsStay {
            refund: fen(137_900),
        },
        Refusal::AlreadyAsked {},
        Refusal::NoOpenQuestion {},
        Refusal::NoParcelForDropOff {},
        Refusal::NotAPickup {},
        Refusal::AwaitsParcel {},
        Refusal::NoParcel {},
        Refusal::ParcelNotYours {
            given_by: Party::Merchant,
        },
        Refusal::ParcelUnchanged {},
        Refusal::NothingReceived { applied: pieces(3) },
        Refusal::GoodsSignedFor {},
        Refusal::AlreadySuperCancelled {},
        Refusal::ReturnIsFinal {},
    ]
}

fn of_methods() -> Vec<Refusal> {
    vec![
        Refusal::MethodNotForType {
            method: HandlingMethod::FullRefund,
            service_type: ServiceType::Supplement,
        },
        Refusal::MethodNotInChannel {
            method: HandlingMethod::SupplementWarehouse,
            channel: Channel::YoupinOnline,
        },
        Refusal::OutOfWarranty {
            method: HandlingMethod::RepairPartsFree,
        },
        Refusal::InWarranty {
            method: HandlingMethod::RepairPartsPaid,
        },
        Refusal::GoodsNotReceived {
            method: HandlingMethod::WarrantyExchange,
        },
        Refusal::GoodsNotIntact {},
        Refusal::NotWithinSevenDays {},
        Refusal::NothingToRefund {},
        Refusal::AmountOutOfRange {
            min: fen(1),
            max: fen(299_900),
        },
        Refusal::QuoteNotAccepted {},
        Refusal::NoOpenQuote {},
    ]
}

fn of_time() -> Vec<Refusal> {
    vec![
        Refusal::NoDeadline {},
        Refusal::DeadlineNotYours {},
        Refusal::AlreadyExtended {},
        Refusal::ExtensionOutOfRange {
            after: noon(),
            latest: Span::days(3).after(noon()),
        },
        Refusal::NotDue {},
    ]
}
