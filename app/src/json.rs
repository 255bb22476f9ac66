//! JSON that came from the API, decoded in one way.
//!
//! The compiler makes the decoding of a type once for each kind of input, and for an enum of fifty variants that is a
//! lot: it was a third of a bundle. So every text becomes a [`Value`] first, and types are decoded from values alone.

mod written;

use leptos::{
    prelude::*,
    server::codee::{Decoder, Encoder},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Error, Value};

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

/// What the server knew when it rendered a page, and hands over to the browser with it.
pub type ServerResource<T> = Resource<T, PageJson>;

/// Asks once, on the server; the browser takes the answer from the page, and asks again when `source` changes.
pub fn server_resource<S, T, Asked>(
    source: impl Fn() -> S + Send + Sync + 'static,
    ask: impl Fn(S) -> Asked + Send + Sync + 'static,
) -> ServerResource<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    Asked: Future<Output = T> + Send + 'static,
{
    let blocking = false;
    Resource::new_with_options(source, ask, blocking)
}

/// How an answer is written into the page.
#[derive(Debug)]
pub struct PageJson;

impl<T: Serialize> Encoder<T> for PageJson {
    type Error = Error;
    type Encoded = String;

    fn encode(answer: &T) -> Result<String, Error> {
        serde_json::to_string(answer)
    }
}

impl<T: DeserializeOwned> Decoder<T> for PageJson {
    type Error = Unreadable;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Unreadable> {
        decode(text.as_bytes())
    }
}
