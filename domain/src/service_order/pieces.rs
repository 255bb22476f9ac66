//! The pieces of its line that a service order is about: which are taken, which are kept for good, and what they are worth
//! (R-APP-2, R-RFD-1).
//!
//! A line's pieces have no numbers. Their money is shared out in the order in which pieces are kept for good: the first
//! piece that is kept is the line's first, whoever applied for it. So shares add up to what was paid, whatever is given back,
//! cancelled, or handled first.

use super::{Node, ServiceOrder};
use crate::{
    order::line::{LineBalance, Pieces},
    service_order::catalogue::{HandlingMethod, Next, RefundKind},
    values::{money::Money, quantity::Quantity, service::ServiceType},
};

impl ServiceOrder {
    /// How many pieces a method that grants everything is about: those that were received; all where none have come.
    pub(crate) fn pieces_received(&self) -> Quantity {
        self.receipt
            .as_ref()
            .map_or(self.application.quantity, |receipt| receipt.quantity)
    }

    /// Whether fewer pieces came than were applied for.
    pub fn received_in_part(&self) -> bool {
        self.pieces_received() < self.application.quantity
    }

    /// How many pieces of the line it takes: while it is open those applied for, then those that are kept (R-APP-2).
    pub fn pieces_taken(&self) -> u32 {
        if self.node().is_final() {
            self.pieces_kept()
        } else {
            self.application.quantity.get()
        }
    }

    /// How many pieces of the line it has taken for good: those received, where it ended with the goods not returned to the consumer,
    /// whatever was refunded (R-APP-2).
    pub fn pieces_kept(&self) -> u32 {
        let method = self.handling.as_ref().map(|handling| handling.method);
        let kept = method.filter(|&method| self.node() == Node::Completed && self.keeps(method));
        kept.map_or(0, |_| self.pieces_received().get())
    }

    /// Whether goods are not returned to the consumer when a method handles the order: it is taken back for money, or the goods are
    /// there and stay. A compensation for goods that stay with the consumer gives their pieces back.
    pub(super) fn keeps(&self, method: HandlingMethod) -> bool {
        let facts = method.facts();
        let takes_back = facts.service_type == Some(ServiceType::Return);
        facts.next == Next::Completed && (takes_back || self.goods_received())
    }

    /// What was paid for the pieces applied for.
    pub fn paid(&self, line: &LineBalance) -> Money {
        line.paid_for(self.pieces(line, self.application.quantity))
    }

    /// What was paid for the pieces received.
    pub fn paid_for_received(&self, line: &LineBalance) -> Money {
        line.paid_for(self.pieces(line, self.pieces_received()))
    }

    /// The most that can still be refunded, for the pieces applied for: what a person can grant.
    pub fn refundable(&self, line: &LineBalance) -> Money {
        line.refundable(self.pieces(line, self.application.quantity), self.refunded)
    }

    /// What a method grants that leaves nobody a choice, for the pieces received: it may be nothing.
    pub fn granted(&self, kind: RefundKind, line: &LineBalance) -> Money {
        let pieces = self.pieces(line, self.pieces_received());
        let refundable = line.refundable(pieces, self.refunded);
        match kind {
            RefundKind::AllPaid => refundable,
            RefundKind::LessFreight => refundable.less(line.freight_for(pieces)),
            RefundKind::Amount | RefundKind::Nothing => Money::ZERO,
        }
    }

    /// So many of its pieces: after those that were kept when it was decided; until then after those that are kept.
    fn pieces(&self, line: &LineBalance, count: Quantity) -> Pieces {
        let decided = self
            .handling
            .as_ref()
            .and_then(|handling| handling.kept_before);
        let after = decided.unwrap_or_else(|| line.kept.saturating_sub(self.pieces_kept()));
        line.pieces(after, count)
    }
}

impl LineBalance {
    /// What is left once an order stands otherwise; an order that begins stood nowhere.
    #[must_use]
    pub fn moved(self, before: Option<&ServiceOrder>, after: &ServiceOrder) -> Self {
        let (taken, kept, refunded) = before.map_or((0, 0, Money::ZERO), |before| {
            (before.pieces_taken(), before.pieces_kept(), before.refunded)
        });
        Self {
            taken: (self.taken + after.pieces_taken()).saturating_sub(taken),
            kept: (self.kept + after.pieces_kept()).saturating_sub(kept),
            refunded: self.refunded.plus(after.refunded).less(refunded),
            ..self
        }
    }
}
