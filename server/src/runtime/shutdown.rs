//! The word that the server stops, for everything that would otherwise go on for ever: streams, workers.

use tokio::sync::watch;

/// Tells and hears that the server stops. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Shutdown(watch::Sender<bool>);

impl Default for Shutdown {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Shutdown {
    /// Says that the server stops.
    pub fn request(&self) {
        self.0.send_replace(true);
    }

    /// Whether the server stops.
    pub fn is_requested(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until the server stops.
    pub async fn requested(&self) {
        // An error would say that no sender is left, but this is one.
        let _ = self.0.subscribe().wait_for(|&stopping| stopping).await;
    }
}
