//! The shutdown signal, for everything that would otherwise run for ever: streams, workers.

use tokio::sync::watch;

/// Requests and awaits the shutdown of the server. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Shutdown(watch::Sender<bool>);

impl Default for Shutdown {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Shutdown {
    /// Requests the shutdown.
    pub fn request(&self) {
        self.0.send_replace(true);
    }

    /// Whether the shutdown was requested.
    pub fn is_requested(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until the shutdown is requested.
    pub async fn requested(&self) {
        // An error would mean that no sender is left, but `self` is one.
        let _ = self.0.subscribe().wait_for(|&stopping| stopping).await;
    }
}
