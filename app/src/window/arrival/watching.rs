//! The listeners for pointer and keyboard.

use leptos::prelude::document;
use web_sys::{KeyboardEvent, PointerEvent};

use super::{Arrival, Arriving, Spot};
use crate::window::dom;

impl Arriving {
    /// Listens to the pointer and the keys, in the capture phase, before anything on the page.
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
