//! The document of the API, and a page to read it that loads nothing from elsewhere.

use axum::Router;
use utoipa::openapi::{
    ContactBuilder, Info, OpenApi,
    security::{
        ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
    },
    tag::TagBuilder,
};
use utoipa_swagger_ui::SwaggerUi;

use super::layers::headers;
use crate::context::Context;

mod every_call;

/// The OpenAPI document, complete and in a stable order: what the router collected of its handlers, and what holds for all.
pub(super) fn document(mut document: OpenApi) -> OpenApi {
    document.info = Info::builder()
        .title("Aftercare 售后服务平台")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "After-sales service orders: apply, review, receive, inspect, handle, refund. Errors are problem documents \
             (RFC 9457) in the language of `Accept-Language`; a POST that changes something can be sent again under the \
             same `Idempotency-Key`, with its fields in any order. A query parameter without a value (`?q=`) counts as \
             not given, as a form in a page sends what was left empty; but one that is true or false has to say which, and \
             none stands twice. The names in an object are unique. Who asks too often is answered 429, with `Retry-After`. \
             R-REV-3 and the like are the ids of the rules by which the product works.",
        ))
        .contact(Some(ContactBuilder::new().name(Some("Aftercare")).build()))
        .build();
    document.tags = Some(
        [
            ("access", "Who comes in: sessions, tokens, consumer links"),
            ("service orders", "Applying, looking, and giving commands"),
            ("orders", "Orders of the marketplace"),
            ("addresses", "Where goods go back to"),
            ("refunds", "Money on its way back"),
            (
                "notifications",
                "What staff are told, and the robots of their group chats",
            ),
            ("reference", "Reasons, carriers, the workflow"),
            ("events", "What changes, as it changes"),
            ("sandbox", "The clock of a demo server"),
            ("operation", "Health, readiness, metrics"),
        ]
        .into_iter()
        .map(|(name, description)| {
            TagBuilder::new()
                .name(name)
                .description(Some(description))
                .build()
        })
        .collect(),
    );
    every_call::describe(&mut document);
    let components = document.components.get_or_insert_default();
    components.add_security_scheme(
        "token",
        SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()),
    );
    components.add_security_scheme(
        "session",
        SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("aftercare_session"))),
    );
    document.security = Some(vec![
        SecurityRequirement::new("token", Vec::<String>::new()),
        SecurityRequirement::new("session", Vec::<String>::new()),
    ]);
    document
}

/// `/api/openapi.json`, and `/api/docs` to read it.
pub(super) fn routes(document: OpenApi) -> Router<Context> {
    let page = SwaggerUi::new("/api/docs").url("/api/openapi.json", self::document(document));
    // The page styles itself inline; its scripts are files of ours.
    Router::<Context>::from(page).layer(headers::impose(
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
         connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ))
}
