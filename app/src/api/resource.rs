//! What the server knew when it rendered a page: the browser takes it from there and does not ask again.

use leptos::{
    prelude::*,
    server::codee::{Decoder, Encoder},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Error;

use crate::json::{Unreadable, decode};

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
