//! How a request gets to the API: from the browser by fetch, from the renderer in process.

use std::{future::Future, pin::Pin, sync::Arc};

#[cfg(feature = "hydrate")]
use http::Method;
use http::{Request, Response};
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
use super::patience::Patience;
use crate::query::hex_digits;
#[cfg(feature = "hydrate")]
use crate::{page::dom, session};

/// The header that makes a submission one submission.
pub const KEY_HEADER: &str = "idempotency-key";

/// An answer that is on its way.
pub type Answer = Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, Unreachable>> + Send>>;

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
    /// Sends the request, whose address is a path with a query, and gives the whole answer.
    fn call(&self, request: Request<Vec<u8>>) -> Answer;
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
    use_context::<Arc<dyn Transport>>().unwrap_or_else(|| Arc::new(Outside))
}

/// Without a transport in context: fetch in a browser, and nothing elsewhere.
struct Outside;

#[cfg(not(feature = "hydrate"))]
impl Transport for Outside {
    fn call(&self, _request: Request<Vec<u8>>) -> Answer {
        Box::pin(async { Err(Unreachable::Lost) })
    }
}

#[cfg(feature = "hydrate")]
impl Transport for Outside {
    fn call(&self, request: Request<Vec<u8>>) -> Answer {
        // A browser has one thread; the wrapper tells the compiler so.
        Box::pin(send_wrapper::SendWrapper::new(fetch(request)))
    }
}

#[cfg(feature = "hydrate")]
async fn fetch(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Unreachable> {
    let patience = is_repeatable(&request).then(Patience::begin).flatten();
    let answer = answer(request, patience.as_ref()).await;
    answer.ok_or_else(|| match patience {
        Some(patience) if patience.is_over() => Unreachable::TimedOut,
        Some(_) | None => Unreachable::Lost,
    })
}

/// Whether a request does nothing twice when it is sent again: such a request alone is given up.
#[cfg(feature = "hydrate")]
fn is_repeatable(request: &Request<Vec<u8>>) -> bool {
    request.method() != Method::POST || request.headers().contains_key(KEY_HEADER)
}

#[cfg(feature = "hydrate")]
async fn answer(
    request: Request<Vec<u8>>,
    patience: Option<&Patience>,
) -> Option<Response<Vec<u8>>> {
    let (parts, body) = request.into_parts();
    let mut call = gloo_net::http::RequestBuilder::new(&parts.uri.to_string())
        .method(parts.method)
        .abort_signal(patience.map(Patience::signal).as_ref());
    for (name, value) in &parts.headers {
        if let Ok(value) = value.to_str() {
            call = call.header(name.as_str(), value);
        }
    }
    let person = session::person_of_page();
    if !person.is_empty() {
        call = call.header(session::PERSON_HEADER, &person);
    }
    let call = if body.is_empty() {
        call.build()
    } else {
        call.body(js_sys::Uint8Array::from(body.as_slice()))
    };
    let answer = call.ok()?.send().await.ok()?;
    match answer.status() {
        401 => dom::announce(session::ENDED),
        412 => dom::announce(session::OTHERS),
        _ => {}
    }
    let mut response = Response::new(answer.binary().await.ok()?);
    *response.status_mut() = http::StatusCode::from_u16(answer.status()).ok()?;
    Some(response)
}
