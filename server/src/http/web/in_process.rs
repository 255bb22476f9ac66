//! How a page that is being rendered reaches the API: through the same router as everybody, without the network.

use aftercare_app::api::transport::{ApiCall, Method, Reply, ReplyFuture, Transport, Unreachable};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{self, HeaderValue, Request, Uri, request::Parts},
};
use tower::ServiceExt as _;

use crate::{http::extract::rate::RequestCount, service::audit::security_log::RequestNotes};

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
    /// The page's own count, which its calls share.
    counting: Option<RequestCount>,
    /// What is noted while the page is made, as by these calls.
    noting: Option<RequestNotes>,
}

impl InProcess {
    /// For the page of whoever sent a request with this head.
    pub(super) fn of_visitor(api: Router, head: &Parts) -> Self {
        Self::passing_on(VISITOR, api, head)
    }

    /// For the form of whoever sent it with this head.
    pub(super) fn of_form(api: Router, head: &Parts) -> Self {
        Self::passing_on(VISITOR_AND_ORIGIN, api, head)
    }

    fn passing_on(names: &[&'static str], api: Router, head: &Parts) -> Self {
        let headers = names
            .iter()
            .filter_map(|&name| Some((name, head.headers.get(name)?.clone())))
            .collect();
        let counting = head.extensions.get().cloned();
        Self {
            api,
            headers,
            counting,
            noting: head.extensions.get().cloned(),
        }
    }
}

impl Transport for InProcess {
    fn call(&self, call: ApiCall) -> ReplyFuture {
        let api = self.api.clone();
        let mut request = request_of(call);
        for (name, value) in &self.headers {
            request.headers_mut().insert(*name, value.clone());
        }
        if let Some(counting) = &self.counting {
            request.extensions_mut().insert(counting.clone());
        }
        if let Some(noting) = &self.noting {
            request.extensions_mut().insert(noting.clone());
        }
        Box::pin(async move {
            let Ok(response) = api.oneshot(request).await;
            let status = response.status().as_u16();
            let body = to_bytes(response.into_body(), ANSWER_LIMIT_BYTES)
                .await
                .map_err(|_| Unreachable::Lost)?;
            Ok(Reply {
                status,
                body: body.into(),
            })
        })
    }
}

fn request_of(call: ApiCall) -> Request<Body> {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = match call.method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Delete => http::Method::DELETE,
    };
    // A path that is no URI can only come from a number typed into the address bar: it is not found.
    *request.uri_mut() = call
        .path
        .parse()
        .unwrap_or_else(|_| Uri::from_static("/api/v1/not-found"));
    for (name, value) in call.headers() {
        // A key that is no header can only come from a form that somebody else made: it is sent without.
        if let Ok(value) = HeaderValue::from_str(value) {
            request.headers_mut().insert(name, value);
        }
    }
    if let Some(body) = call.body {
        *request.body_mut() = body.into();
    }
    request
}
