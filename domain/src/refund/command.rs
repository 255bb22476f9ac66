//! What can be asked of a refund.

use super::TransferReference;
use crate::form::commands::commands;

/// Which facts outside a refund the decision of a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RefundNeeds<'c> {
    /// Which other refund of the merchant this transfer paid.
    pub paid_by: Option<&'c TransferReference>,
}

impl<'c> RefundNeeds<'c> {
    const fn transfer(mut self, reference: &'c TransferReference) -> Self {
        self.paid_by = Some(reference);
        self
    }
}

/// What is known of a command's answers before its form is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundBeginning {
    /// Nothing.
    Empty,
}

commands! {
    /// What can be asked of a refund.
    pub enum RefundCommandType;
    /// A command to a refund.
    pub enum RefundCommand: needs RefundNeeds, begins with RefundBeginning, stands beside &[];

    /// 线下退款: finance marks a transfer as made.
    ConfirmOffline = "confirm_offline" {
        /// The reference of the transfer, by which the bank knows it.
        reference: required TransferReference,
        /// The transfer paid other refunds as well: its reference may stand at several.
        shared_transfer: optional bool,
    } needs transfer of reference;
}
