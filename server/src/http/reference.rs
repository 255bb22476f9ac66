//! What forms and integrators choose from, and the workflow itself: published, the same for everybody.

use aftercare_app::request::language::Language;
use aftercare_domain::{
    service_order::{
        reason::{
            AbnormalReason, ApplyReason, ReasonQuery, ReasonUse, ReasonView, RejectReason,
            RevealReason,
        },
        workflow::{mermaid, workflow},
    },
    values::carrier::{Carrier, CarrierView},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{extract::query::Query, problem::language};
use crate::context::Context;

/// The routes of reference data.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list_reasons))
        .routes(routes!(list_carriers))
        .routes(routes!(get_workflow))
}

/// The reasons that can be given, in the caller's language.
#[utoipa::path(get, path = "/api/v1/reasons", tag = "reference", security(()), params(ReasonQuery), responses((status = 200, description = "The reasons for that use", body = Vec<ReasonView>)))]
async fn list_reasons(
    Query(query): Query<ReasonQuery>,
    headers: HeaderMap,
) -> Json<Vec<ReasonView>> {
    let language = language(&headers);
    let reasons = query
        .given_for
        .reasons()
        .into_iter()
        .map(|facts| ReasonView {
            code: facts.code.to_owned(),
            text: reason_text(language, query.given_for, facts.code).to_owned(),
            evidence_required: facts.evidence_required,
            remark_required: facts.remark_required,
        });
    Json(reasons.collect())
}

fn reason_text(language: Language, given_for: ReasonUse, code: &'static str) -> &'static str {
    let words = language.words();
    let text = match given_for {
        ReasonUse::Apply => ApplyReason::parse(code).map(|reason| words.apply_reason(reason)),
        ReasonUse::Reject => RejectReason::parse(code).map(|reason| words.reject_reason(reason)),
        ReasonUse::Abnormal => {
            AbnormalReason::parse(code).map(|reason| words.abnormal_reason(reason))
        }
        ReasonUse::Reveal => RevealReason::parse(code).map(|reason| words.reveal_reason(reason)),
    };
    text.unwrap_or(code)
}

/// The carriers, in the caller's language.
#[utoipa::path(get, path = "/api/v1/carriers", tag = "reference", security(()), responses(
    (status = 200, description = "The carriers, with the patterns of their tracking numbers", body = Vec<CarrierView>),
))]
async fn list_carriers(headers: HeaderMap) -> Json<Vec<CarrierView>> {
    let words = language(&headers).words();
    let carriers = Carrier::ALL.iter().map(|&carrier| CarrierView {
        code: carrier.name().to_owned(),
        name: words.carrier(carrier).to_owned(),
        tracking_pattern: carrier.tracking_pattern(),
        kuaidi100_code: carrier.kuaidi100_code().to_owned(),
        kdniao_code: carrier.kdniao_code().to_owned(),
    });
    Json(carriers.collect())
}

/// The workflow as it is enforced; with `Accept: text/vnd.mermaid` as a diagram.
#[utoipa::path(get, path = "/api/v1/workflow", tag = "reference", security(()), responses(
    (status = 200, description = "Nodes, commands, who may, timers, ends", content(
        (Object = "application/json"), (String = "text/vnd.mermaid"),
    )),
))]
async fn get_workflow(State(context): State<Context>, headers: HeaderMap) -> Response {
    const DIAGRAM: &str = "text/vnd.mermaid";
    let wants_diagram = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains(DIAGRAM));
    let mut response = if wants_diagram {
        ([(header::CONTENT_TYPE, DIAGRAM)], mermaid()).into_response()
    } else {
        Json(workflow(&context.policy.now())).into_response()
    };
    response
        .headers_mut()
        .insert(header::VARY, header::HeaderValue::from_static("accept"));
    response
}
