//! How a page that is being rendered reaches the API: through the same router as everybody, without the network.

use aftercare_app::api::transport::{Answer, Transport, Unreachable};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, HeaderValue, Request, Response, header},
};
use tower::ServiceExt as _;

/// No answer of the API is longer.
const ANSWER_LIMIT_BYTES: usize = 16 * 1024 * 1024;

/// Calls the API's router with the visitor's cookie: what a page may show is decided where it always is.
pub(super) struct InProcess {
    api: Router,
    cookie: Option<HeaderValue>,
}

impl InProcess {
    /// For whoever sent a request with these headers.
    pub(super) fn of_visitor(api: Router, headers: &HeaderMap) -> Self {
        Self {
            api,
            cookie: headers.get(header::COOKIE).cloned(),
        }
    }
}

impl Transport for InProcess {
    fn call(&self, request: Request<Vec<u8>>) -> Answer {
        let api = self.api.clone();
        let cookie = self.cookie.clone();
        Box::pin(async move {
            let mut request = request.map(Body::from);
            if let Some(cookie) = cookie {
                request.headers_mut().insert(header::COOKIE, cookie);
            }
            let Ok(response) = api.oneshot(request).await;
            let (head, body) = response.into_parts();
            let body = to_bytes(body, ANSWER_LIMIT_BYTES)
                .await
                .map_err(|_| Unreachable)?;
            Ok(Response::from_parts(head, body.into()))
        })
    }
}
