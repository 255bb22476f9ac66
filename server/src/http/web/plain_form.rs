//! Forms of the consumer's pages where no script runs: posted to the page's own address, done by the same calls of the
//! API, answered with where to go, or with the page again and what is wrong.

use std::{fmt::Write as _, sync::Arc};

use aftercare_app::{
    api::{Api, transport::IdempotencyKey},
    form::{
        submission::FormSubmission,
        without_script::{self, FormResponse, RejectedForm},
    },
    request::{context::PageContext, query::QueryString},
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use sha2::{Digest as _, Sha256};

use super::{PageRenderer, in_process::InProcess};
use crate::{
    context::Context,
    http::{
        extract::body::is_too_slow,
        layers::head::check_parameters,
        problem::{Code, Problem},
    },
};

/// The result of a posted form.
pub(super) enum FormOutcome {
    /// It is answered.
    Answered(Response),
    /// Its page is shown again, for this request.
    ShownAgain(Box<Request>, RejectedForm),
}

impl PageRenderer {
    /// Submits a form that was posted to the address of its page.
    pub(super) async fn submit_form(&self, request: Request) -> FormOutcome {
        let (mut head, PostedForm { body, pairs }) = match form_of(request, &self.context).await {
            Ok(form) => form,
            Err(problem) => return FormOutcome::Answered(problem.into_response()),
        };
        let path = head.uri.path().to_owned();
        let Some(submission) = submission(&path, &pairs) else {
            // A form of another version of the page: the page as it is now has one that works.
            return FormOutcome::Answered(go_to(&path));
        };
        let visit = PageContext::from_headers(&head.headers, self.context.clock.now());
        let transport = InProcess::of_form(self.api.clone(), &head);
        let api = Api::by(Arc::new(transport), visit.language);
        let key = key(&head.headers, &path, &body);
        match without_script::submit(&api, &submission, &pairs, &key).await {
            FormResponse::GoTo(path) => FormOutcome::Answered(go_to(&path)),
            FormResponse::ShowAgain(returned) => {
                head.method = Method::GET;
                let again = Request::from_parts(head, Body::empty());
                FormOutcome::ShownAgain(Box::new(again), returned)
            }
        }
    }
}

/// A form as a browser posts it.
pub(super) struct PostedForm {
    body: Bytes,
    pairs: Vec<(String, String)>,
}

impl PostedForm {
    /// Its fields as a query string.
    pub(super) fn as_query(&self) -> String {
        let pairs = self.pairs.iter().cloned();
        let query = pairs.fold(QueryString::new(), |query, (name, text)| {
            query.with(name, text)
        });
        query.to_string()
    }

    /// The value of a field.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let pair = self.pairs.iter().find(|(own, _)| own == name);
        pair.map(|(_, text)| text.as_str())
    }
}

/// Reads the form that a request brings.
pub(super) async fn form_of(
    request: Request,
    context: &Context,
) -> Result<(Parts, PostedForm), Problem> {
    let (head, body) = request.into_parts();
    if !is_form(&head.headers) {
        return Err(Problem::new(Code::UnsupportedMediaType)
            .param("expected", "application/x-www-form-urlencoded"));
    }
    let limit_bytes = context.config.limits.body_bytes;
    let body = to_bytes(body, limit_bytes).await.map_err(|error| {
        if is_too_slow(&error) {
            Problem::new(Code::TooSlow)
        } else {
            Problem::new(Code::TooLarge).param("limit_bytes", limit_bytes)
        }
    })?;
    let pairs = url::form_urlencoded::parse(&body);
    check_parameters(pairs.count(), &context.config.limits)?;
    let pairs = pairs.into_owned().collect();
    Ok((head, PostedForm { body, pairs }))
}

fn is_form(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    content_type.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

/// What a form at the address of a page asks for.
fn submission(path: &str, pairs: &[(String, String)]) -> Option<FormSubmission> {
    let segments: Vec<String> = path
        .split('/')
        .skip(1)
        .map(|segment| {
            percent_encoding::percent_decode_str(segment)
                .decode_utf8_lossy()
                .into_owned()
        })
        .collect();
    let names: Vec<&str> = segments.iter().map(String::as_str).collect();
    match names.as_slice() {
        ["my", "apply", order, line] => Some(FormSubmission::of_application(
            (*order).to_owned(),
            (*line).to_owned(),
        )),
        ["my", "service-orders", number] => {
            FormSubmission::of_service_order((*number).to_owned(), pairs)
        }
        _ => None,
    }
}

/// What makes a form that is sent twice the same submission: who sends it, from which page, with what in it. The page
/// says in a hidden field when it was made.
fn key(headers: &HeaderMap, path: &str, body: &[u8]) -> IdempotencyKey {
    let mut digest = Sha256::new();
    for part in [
        headers
            .get(header::COOKIE)
            .map(HeaderValue::as_bytes)
            .unwrap_or_default(),
        path.as_bytes(),
        body,
    ] {
        digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(part);
    }
    let mut text = String::from("form-");
    for byte in digest.finalize().iter().take(16) {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
    }
    IdempotencyKey::of_form(text)
}

/// On to another page, which is then asked for with GET.
fn go_to(path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(location) = HeaderValue::from_str(path) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

#[cfg(test)]
mod tests {
    use aftercare_domain::service_order::CommandType;

    use super::*;

    #[test]
    fn a_form_is_read_by_the_address_of_its_page() {
        let pairs = [("type", "cancel"), ("expected_version", "3")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(
            submission("/my/apply/A%2F1/2", &[]),
            Some(FormSubmission::of_application(
                "A/1".to_owned(),
                "2".to_owned()
            ))
        );
        assert_eq!(
            submission("/my/service-orders/26112300000012", &pairs),
            Some(FormSubmission::Command {
                number: "26112300000012".to_owned(),
                command: CommandType::Cancel,
                expected_version: 3,
            })
        );
        assert_eq!(submission("/my/service-orders/26112300000012", &[]), None);
        assert_eq!(submission("/my/orders", &pairs), None);
    }

    #[test]
    fn the_same_form_has_the_same_key_and_another_has_another() {
        let of = |body: &str| key(&HeaderMap::new(), "/my/apply/1/1", body.as_bytes());
        assert_eq!(of("a=1"), of("a=1"));
        assert_ne!(of("a=1"), of("a=2"));
    }
}
