//! What somebody's hands do, as the window hears of it.

use leptos::prelude::document;
use web_sys::{KeyboardEvent, PointerEvent};

use super::{Arrival, Arriving, Spot};
use crate::window::dom;

impl Arriving {
    /// Watches the pointer and the keys, before anything on the page hears of them.
    pub(crate) fn watch(self) {
        let page = document();
        dom::on_capture("pointermove", &page, move |event: PointerEvent| {
            self.tell(|arrival| arrival.point(spot(&event)));
        });
        dom::on_capture("pointerdown", &page, move |event: PointerEvent| {
            self.tell(|arrival| arrival.press(spot(&event)));
        });
        dom::on_capture("keydown", &page, move |_: KeyboardEvent| {
            self.tell(Arrival::press_key);
        });
    }
}

fn spot(event: &PointerEvent) -> Spot {
    Spot {
        x: f64::from(event.client_x()),
        y: f64::from(event.client_y()),
    }
}
