//! JSON that came from the API, decoded in one way.
//!
//! The compiler makes the decoding of a type once for each kind of input, and for an enum of fifty variants that is a
//! lot: it was a third of a bundle. So every text becomes a [`Value`] first, and types are decoded from values alone.

mod written;

use serde::de::DeserializeOwned;
use serde_json::Value;

use self::written::JsonInput;
pub use self::written::Unreadable;

/// What a JSON text says.
pub fn decode<T: DeserializeOwned>(text: &[u8]) -> Result<T, Unreadable> {
    read(&serde_json::from_slice(text).map_err(|_| Unreadable)?)
}

/// What a JSON value says.
pub fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Unreadable> {
    T::deserialize(JsonInput(value))
}
