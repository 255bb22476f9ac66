//! Which of a browser's pages has the stream: the one that holds the lock. It is asked for when a page joins, given to one page
//! at a time in the order in which they asked, and goes on to the next when that page is gone, however it went.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, prelude::*};
use web_sys::AbortController;

#[wasm_bindgen]
extern "C" {
    /// The browser's locks, which `web-sys` does not have yet.
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &Locks,
        name: &str,
        options: &Object,
        granted: &Function,
    ) -> Result<Promise, JsValue>;
}

/// The browser's locks; none in old browsers, and on pages that are not served safely.
fn locks() -> Option<Locks> {
    let navigator = leptos::prelude::window().navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

/// Whether a browser lets its pages share at all.
pub(super) fn is_shared() -> bool {
    locks().is_some()
}

/// A page's wish to lead, and its lead once that is given. It ends when this is dropped.
pub(super) struct Lead {
    wish: AbortController,
    end: Rc<RefCell<Option<Function>>>,
}

impl Lead {
    /// Asks for the lead; what is to be done once it is given.
    pub(super) fn ask(name: &str, lead: impl FnOnce() + 'static) -> Option<Self> {
        let wish = AbortController::new().ok()?;
        let signal = wish.signal();
        let options = Object::new();
        Reflect::set(&options, &"signal".into(), &signal).ok()?;
        let end = Rc::new(RefCell::new(None));
        let ending = Rc::clone(&end);
        let granted = Closure::once_into_js(move |_lock: JsValue| -> Promise {
            if signal.aborted() {
                return Promise::resolve(&JsValue::NULL);
            }
            lead();
            // Held until this is resolved.
            Promise::new(&mut |resolve, _reject| {
                ending.replace(Some(resolve));
            })
        });
        let asked = locks()?
            .request(name, &options, granted.unchecked_ref())
            .ok()?;
        wasm_bindgen_futures::spawn_local(async move {
            // Ends with the lead, or with the wish: neither is an error.
            let _ended = wasm_bindgen_futures::JsFuture::from(asked).await;
        });
        Some(Self { wish, end })
    }
}

impl Drop for Lead {
    fn drop(&mut self) {
        match self.end.take() {
            Some(end) => {
                if end.call0(&JsValue::NULL).is_err() {
                    leptos::logging::warn!("the lead can't be handed on");
                }
            }
            None => self.wish.abort(),
        }
    }
}
