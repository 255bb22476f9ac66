//! The typed client of `/api/v1`: one function a call.
//!
//! In the browser a call is a fetch; while the server renders, the same call goes to its router in process
//! ([`transport`]). There is no other way to data.

pub mod error;
mod notifications;
mod orders;
mod refunds;
pub mod resource;
pub mod retry;
mod security_events;
mod service_orders;
pub mod session;
mod teamwork;
pub mod transport;
mod work_lists;

#[cfg(feature = "hydrate")]
pub mod patience;

use std::sync::Arc;

use serde::{Serialize, de::DeserializeOwned};

use self::transport::{ApiCall, IdempotencyKey, Method, Transport, Unreachable};
pub use self::{
    error::{ApiError, ProblemDocument},
    notifications::NEWEST as NEWEST_NOTIFICATIONS,
    work_lists::{BatchCommandResult, batch_entry},
};
use crate::{
    json,
    request::{context::PageContext, language::Language},
};

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
            language: PageContext::current().language,
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
        let body = self.answer(self.call(Method::Get, path, None)).await?;
        json::decode(&body).map_err(|_| ApiError::Malformed)
    }

    async fn post<B: Serialize, T: DeserializeOwned>(
        &self,
        path: &str,
        body: &B,
        key: &IdempotencyKey,
    ) -> Result<T, ApiError> {
        let body = serde_json::to_vec(body).map_err(|_| ApiError::Malformed)?;
        let call = self.call(Method::Post, path, Some(body));
        let answer = self.answer(keyed(call, key)).await?;
        json::decode(&answer).map_err(|_| ApiError::Malformed)
    }

    async fn put<B: Serialize, T: DeserializeOwned>(
        &self,
        path: &str,
        body: &B,
    ) -> Result<T, ApiError> {
        let body = serde_json::to_vec(body).map_err(|_| ApiError::Malformed)?;
        let answer = self
            .answer(self.call(Method::Put, path, Some(body)))
            .await?;
        json::decode(&answer).map_err(|_| ApiError::Malformed)
    }

    async fn delete(&self, path: &str) -> Result<(), ApiError> {
        self.answer(self.call(Method::Delete, path, None))
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
        let call = self.call(method, path, body);
        self.answer(keyed(call, key)).await.map(drop)
    }

    async fn post_for_file<B: Serialize>(&self, path: &str, body: &B) -> Result<Vec<u8>, ApiError> {
        let body = serde_json::to_vec(body).map_err(|_| ApiError::Malformed)?;
        self.answer(self.call(Method::Post, path, Some(body))).await
    }

    async fn post_for_nothing<B: Serialize>(&self, path: &str, body: &B) -> Result<(), ApiError> {
        self.post_for_file(path, body).await.map(drop)
    }

    fn call(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> ApiCall {
        ApiCall {
            method,
            path: format!("/api/v1{path}"),
            language: self.language,
            key: None,
            body,
        }
    }

    async fn answer(&self, call: ApiCall) -> Result<Vec<u8>, ApiError> {
        let reply = self
            .transport
            .call(call)
            .await
            .map_err(|unreachable| match unreachable {
                Unreachable::Lost => ApiError::Offline,
                Unreachable::TimedOut => ApiError::TimedOut,
            })?;
        if (200..300).contains(&reply.status) {
            return Ok(reply.body);
        }
        Err(ApiError::from_answer(reply.status, &reply.body))
    }
}

/// The call, as one that does nothing twice however often it is sent.
fn keyed(call: ApiCall, key: &IdempotencyKey) -> ApiCall {
    ApiCall {
        key: Some(key.clone()),
        ..call
    }
}
