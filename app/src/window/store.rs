//! What this browser keeps for itself as long as the tab is open, for each person who signs in there apart. A browser that keeps
//! nothing loses nothing else.

use serde::{Serialize, de::DeserializeOwned};

/// What is kept under a key.
pub fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    text(key).and_then(|text| crate::json::decode(text.as_bytes()).ok())
}

/// Keeps something under a key.
pub fn write<T: Serialize>(key: &str, value: &T) {
    if let Ok(text) = serde_json::to_string(value) {
        put(key, &text);
    }
}

#[cfg(feature = "hydrate")]
fn storage() -> Option<web_sys::Storage> {
    leptos::prelude::window().session_storage().ok()?
}

/// The storage key includes the page's person, so that nobody else finds it.
#[cfg(feature = "hydrate")]
fn own(key: &str) -> String {
    format!("{key} {}", crate::request::person::person_of_page())
}

#[cfg(feature = "hydrate")]
fn text(key: &str) -> Option<String> {
    storage()?.get_item(&own(key)).ok()?
}

#[cfg(feature = "hydrate")]
fn put(key: &str, text: &str) {
    let kept = storage().is_some_and(|storage| storage.set_item(&own(key), text).is_ok());
    if !kept {
        leptos::logging::warn!("this browser keeps nothing");
    }
}

/// Forgets what is kept under a key.
#[cfg(feature = "hydrate")]
pub fn remove(key: &str) {
    if let Some(storage) = storage()
        && storage.remove_item(&own(key)).is_err()
    {
        leptos::logging::warn!("this browser forgets nothing");
    }
}

#[cfg(not(feature = "hydrate"))]
fn text(_key: &str) -> Option<String> {
    None
}

#[cfg(not(feature = "hydrate"))]
fn put(_key: &str, _text: &str) {}

/// Forgets what is kept under a key.
#[cfg(not(feature = "hydrate"))]
pub fn remove(_key: &str) {}
