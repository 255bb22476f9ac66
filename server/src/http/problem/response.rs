//! Problems on their way out: put into words last, as a document or as a page.

use aftercare_app::request::{
    context::{LANGUAGE_COOKIE, cookie_of},
    language::Language,
};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::Value;

use super::Problem;

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status();
        response.extensions_mut().insert(self);
        response
    }
}

/// The language that a caller asks for.
pub fn language(headers: &HeaderMap) -> Language {
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|wanted| wanted.to_str().ok())
        .map_or_else(Language::default, Language::from_accept_language)
}

/// Puts problems into words, in the language that the caller asks for; a browser that opens a page gets a page. The
/// last thing that happens to a response.
pub async fn put_into_words(request: Request, next: Next) -> Response {
    let (language, wants_page) = preferences(request.headers());
    let is_read = request.method() == Method::GET;
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else {
        return response;
    };
    let document = problem.document(language);
    let (content_type, body) = if wants_page {
        {
            let again = is_read && problem.retry_after_seconds.is_some();
            ("text/html; charset=utf-8", page(&document, language, again))
        }
    } else {
        ("application/problem+json", document.to_string())
    };
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts
        .headers
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    set_headers(&mut parts.headers, &problem, language);
    Response::from_parts(parts, Body::from(body))
}

/// The language that a caller reads, and whether it is a page that they read: pages are in the language that their visitor chose.
fn preferences(headers: &HeaderMap) -> (Language, bool) {
    let accepted = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    let wants_page = accepted.is_some_and(|accepted| accepted.contains("text/html"));
    let chosen = cookie_of(headers, LANGUAGE_COOKIE)
        .filter(|_| wants_page)
        .and_then(|tag| Language::from_tag(&tag));
    (chosen.unwrap_or_else(|| language(headers)), wants_page)
}

/// A problem for somebody who opened a page: a title, what happened, and the way home; where waiting helps, the way to the same
/// page comes first.
fn page(document: &Value, language: Language, again: bool) -> String {
    let text = |name: &str| {
        escape(
            document
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default(),
        )
    };
    let (title, detail) = (text("title"), text("detail"));
    let (retry, home) = match language {
        Language::Chinese => ("重试", "返回首页"),
        Language::English => ("Try again", "Back to the front page"),
    };
    let again = if again {
        format!("<a href=\"\">{retry}</a> · ")
    } else {
        String::new()
    };
    format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <style>:root{{color-scheme:light dark}}body{{font:1rem/1.6 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}}</style>\
         </head><body><main><h1>{title}</h1><p>{detail}</p><p>{again}<a href=\"/\">{home}</a></p></main></body></html>",
        language.tag(),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn set_headers(headers: &mut HeaderMap, problem: &Problem, language: Language) {
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.tag()),
    );
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = problem.retry_after_seconds {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if problem.status() == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn who_has_to_wait_is_led_back_to_the_same_page() {
        let document = json!({"title": "<x>", "detail": "y"});
        let again = page(&document, Language::English, true);
        assert!(again.contains("<a href=\"\">Try again</a>") && again.contains("&lt;x&gt;"));
        assert!(!page(&document, Language::English, false).contains("Try again"));
    }
}
