//! The consumer's way in: a link that the order system asks for. The page to which it leads is [`super::web`]'s.

use aftercare_domain::people::{
    access::{ConsumerLinkRequest, ConsumerLinkView},
    party::LoggedActor,
    security_event::SecurityEventKind,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        caller,
        idempotency::Idempotent,
        peer::Peer,
        permission::{May, WriteLinks},
    },
    problem::{Code, Problem},
};
use crate::{
    context::Context,
    memory::security_log::Note,
    service::{
        access::consumer_links::{self, LinkRequester},
        audit::security_log,
    },
};

/// The routes of consumer links.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(create_consumer_link))
}

/// Ask for a link by which a consumer arrives, signed in: to one order, whose session sees and does what concerns that
/// order alone, or to all of their orders. It is good for a quarter of an hour, and for one use.
#[utoipa::path(post, path = "/api/v1/consumer-links", tag = "access", request_body = ConsumerLinkRequest, responses(
    (status = 201, description = "The link, which works once within a quarter of an hour", body = ConsumerLinkView),
    (status = 403, description = "For operators and the tokens of the platform"),
    (status = 404, description = "There is no such order, or no such consumer"),
))]
async fn create_consumer_link(
    State(context): State<Context>,
    may: May<WriteLinks>,
    peer: Peer,
    headers: HeaderMap,
    once: Idempotent<ConsumerLinkRequest>,
) -> Result<(StatusCode, Json<ConsumerLinkView>), Problem> {
    let proof =
        caller::proof(&context, &headers).ok_or_else(|| Problem::new(Code::Unauthenticated))?;
    let asking = LinkRequester {
        actor: LoggedActor::of(&may.actor),
        proof,
        network: peer.network(),
        call: once.request,
    };
    let order = once.form.order_number.as_ref().map(ToString::to_string);
    let link = consumer_links::issue(&context, once.form, asking).await?;
    let issued = Note::of(SecurityEventKind::LinkIssued);
    security_log::note(match order {
        Some(order) => issued.about(&order),
        None => issued,
    });
    Ok((StatusCode::CREATED, Json(link)))
}
