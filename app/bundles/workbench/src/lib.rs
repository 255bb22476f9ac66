//! The workbench's bundle: what the browser loads.

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the server rendered; the boot file calls it.
#[wasm_bindgen]
pub fn hydrate() {
    aftercare_app::workbench::hydrate();
}
