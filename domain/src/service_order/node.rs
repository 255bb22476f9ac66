//! The nodes 节点 of the journey (docs/rules.md § 2.1).

use crate::{form::named::named, policy::responsibility::Step};

named! {
    /// Where a service order stands.
    pub enum Node {
        /// 待审核: waits for the review of the application.
        PendingReview = "pending_review",
        /// 待用户发货: waits for the consumer to send the goods.
        PendingShipment = "pending_shipment",
        /// 待签收: the goods are on their way, and wait to be signed for.
        PendingReceipt = "pending_receipt",
        /// 待异常处理: something about the goods that arrived was abnormal.
        PendingException = "pending_exception",
        /// 待质检: the goods wait to be inspected.
        PendingInspection = "pending_inspection",
        /// 待处理: waits for the decision how the consumer is helped.
        PendingHandling = "pending_handling",
        /// 维修中: the goods are being repaired.
        InRepair = "in_repair",
        /// 待返用户: goods wait to be sent to the consumer.
        PendingReturn = "pending_return",
        /// 业务完成: the service was given.
        Completed = "completed",
        /// 取消完成: the order was cancelled.
        Cancelled = "cancelled",
        /// 不予处理完成: the application was rejected.
        Declined = "declined",
    }
}

impl Node {
    /// The nodes in which something is still to do.
    pub const OPEN: &'static [Self] = &[
        Self::PendingReview,
        Self::PendingShipment,
        Self::PendingReceipt,
        Self::PendingException,
        Self::PendingInspection,
        Self::PendingHandling,
        Self::InRepair,
        Self::PendingReturn,
    ];

    /// The open nodes in which somebody of the staff acts; in the one that is left out, the consumer sends the goods.
    pub const FOR_STAFF: &'static [Self] = &[
        Self::PendingReview,
        Self::PendingReceipt,
        Self::PendingException,
        Self::PendingInspection,
        Self::PendingHandling,
        Self::InRepair,
        Self::PendingReturn,
    ];

    /// Whether the journey ends here.
    pub const fn is_final(self) -> bool {
        self.step().is_none()
    }

    /// The step of the channel matrix that is done here; none where the journey ends.
    pub const fn step(self) -> Option<Step> {
        match self {
            Self::PendingReview => Some(Step::Review),
            Self::PendingShipment
            | Self::PendingReceipt
            | Self::PendingException
            | Self::PendingReturn => Some(Step::Receive),
            Self::PendingInspection => Some(Step::Inspect),
            Self::PendingHandling | Self::InRepair => Some(Step::Handle),
            Self::Completed | Self::Cancelled | Self::Declined => None,
        }
    }
}

named! {
    /// What the system does at a node's deadline.
    pub enum DueAction {
        /// Approves with the service type and method applied for.
        Approve = "approve",
        /// The system cancels the order.
        Cancel = "cancel",
        /// Signs for the goods, marked 超时自动通过.
        SignFor = "sign_for",
        /// Passes inspection as applied for.
        PassInspection = "pass_inspection",
        /// Handles as the inspection concluded.
        ApplyConclusion = "apply_conclusion",
        /// The system refunds all that was paid for the pieces received.
        Refund = "refund",
        /// Goes on with the review without the answer.
        ResumeReview = "resume_review",
        /// Marks the order overdue; a person must act.
        MarkOverdue = "mark_overdue",
    }
}
