//! The rules by which the system acts on its own; the node log names them (R-TIM-3).

use crate::form::named::named;

named! {
    /// A rule that acts without a person.
    pub enum Rule {
        /// No address at the deadline of the review: the order stays, marked.
        AddressMissing = "R-REV-2",
        /// A tracking number is already there: shipment is skipped.
        ShipmentSkipped = "R-REV-3",
        /// The review's deadline: approved as applied.
        ReviewElapsed = "R-REV-7",
        /// The consumer did not answer in time: the review goes on.
        AnswerElapsed = "R-REV-8",
        /// No shipment by the deadline: cancelled.
        ShipmentElapsed = "R-SHP-2",
        /// Signed for at the deadline.
        ReceiptElapsed = "R-RCV-3",
        /// Inspection passed at the deadline.
        InspectionElapsed = "R-INS-6",
        /// Handled at the deadline.
        HandlingElapsed = "R-HND-5",
        /// A super-cancelled order whose goods went back is cancelled.
        SuperCancelSettled = "R-CAN-1",
        /// The deadline of a node for which the system has no action: the order is overdue.
        Overdue = "R-TIM-1",
    }
}
