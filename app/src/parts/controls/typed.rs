//! What people type, kept in step with what the page knows of it.

use leptos::{html::ElementType, prelude::*, wasm_bindgen::JsCast, web_sys};

/// An element that people type into, or choose from.
pub trait TypedInto {
    /// Its value.
    fn typed(&self) -> String;

    /// Sets its value.
    fn put(&self, text: &str);
}

macro_rules! typed_into {
    ($($Element:ty),+) => {$(
        impl TypedInto for $Element {
            fn typed(&self) -> String {
                self.value()
            }

            fn put(&self, text: &str) {
                self.set_value(text);
            }
        }
    )+};
}
typed_into!(
    web_sys::HtmlInputElement,
    web_sys::HtmlSelectElement,
    web_sys::HtmlTextAreaElement
);

/// Keeps an element and a signal in step, from the moment on in which the browser has taken the page over.
///
/// The element's value at hydration wins: on a slow connection people type long before.
pub fn sync_with_signal<E>(element: NodeRef<E>, value: RwSignal<String>)
where
    E: ElementType,
    E::Output: TypedInto + JsCast + Clone + 'static,
{
    Effect::new(move |taken_over: Option<bool>| {
        let text = value.get();
        let Some(element) = element.get() else {
            return false;
        };
        let typed = element.typed();
        match taken_over {
            Some(true) if typed != text => element.put(&text),
            Some(false) | None if typed != text => value.set(typed),
            Some(_) | None => {}
        }
        true
    });
}
