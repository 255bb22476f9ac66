//! Tokens for integrators.

use aftercare_domain::{
    people::{
        access::{TokenQuery, TokenRequest, TokenView},
        party::Authority,
        security_event::SecurityEventKind,
    },
    values::{id::MerchantId, page::Page},
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
        path::{Id, Path},
        permission::{ManageTokens, May},
        query::Query,
    },
    problem::{Code, Problem},
};
use crate::{
    context::Context,
    memory::security_log::Note,
    service::{
        access::tokens::{self, TokenMaker, TokenRefusal},
        audit::security_log,
    },
};

/// The routes of tokens.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(create_token, list_tokens))
        .routes(routes!(delete_token))
}

/// Make a token. The token itself is in this answer, and never shown again.
#[utoipa::path(post, path = "/api/v1/tokens", tag = "access", request_body = TokenRequest, responses(
    (status = 201, description = "The token, which is shown this once", body = TokenView),
    (status = 403, description = "An owner makes tokens for their own merchant, an operator for all"),
    (status = 409, description = "As many tokens are in force as may be"),
))]
async fn create_token(
    State(context): State<Context>,
    may: May<ManageTokens>,
    headers: HeaderMap,
    once: Idempotent<TokenRequest>,
) -> Result<(StatusCode, Json<TokenView>), Problem> {
    let proof =
        caller::proof(&context, &headers).ok_or_else(|| Problem::new(Code::Unauthenticated))?;
    let mut form = once.form;
    match (own_merchant(&may), &form.merchant_id) {
        (Some(own), Some(other)) if own != *other => return Err(Problem::new(Code::Forbidden)),
        (Some(own), _) => {
            let of_operators = form
                .scopes
                .iter()
                .find(|scope| scope.is_given_by_operators());
            if let Some(scope) = of_operators {
                return Err(Problem::new(Code::ScopeOfOperators).param("scope", scope.name()));
            }
            form.merchant_id = Some(own);
        }
        (None, _) => {}
    }
    let making = TokenMaker {
        created_by: may.caller.id,
        proof,
        call: once.request,
    };
    let view = tokens::add(&context, form, making).await?;
    security_log::note(Note::of(SecurityEventKind::TokenMade).about(&view.id));
    Ok((StatusCode::CREATED, Json(view)))
}

/// The tokens that there are, without their secrets: those in force first, then the newest.
#[utoipa::path(get, path = "/api/v1/tokens", tag = "access", params(TokenQuery), responses(
    (status = 200, description = "A page of the tokens, without the tokens themselves", body = Page<TokenView>),
))]
async fn list_tokens(
    State(context): State<Context>,
    may: May<ManageTokens>,
    Query(query): Query<TokenQuery>,
) -> Result<Json<Page<TokenView>>, Problem> {
    let own = own_merchant(&may);
    Ok(Json(tokens::list(&context, own.as_ref(), &query).await?))
}

/// Take a token back: from then on nobody is let in with it.
#[utoipa::path(delete, path = "/api/v1/tokens/{id}", tag = "access", params(("id" = String, Path,)), responses(
    (status = 204, description = "The token is taken back"),
    (status = 404, description = "There is no such token, or it is another merchant's"),
))]
async fn delete_token(
    State(context): State<Context>,
    may: May<ManageTokens>,
    Path(Id(id)): Path<Id>,
) -> Result<StatusCode, Problem> {
    if tokens::revoke(&context, id.clone(), own_merchant(&may)).await? {
        security_log::note(Note::of(SecurityEventKind::TokenRevoked).about(&id));
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::not_found())
    }
}

/// The merchant to whose tokens the caller is confined; an operator is not.
fn own_merchant(may: &May<ManageTokens>) -> Option<MerchantId> {
    match may.actor.authority() {
        Authority::Merchant(merchant, _) => Some(merchant.clone()),
        Authority::Consumer(..)
        | Authority::Store(_)
        | Authority::Operator
        | Authority::ReturnCentre
        | Authority::System => None,
    }
}

impl From<TokenRefusal> for Problem {
    fn from(refusal: TokenRefusal) -> Self {
        match refusal {
            TokenRefusal::TooMany { most } => Self::new(Code::TooManyTokens).param("most", most),
        }
    }
}
