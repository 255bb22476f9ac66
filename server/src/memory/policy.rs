//! The policy in force. It is asked for whenever something is decided, so that a change counts from the next decision on, without
//! a restart.

use std::sync::Arc;

use aftercare_domain::policy::Policy;
use tokio::sync::watch;

/// The policy in force. Cheap to clone: what is set through one is in force for all.
#[derive(Debug, Clone)]
pub struct PolicyInForce(watch::Sender<Arc<Policy>>);

impl PolicyInForce {
    /// The policy to begin with.
    pub fn of(policy: Policy) -> Self {
        Self(watch::Sender::new(Arc::new(policy)))
    }

    /// The policy as it is now. What belongs to one decision asks once.
    pub fn now(&self) -> Arc<Policy> {
        Arc::clone(&self.0.borrow())
    }

    /// Puts another one in force.
    pub fn set(&self, policy: Policy) {
        self.0.send_replace(Arc::new(policy));
    }
}
