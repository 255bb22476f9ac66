//! The live stream: what changes about service orders while a page is open.

use aftercare_domain::view::Changed;
use leptos::prelude::*;

/// The last change that the stream told of; none before the first. The stream is open as long as the component that
/// asked for it; the browser opens it again by itself when it breaks.
pub fn changes() -> Signal<Option<Changed>> {
    let last = RwSignal::new(None);
    #[cfg(feature = "hydrate")]
    Effect::new(move || listen(last));
    last.into()
}

#[cfg(feature = "hydrate")]
fn listen(last: RwSignal<Option<Changed>>) {
    use wasm_bindgen::{JsCast as _, prelude::Closure};

    let Ok(stream) = web_sys::EventSource::new("/api/v1/events") else {
        leptos::logging::warn!("this browser has no live stream, so pages show what they loaded");
        return;
    };
    let on_message =
        Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |message: web_sys::MessageEvent| {
            let told = message.data().as_string();
            // Other kinds of news may come by the same stream: what is not understood is not for this page.
            if let Some(changed) = told.and_then(|told| serde_json::from_str(&told).ok()) {
                last.set(Some(changed));
            }
        });
    stream.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    let open = send_wrapper::SendWrapper::new((stream, on_message));
    on_cleanup(move || {
        open.0.set_onmessage(None);
        open.0.close();
    });
}
