//! Who is signed in.

use std::collections::BTreeSet;

use aftercare_domain::{id::Username, party::Role, view::Me};
use axum::Json;

use super::caller::Caller;

/// Who calls.
#[utoipa::path(get, path = "/api/v1/me", tag = "access", responses(
    (status = 200, description = "The caller", body = Me),
    (status = 401, description = "Nobody is signed in"),
))]
pub(super) async fn get_me(caller: Caller) -> Json<Me> {
    let mut me = Me {
        username: caller.actor.username.clone(),
        name: caller.actor.name.clone(),
        party: caller.actor.party(),
        positions: BTreeSet::new(),
        merchant_id: None,
        consumer_id: None,
        store_id: None,
    };
    match caller.actor.role {
        Role::Consumer { consumer } => {
            // Who came by a link has no name to sign in with: their id tells them apart as well.
            me.username = me
                .username
                .or_else(|| Username::parse(consumer.as_str()).ok());
            me.consumer_id = Some(consumer);
        }
        Role::Merchant {
            merchant,
            positions,
        } => {
            me.merchant_id = Some(merchant);
            me.positions = positions;
        }
        Role::Store { store, .. } => me.store_id = Some(store),
        Role::ApiClient { merchant } => me.merchant_id = merchant,
        Role::Operator | Role::ReturnCentre | Role::System { .. } => {}
    }
    Json(me)
}
