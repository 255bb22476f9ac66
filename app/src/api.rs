//! The typed client of `/api/v1`: one function a call.
//!
//! In the browser a call is a fetch; while the server renders, the same call goes to its router in process
//! ([`transport`]). There is no other way to data.

mod desk;
pub mod error;
pub mod json;
mod notifications;
mod orders;
#[cfg(feature = "hydrate")]
pub mod patience;
mod refunds;
mod service_orders;
mod session;
pub mod transport;
mod work_lists;

use std::sync::Arc;

use http::{HeaderValue, Method, Request, header};
use serde::{Serialize, de::DeserializeOwned};

use self::transport::{IdempotencyKey, KEY_HEADER, Transport, Unreachable};
pub use self::{
    error::{ApiError, Problem},
    notifications::NEWEST as NEWEST_NOTIFICATIONS,
    work_lists::{Given, batch_entry},
};
use crate::{visit::Visit, words::Language};

/// The API as one page sees it: in the visitor's language, with the visitor's session.
#[derive(Clone)]
pub struct Api {
    transport: Arc<dyn Transport>,
    language: Language,
}

impl Api {
    /// The API in context. Take it where the component is made: an async block has no context.
    pub fn current() -> Self {
        Self {
            transport: transport::current(),
            language: Visit::current().language,
        }
    }

    /// The API by a transport of the server's own, outside of any page.
    pub fn by(transport: Arc<dyn Transport>, language: Language) -> Self {
        Self {
            transport,
            language,
        }
    }
}

/// How a call is made.
impl Api {
    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ApiError> {
        let body = self.answer(self.request(Method::GET, path, None)).await?;
        json::decode(&body).map_err(|_| ApiError::Malformed)
    }

    async fn post<B: Serialize, T: DeserializeOwned>(
        &self,
        path: &str,
        body: &B,
        key: &IdempotencyKey,
    ) -> Result<T, ApiError> {
        let body = serde_json::to_vec(body).map_err(|_| ApiError::Malformed)?;
        let request = keyed(self.request(Method::POST, path, Some(body)), key);
        let answer = self.answer(request).await?;
        json::decode(&answer).map_err(|_| ApiError::Malformed)
    }

    async fn put<B: Serialize, T: DeserializeOwned>(
        &self,
        path: &str,
        body: &B,
    ) -> Result<T, ApiError> {
        let body = serde_json::to_vec(body).map_err(|_| ApiError::Malformed)?;
        let answer = self
            .answer(self.request(Method::PUT, path, Some(body)))
            .await?;
        json::decode(&answer).map_err(|_| ApiError::Malformed)
    }

    async fn delete(&self, path: &str) -> Result<(), ApiError> {
        self.answer(self.request(Method::DELETE, path, None))
            .await
            .map(drop)
    }

    /// Makes a call whose answer tells nothing new.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&serde_json::Value>,
        key: &IdempotencyKey,
    ) -> Result<(), ApiError> {
        let body = body.map(|body| body.to_string().into_bytes());
        let request = keyed(self.request(method, path, body), key);
        self.answer(request).await.map(drop)
    }

    async fn post_for_file<B: Serialize>(&self, path: &str, body: &B) -> Result<Vec<u8>, ApiError> {
        let body = serde_json::to_vec(body).map_err(|_| ApiError::Malformed)?;
        self.answer(self.request(Method::POST, path, Some(body)))
            .await
    }

    async fn post_for_nothing<B: Serialize>(&self, path: &str, body: &B) -> Result<(), ApiError> {
        let body = serde_json::to_vec(body).map_err(|_| ApiError::Malformed)?;
        self.answer(self.request(Method::POST, path, Some(body)))
            .await
            .map(drop)
    }

    fn request(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Request<Vec<u8>> {
        let mut request = Request::new(Vec::new());
        *request.method_mut() = method;
        // A path that is no URI can only come from a number typed into the address bar: it is not found.
        *request.uri_mut() = format!("/api/v1{path}")
            .parse()
            .unwrap_or_else(|_| http::Uri::from_static("/api/v1/not-found"));
        let headers = request.headers_mut();
        headers.insert(
            header::ACCEPT,
            HeaderValue::from_static("application/json, application/problem+json"),
        );
        headers.insert(
            header::ACCEPT_LANGUAGE,
            HeaderValue::from_static(self.language.tag()),
        );
        if let Some(body) = body {
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            );
            *request.body_mut() = body;
        }
        request
    }

    async fn answer(&self, request: Request<Vec<u8>>) -> Result<Vec<u8>, ApiError> {
        let response =
            self.transport
                .call(request)
                .await
                .map_err(|unreachable| match unreachable {
                    Unreachable::Lost => ApiError::Offline,
                    Unreachable::TimedOut => ApiError::TimedOut,
                })?;
        let status = response.status();
        if status.is_success() {
            return Ok(response.into_body());
        }
        Err(ApiError::from_answer(status, response.body()))
    }
}

/// The request, as one that does nothing twice however often it is sent.
fn keyed(mut request: Request<Vec<u8>>, key: &IdempotencyKey) -> Request<Vec<u8>> {
    if let Ok(key) = HeaderValue::from_str(key.as_str()) {
        request.headers_mut().insert(KEY_HEADER, key);
    }
    request
}
