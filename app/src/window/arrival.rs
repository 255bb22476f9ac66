//! Protects a page that has just been shown: a click or key that was on its way was meant for the previous page.
//!
//! Holding a key, or clicking four times because nothing seemed to happen, gives one command only. A new page accepts a
//! submission after a time of grace ([`GRACE_MS`]), or when the pointer was moved to the button. An earlier click is
//! ignored and restarts the time of grace.

#[cfg(feature = "hydrate")]
mod watching;

use leptos::prelude::*;

/// The time to see a new page, in milliseconds.
pub const GRACE_MS: u32 = 600;

/// The least distance of an intended movement of the pointer, in CSS pixels: a hand that clicks repeatedly moves a
/// little.
const ON_PURPOSE: f64 = 64.0;

/// Where a pointer is, in CSS pixels from the corner of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Spot {
    fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// The input device that is used at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Hand {
    #[default]
    Pointer,
    Keys,
}

/// Which of the times of grace it is: each ends by itself, unless another one has begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grace(u32);

impl Grace {
    /// Whether it is an odd one, so that two that follow each other look different to a style sheet.
    pub const fn is_odd(self) -> bool {
        self.0 % 2 == 1
    }
}

/// Whether an input is meant for the current page: a state machine without any page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Arrival {
    /// The time that runs.
    grace: Option<Grace>,
    began: u32,
    hand: Hand,
    /// Where the pointer is, as far as it is known.
    pointer: Option<Spot>,
    /// Where it was when the time began.
    rested_at: Option<Spot>,
    /// It was moved since then.
    moved: bool,
}

impl Arrival {
    /// A new page was shown. The time of grace that begins must be ended after [`GRACE_MS`].
    pub fn come(&mut self) -> Grace {
        self.began = self.began.wrapping_add(1);
        let grace = Grace(self.began);
        self.grace = Some(grace);
        self.rested_at = self.pointer;
        self.moved = false;
        grace
    }

    /// The page is about to be replaced: ends the grace period.
    pub const fn leave(&mut self) {
        self.grace = None;
    }

    /// A time is over.
    pub fn end(&mut self, grace: Grace) {
        if self.grace == Some(grace) {
            self.grace = None;
        }
    }

    /// The pointer moves.
    pub fn point(&mut self, spot: Spot) {
        self.pointer = Some(spot);
        match self.rested_at {
            Some(rested_at) => self.moved |= rested_at.distance(spot) > ON_PURPOSE,
            None => self.rested_at = Some(spot),
        }
    }

    /// The pointer presses.
    pub fn press(&mut self, spot: Spot) {
        self.hand = Hand::Pointer;
        self.point(spot);
    }

    /// A key is pressed.
    pub const fn press_key(&mut self) {
        self.hand = Hand::Keys;
    }

    /// Accepts a submission; one that comes too early starts another time of grace, which is returned.
    pub fn submit(&mut self) -> Result<(), Grace> {
        let is_meant = match self.hand {
            Hand::Pointer => self.waits().is_none(),
            // With keys, a movement of the pointer means nothing.
            Hand::Keys => self.grace.is_none(),
        };
        if is_meant { Ok(()) } else { Err(self.come()) }
    }

    /// The time of grace that buttons wait for.
    pub fn waits(&self) -> Option<Grace> {
        self.grace.filter(|_| !self.moved)
    }
}

/// The arrival of the pages of this window, in context.
#[derive(Clone, Copy)]
pub struct Arriving {
    arrival: StoredValue<Arrival>,
    waits: RwSignal<Option<Grace>>,
}

impl Default for Arriving {
    fn default() -> Self {
        Self::new()
    }
}

impl Arriving {
    /// Of a window whose first page is there: nothing was there before it.
    pub fn new() -> Self {
        Self {
            arrival: StoredValue::new(Arrival::default()),
            waits: RwSignal::new(None),
        }
    }

    /// That of this window; none where pages do not follow each other.
    pub fn current() -> Option<Self> {
        use_context()
    }

    /// The previous page is removed. The next one is hydrated as the server wrote it, without a time of grace.
    pub fn leave(self) {
        self.tell(Arrival::leave);
    }

    /// A new page was shown.
    pub fn come(self) {
        if let Some(grace) = self.tell(Arrival::come) {
            self.end_in_time(grace);
        }
    }

    /// Whether a submission is meant for the current page. One that comes too early is ignored.
    pub fn takes_submission(self) -> bool {
        match self.tell(Arrival::submit) {
            Some(Err(grace)) => {
                self.end_in_time(grace);
                false
            }
            Some(Ok(())) | None => true,
        }
    }

    /// For what a button waits; tracked.
    pub fn waits(self) -> Option<Grace> {
        self.waits.get()
    }

    /// Feeds an input to the state machine, and updates the buttons.
    fn tell<T>(self, what: impl FnOnce(&mut Arrival) -> T) -> Option<T> {
        let (told, waits) = self.arrival.try_update_value(|arrival| {
            let told = what(arrival);
            (told, arrival.waits())
        })?;
        if self.waits.get_untracked() != waits {
            self.waits.set(waits);
        }
        Some(told)
    }

    fn end_in_time(self, grace: Grace) {
        let time = std::time::Duration::from_millis(u64::from(GRACE_MS));
        set_timeout(
            move || {
                self.tell(|arrival| arrival.end(grace));
            },
            time,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUTTON: Spot = Spot {
        x: 1200.0,
        y: 640.0,
    };
    const ELSEWHERE: Spot = Spot { x: 900.0, y: 100.0 };

    /// The place of the button, a little beside.
    fn near(by: f64) -> Spot {
        Spot {
            x: BUTTON.x + by,
            ..BUTTON
        }
    }

    fn pressed(arrival: &mut Arrival, spot: Spot) -> bool {
        arrival.press(spot);
        arrival.submit().is_ok()
    }

    fn submitted_by_keys(arrival: &mut Arrival) -> bool {
        arrival.press_key();
        arrival.submit().is_ok()
    }

    // R-LST-3
    #[test]
    fn impatient_presses_in_one_spot_are_one_however_long_they_go_on() {
        let mut arrival = Arrival::default();
        assert!(pressed(&mut arrival, BUTTON));
        let came = arrival.come();
        for _ in 0..10 {
            assert!(!pressed(&mut arrival, near(3.0)));
            // A hand in a hurry does not hold still.
            assert!(!pressed(&mut arrival, near(-20.0)));
            assert!(!pressed(&mut arrival, near(20.0)));
        }
        // The first time would have been over: the presses began others.
        arrival.end(came);
        assert!(!pressed(&mut arrival, BUTTON));
    }

    #[test]
    fn whoever_has_had_the_time_to_see_the_page_presses_in_the_same_spot() {
        let mut arrival = Arrival::default();
        assert!(pressed(&mut arrival, BUTTON));
        let came = arrival.come();
        arrival.end(came);
        assert!(pressed(&mut arrival, BUTTON));
    }

    #[test]
    fn whoever_moves_the_pointer_to_what_they_press_does_not_wait() {
        for (way, is_meant) in [
            (vec![near(2.0), near(-9.0), near(63.0)], false),
            (vec![near(65.0), BUTTON], true),
            (vec![ELSEWHERE, BUTTON], true),
        ] {
            let mut arrival = Arrival::default();
            assert!(pressed(&mut arrival, BUTTON));
            arrival.come();
            for spot in &way {
                arrival.point(*spot);
            }
            assert_eq!(arrival.waits().is_none(), is_meant, "{way:?}");
            assert_eq!(pressed(&mut arrival, BUTTON), is_meant, "{way:?}");
        }
    }

    #[test]
    fn a_finger_moves_by_pressing_elsewhere() {
        let mut arrival = Arrival::default();
        assert!(pressed(&mut arrival, BUTTON));
        arrival.come();
        assert!(pressed(&mut arrival, ELSEWHERE));
        // Nobody knows yet where a finger would be that has pressed nothing.
        let mut arrival = Arrival::default();
        arrival.come();
        assert!(!pressed(&mut arrival, BUTTON));
    }

    #[test]
    fn keys_wait_wherever_the_pointer_goes() {
        let mut arrival = Arrival::default();
        assert!(submitted_by_keys(&mut arrival));
        arrival.come();
        arrival.point(BUTTON);
        arrival.point(ELSEWHERE);
        for _ in 0..166 {
            assert!(!submitted_by_keys(&mut arrival));
        }
        let Err(grace) = arrival.submit() else {
            panic!("it came too early");
        };
        arrival.end(grace);
        assert!(submitted_by_keys(&mut arrival));
    }
}
