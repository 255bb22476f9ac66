//! Notes for the security log what requests do, and that they were refused.

use aftercare_domain::people::security_event::SecurityEventKind;
use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::Response,
};

use super::request_id::RequestId;
use crate::{
    context::Context,
    http::{
        extract::peer::Peer,
        problem::{Code, Problem},
    },
    memory::security_log::Note,
    service::audit::security_log::RequestNotes,
};

/// Answers a request, then passes on the security notes made meanwhile.
pub(in crate::http) async fn watch(
    State(context): State<Context>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let network = Peer::of(&parts, &context).network();
    let id = parts.extensions.get::<RequestId>();
    let id = id.map_or_else(String::new, |RequestId(id)| id.clone());
    let noting = RequestNotes::begin(id, network);
    parts.extensions.insert(noting.clone());
    let request = Request::from_parts(parts, body);
    let response = noting.during(next.run(request)).await;
    note_refusal(&noting, &response);
    noting.flush(&context);
    response
}

/// Answers a call that a page makes in process: it is the page's to note.
pub(in crate::http) async fn watch_in_process(request: Request, next: Next) -> Response {
    let Some(noting) = request.extensions().get::<RequestNotes>().cloned() else {
        return next.run(request).await;
    };
    let response = noting.during(next.run(request)).await;
    note_refusal(&noting, &response);
    response
}

fn note_refusal(noting: &RequestNotes, response: &Response) {
    let problem = response.extensions().get::<Problem>();
    let Some((kind, code)) = problem.and_then(|problem| Some((kind_of(problem)?, problem.code())))
    else {
        return;
    };
    noting.note(Note::of(kind).about(code));
}

/// What a refusal is; none where it concerns no security, or was noted where it was decided, as in signing in. That it is
/// another party's turn by the rules is everyday life.
fn kind_of(problem: &Problem) -> Option<SecurityEventKind> {
    let code = problem.listed()?;
    let is_beyond_limit = matches!(
        code.status(),
        StatusCode::TOO_MANY_REQUESTS
            | StatusCode::PAYLOAD_TOO_LARGE
            | StatusCode::URI_TOO_LONG
            | StatusCode::REQUEST_TIMEOUT
    ) || matches!(
        code,
        Code::SignInBusy | Code::TooManyParameters | Code::SearchNarrowed
    );
    if code == Code::TooManyRequests {
        None
    } else if code == Code::ForeignOrigin {
        Some(SecurityEventKind::ForeignOrigin)
    } else if is_beyond_limit {
        Some(SecurityEventKind::LimitHit)
    } else {
        (code.status() == StatusCode::FORBIDDEN).then_some(SecurityEventKind::Forbidden)
    }
}
