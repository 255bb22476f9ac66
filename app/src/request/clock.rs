//! The server's time, as a page sees it.
//!
//! A page never asks the browser what time it is: it starts from the server's `now` and counts on from
//! there, so that time left is the same as the server's, also where a clock is wrong or the sandbox moved it.

use aftercare_domain::values::time::Timestamp;
use leptos::prelude::*;

use crate::request::context::PageContext;

/// The server's time, in context of every page.
#[derive(Clone, Copy, Debug)]
pub struct ServerClock {
    now: RwSignal<Timestamp>,
    /// The server's time less the browser's, in milliseconds; set once the browser has the page.
    #[cfg_attr(
        not(feature = "hydrate"),
        expect(dead_code, reason = "only a browser counts on from the server's time")
    )]
    offset_ms: StoredValue<f64>,
}

impl ServerClock {
    /// A clock that starts at the time of the page.
    pub fn of(visit: PageContext) -> Self {
        let clock = Self {
            now: RwSignal::new(visit.now),
            offset_ms: StoredValue::new(0.0),
        };
        #[cfg(feature = "hydrate")]
        clock.align(visit.now);
        clock
    }

    /// The time now, by the clock in context.
    pub fn now() -> Signal<Timestamp> {
        match use_context::<Self>() {
            Some(clock) => clock.now.into(),
            None => Signal::stored(PageContext::current().now),
        }
    }

    /// Sets the clock by a time that the server just sent.
    #[cfg(feature = "hydrate")]
    pub fn set(self, now: Timestamp) {
        self.align(now);
        if self.now.get_untracked() != now {
            self.now.set(now);
        }
    }

    #[cfg(feature = "hydrate")]
    fn align(self, now: Timestamp) {
        self.offset_ms
            .set_value(milliseconds(now) - js_sys::Date::now());
    }

    /// Advances to the current time, and returns it.
    #[cfg(feature = "hydrate")]
    pub fn tick(self) -> Timestamp {
        let now_ms = js_sys::Date::now() + self.offset_ms.get_value();
        #[expect(
            clippy::as_conversions,
            clippy::cast_possible_truncation,
            reason = "milliseconds since 1970 fit in 53 bits, and a float's cast saturates"
        )]
        let now = Timestamp::from_ms(now_ms as i64);
        self.now.set(now);
        now
    }
}

#[cfg(feature = "hydrate")]
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 fit in a float's 53 bits"
)]
fn milliseconds(time: Timestamp) -> f64 {
    time.ms() as f64
}
