//! Who is signed in.

use aftercare_domain::{
    access::Scope,
    id::{ConsumerId, MerchantId, StoreId},
    party::{Party, Position, Role},
};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::caller::Caller;

/// The caller, as they are known here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Me {
    /// The name by which they sign in; for others, what tells them apart.
    username: String,
    /// The name that others see.
    name: String,
    party: Party,
    positions: Vec<Position>,
    #[serde(skip_serializing_if = "Option::is_none")]
    merchant_id: Option<MerchantId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    consumer_id: Option<ConsumerId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    store_id: Option<StoreId>,
    /// What a token may be used for; people have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    scopes: Option<Vec<Scope>>,
}

/// Who calls.
#[utoipa::path(get, path = "/api/v1/me", tag = "access", responses(
    (status = 200, description = "The caller", body = Me),
    (status = 401, description = "Nobody is signed in"),
))]
pub(super) async fn get_me(caller: Caller) -> Json<Me> {
    let username = caller.actor.username.as_ref().map_or_else(|| caller.id.clone(), ToString::to_string);
    let mut me = Me {
        username,
        name: caller.actor.name.clone(),
        party: caller.actor.party(),
        positions: Vec::new(),
        merchant_id: None,
        consumer_id: None,
        store_id: None,
        scopes: caller.scopes.map(|scopes| scopes.into_iter().collect()),
    };
    match caller.actor.role {
        Role::Consumer { consumer } => me.consumer_id = Some(consumer),
        Role::Merchant { merchant, positions } => {
            me.merchant_id = Some(merchant);
            me.positions = positions.into_iter().collect();
        }
        Role::Store { store, .. } => me.store_id = Some(store),
        Role::ApiClient { merchant } => me.merchant_id = merchant,
        Role::Operator | Role::ReturnCentre | Role::System { .. } => {}
    }
    Json(me)
}
