//! Waiting for the browser to paint before more work is done.

use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise};
use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The longest wait, in milliseconds: a hidden page is never painted.
const AT_MOST_MS: u32 = 100;

/// Waits until the changes so far are painted: a click is visible at once, however much work follows it.
pub(crate) async fn painted() {
    let painted = Promise::new(&mut |resolve, _reject| {
        let in_time = resolve.clone();
        request_animation_frame(move || {
            Timeout::new(0, move || go_on(&in_time)).forget();
        });
        Timeout::new(AT_MOST_MS, move || go_on(&resolve)).forget();
    });
    if JsFuture::from(painted).await.is_err() {
        leptos::logging::warn!("the page went on before it was painted");
    }
}

fn go_on(resolve: &Function) {
    if resolve.call0(&JsValue::NULL).is_err() {
        leptos::logging::warn!("the page can't go on");
    }
}
