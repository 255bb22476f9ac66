//! How a page that is being rendered reaches the API: through the same router as everybody, without the network.

use aftercare_app::api::transport::{Answer, Transport, Unreachable};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, HeaderValue, Request, Response},
};
use tower::ServiceExt as _;

/// No answer of the API is longer.
const ANSWER_LIMIT_BYTES: usize = 16 * 1024 * 1024;

/// Says who the visitor is.
const VISITOR: &[&str] = &["cookie"];
/// Says who the visitor is, and that they come from a page of ours: what changes something is asked for by those alone.
const VISITOR_AND_ORIGIN: &[&str] = &["cookie", "host", "origin", "sec-fetch-site", "referer"];

/// Calls the API's router as the visitor: what a page may show, and what a form may do, is decided where it always is.
pub(super) struct InProcess {
    api: Router,
    headers: Vec<(&'static str, HeaderValue)>,
}

impl InProcess {
    /// For the page of whoever sent a request with these headers.
    pub(super) fn of_visitor(api: Router, headers: &HeaderMap) -> Self {
        Self::passing_on(VISITOR, api, headers)
    }

    /// For the form of whoever sent it with these headers.
    pub(super) fn of_form(api: Router, headers: &HeaderMap) -> Self {
        Self::passing_on(VISITOR_AND_ORIGIN, api, headers)
    }

    fn passing_on(names: &[&'static str], api: Router, headers: &HeaderMap) -> Self {
        let headers = names
            .iter()
            .filter_map(|&name| Some((name, headers.get(name)?.clone())))
            .collect();
        Self { api, headers }
    }
}

impl Transport for InProcess {
    fn call(&self, request: Request<Vec<u8>>) -> Answer {
        let api = self.api.clone();
        let headers = self.headers.clone();
        Box::pin(async move {
            let mut request = request.map(Body::from);
            for (name, value) in headers {
                request.headers_mut().insert(name, value);
            }
            let Ok(response) = api.oneshot(request).await;
            let (head, body) = response.into_parts();
            let body = to_bytes(body, ANSWER_LIMIT_BYTES)
                .await
                .map_err(|_| Unreachable::Lost)?;
            Ok(Response::from_parts(head, body.into()))
        })
    }
}
