//! The payment gateway: what refunds are handed to.

use aftercare_domain::refund::Refund;

/// Pays refunds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Gateway {
    /// 线下退款: finance makes the transfers by hand, and marks each as made.
    #[default]
    Offline,
}

/// Why a refund could not be handed over; it is tried again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct GatewayFault {
    /// What went wrong.
    pub reason: String,
}

impl Gateway {
    /// Hands a refund over. Handing over the same refund again pays nothing twice.
    #[expect(clippy::unused_async, reason = "a gateway is asked over the network")]
    pub async fn hand_over(self, refund: &Refund) -> Result<(), GatewayFault> {
        match self {
            Self::Offline => {
                tracing::debug!(refund = %refund.id, "a transfer waits for finance");
                Ok(())
            }
        }
    }
}
