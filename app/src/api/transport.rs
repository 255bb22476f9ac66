//! How a request gets to the API: from the browser by fetch, from the renderer in process.

use std::{future::Future, pin::Pin, sync::Arc};

use leptos::prelude::*;

#[cfg(feature = "hydrate")]
use super::patience::Patience;
use crate::request::{language::Language, query::hex_digits};
#[cfg(feature = "hydrate")]
use crate::{request::person, window::dom};

/// The header that makes a submission one submission.
pub const KEY_HEADER: &str = "idempotency-key";

/// What is done to what a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// It is read.
    Get,
    /// Something is submitted to it.
    Post,
    /// It is set.
    Put,
    /// It is removed.
    Delete,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 4] = [Self::Get, Self::Post, Self::Put, Self::Delete];

    /// Its name in HTTP.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// One call of the API. The types of the crate `http` take any method and any header: in a browser that is code which nobody
/// needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiCall {
    /// What is done.
    pub method: Method,
    /// To what: a path with a query.
    pub path: String,
    /// The language of the answer's texts.
    pub language: Language,
    /// What makes it one submission.
    pub key: Option<IdempotencyKey>,
    /// What is submitted, as JSON.
    pub body: Option<Vec<u8>>,
}

impl ApiCall {
    /// Its headers, apart from those that say who calls.
    pub fn headers(&self) -> Vec<(&'static str, &str)> {
        let mut headers = vec![
            ("accept", "application/json, application/problem+json"),
            ("accept-language", self.language.tag()),
        ];
        if self.body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        if let Some(key) = &self.key {
            headers.push((KEY_HEADER, key.as_str()));
        }
        headers
    }

    /// Whether it does nothing twice when it is sent again: such a call alone is given up.
    #[cfg(feature = "hydrate")]
    fn is_repeatable(&self) -> bool {
        self.method != Method::Post || self.key.is_some()
    }
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The whole answer.
    pub body: Vec<u8>,
}

/// An answer that is on its way.
pub type ReplyFuture = Pin<Box<dyn Future<Output = Result<Reply, Unreachable>> + Send>>;

/// Nothing answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// The connection is lost, or the server is.
    Lost,
    /// It took too long.
    TimedOut,
}

/// Takes a request to the API.
///
/// The server gives its own in context, as `Arc<dyn Transport>`: it adds the visitor's cookie and calls the
/// router in process. In the browser, fetch adds the cookie.
pub trait Transport: Send + Sync + 'static {
    /// Makes the call, and gives the whole answer.
    fn call(&self, call: ApiCall) -> ReplyFuture;
}

/// What makes a submission one submission, however often it is sent: 128 random bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// A key that was never used. Keep it until the submission has been answered, so that sending it
    /// again after a lost connection does nothing twice.
    ///
    /// Without a browser there is nothing to submit, and the key is empty.
    pub fn fresh() -> Self {
        Self(random_bytes().into_iter().flat_map(hex_digits).collect())
    }

    /// A key that the server made of what a plain form sent, so that a form that is posted twice is done once.
    pub const fn of_form(digest: String) -> Self {
        Self(digest)
    }

    /// The key as its header has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `crypto.randomUUID` is missing where a page is not served by https; random values are always there.
#[cfg(feature = "hydrate")]
fn random_bytes() -> Vec<u8> {
    let mut bytes = vec![0; 16];
    match window().crypto() {
        Ok(crypto) if crypto.get_random_values_with_u8_array(&mut bytes).is_ok() => bytes,
        _ => Vec::new(),
    }
}

#[cfg(not(feature = "hydrate"))]
fn random_bytes() -> Vec<u8> {
    Vec::new()
}

/// The transport in context; in the browser, fetch.
pub fn current() -> Arc<dyn Transport> {
    use_context::<Arc<dyn Transport>>().unwrap_or_else(|| Arc::new(BrowserTransport))
}

/// Without a transport in context: fetch in a browser, and nothing elsewhere.
struct BrowserTransport;

#[cfg(not(feature = "hydrate"))]
impl Transport for BrowserTransport {
    fn call(&self, _call: ApiCall) -> ReplyFuture {
        Box::pin(async { Err(Unreachable::Lost) })
    }
}

#[cfg(feature = "hydrate")]
impl Transport for BrowserTransport {
    fn call(&self, call: ApiCall) -> ReplyFuture {
        // A browser has one thread; the wrapper tells the compiler so.
        Box::pin(send_wrapper::SendWrapper::new(fetch(call)))
    }
}

#[cfg(feature = "hydrate")]
async fn fetch(call: ApiCall) -> Result<Reply, Unreachable> {
    let patience = call.is_repeatable().then(Patience::begin).flatten();
    let answer = answer(call, patience.as_ref()).await;
    answer.ok_or_else(|| match patience {
        Some(patience) if patience.is_over() => Unreachable::TimedOut,
        Some(_) | None => Unreachable::Lost,
    })
}

#[cfg(feature = "hydrate")]
async fn answer(call: ApiCall, patience: Option<&Patience>) -> Option<Reply> {
    let mut request = gloo::net::http::RequestBuilder::new(&call.path)
        .method(match call.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Put => http::Method::PUT,
            Method::Delete => http::Method::DELETE,
        })
        .abort_signal(patience.map(Patience::signal).as_ref());
    for (name, value) in call.headers() {
        request = request.header(name, value);
    }
    let person = person::person_of_page();
    if !person.is_empty() {
        request = request.header(person::PERSON_HEADER, &person);
    }
    let request = match &call.body {
        Some(body) => request.body(js_sys::Uint8Array::from(body.as_slice())),
        None => request.build(),
    };
    let answer = request.ok()?.send().await.ok()?;
    match answer.status() {
        401 => dom::announce(person::ENDED),
        412 => dom::announce(person::OTHERS),
        _ => {}
    }
    Some(Reply {
        status: answer.status(),
        body: answer.binary().await.ok()?,
    })
}
