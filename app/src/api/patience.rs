//! How long the browser waits for an answer: a connection that is lost without a word would keep a form busy for ever.

use gloo::timers::callback::Timeout;
use web_sys::{AbortController, AbortSignal};

/// How long an answer may take, in milliseconds: much longer than the slowest connection needs on which one can work.
const AT_MOST_MS: u32 = 20_000;

/// The patience for one request. It ends with this.
pub struct Patience {
    controller: AbortController,
    _end: Timeout,
}

impl Patience {
    /// Begins to wait; a browser that can't give up a request waits as long as it takes.
    pub fn begin() -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let given_up = controller.clone();
        Some(Self {
            controller,
            _end: Timeout::new(AT_MOST_MS, move || given_up.abort()),
        })
    }

    /// By what the request hears that it is given up.
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// Whether it has ended before the answer came.
    pub fn is_over(&self) -> bool {
        self.signal().aborted()
    }
}
