//! What stands in forms.

use web_sys::HtmlFormElement;

/// The names and values of a form, as the browser would send them.
pub fn pairs_of(form: &HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = web_sys::FormData::new_with_form(form) else {
        return Vec::new();
    };
    js_sys::Array::from(&data)
        .iter()
        .filter_map(|entry| {
            let entry = js_sys::Array::from(&entry);
            Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
        })
        .collect()
}
