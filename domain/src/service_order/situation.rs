//! The situation in which a command is decided: time, policy, and the facts that lie outside the order.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Assignable;
use crate::{
    order::line::LineBalance,
    service_order::inspection::{InspectionForm, ItemResult},
    values::{
        address::{AddressSlot, Consignee},
        carrier::TrackingNumber,
        id::{AttachmentId, Username},
        number::ServiceOrderNumber,
        service::AddressPurpose,
    },
};

/// What a decision needs besides the order and the actor.
pub type Situation<'a> = crate::aggregate::Situation<'a, Facts>;

/// Facts that lie outside the order, read in the transaction that decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What is left of the line.
    pub line: LineBalance,
    /// Where goods can be sent to.
    pub addresses: Addresses,
    /// Other open orders that name the parcel of this command.
    pub parcel_shared_with: Vec<ServiceOrderNumber>,
    /// Those to whom the order can be assigned.
    pub colleagues: Vec<Assignable>,
    /// The files that the caller may name.
    pub attachments: BTreeSet<AttachmentId>,
}

/// Which of those facts the decision of a command needs. Whoever gathers facts asks it, and reads nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs<'c> {
    /// Where goods can be sent to.
    pub addresses: bool,
    /// Which other open orders name this parcel (R-SHP-1).
    pub uses_of: Option<&'c TrackingNumber>,
    /// Whether the order can be assigned to whoever signs in by this name.
    pub colleague: Option<&'c Username>,
    /// Which of these files are the caller's, each with the path of its field.
    pub files: Vec<(String, &'c AttachmentId)>,
}

impl<'c> Needs<'c> {
    /// What the system needs when a deadline comes: at that of the review it approves (R-REV-7).
    pub fn at_deadline() -> Self {
        Self::default().addresses()
    }

    pub(super) fn addresses(self) -> Self {
        Self {
            addresses: true,
            ..self
        }
    }

    pub(super) fn uses(self, parcel: &'c TrackingNumber) -> Self {
        Self {
            uses_of: Some(parcel),
            ..self
        }
    }

    pub(super) fn colleague(self, username: &'c Username) -> Self {
        Self {
            colleague: Some(username),
            ..self
        }
    }

    pub(super) fn files(mut self, attachments: &'c [AttachmentId]) -> Self {
        self.files.extend(named_at("", attachments));
        self
    }

    pub(super) fn files_of_results(mut self, results: &'c [ItemResult]) -> Self {
        for (index, result) in results.iter().enumerate() {
            let path = format!("results[{index}].");
            self.files.extend(named_at(&path, &result.attachments));
        }
        self
    }
}

/// Files, each with the path of its field in an object that stands at a prefix.
pub(super) fn named_at<'a>(
    prefix: &str,
    attachments: &'a [AttachmentId],
) -> Vec<(String, &'a AttachmentId)> {
    let path = |index| format!("{prefix}attachments[{index}]");
    let named = attachments.iter().enumerate();
    named.map(|(index, id)| (path(index), id)).collect()
}

impl Facts {
    /// The facts of a line about which nothing else is known.
    pub fn of_line(line: LineBalance) -> Self {
        Self {
            line,
            addresses: Addresses::default(),
            parcel_shared_with: Vec::new(),
            colleagues: Vec::new(),
            attachments: BTreeSet::new(),
        }
    }
}

/// The addresses of a product, and its merchant's default (R-ADR-1).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Addresses {
    /// 退货地址: where returned goods go.
    pub for_return: Option<Consignee>,
    /// 换货地址: where goods to be exchanged go.
    pub for_exchange: Option<Consignee>,
    /// 维修地址: where goods to be repaired go.
    pub for_repair: Option<Consignee>,
    /// The merchant's default, for what has no address of its own.
    pub default: Option<Consignee>,
}

impl Addresses {
    /// The product's address for a purpose.
    pub const fn of(&self, purpose: AddressPurpose) -> Option<&Consignee> {
        match purpose {
            AddressPurpose::Return => self.for_return.as_ref(),
            AddressPurpose::Exchange => self.for_exchange.as_ref(),
            AddressPurpose::Repair => self.for_repair.as_ref(),
        }
    }

    /// Sets the one of a slot.
    pub fn set(&mut self, slot: &AddressSlot, address: Consignee) {
        let place = match slot {
            AddressSlot::Default => &mut self.default,
            AddressSlot::Product(_, AddressPurpose::Return) => &mut self.for_return,
            AddressSlot::Product(_, AddressPurpose::Exchange) => &mut self.for_exchange,
            AddressSlot::Product(_, AddressPurpose::Repair) => &mut self.for_repair,
        };
        *place = Some(address);
    }
}

impl Situation<'_> {
    /// The template by which the goods are inspected.
    pub fn inspection_form(&self) -> InspectionForm {
        InspectionForm::built_in()
    }
}
