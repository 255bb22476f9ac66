//! Where a merchant's goods go back to (R-ADR-1).

use aftercare_domain::{
    form::{FieldError, Violation},
    people::party::{Actor, Authority},
    values::{
        address::{AddressOwnerQuery, AddressQuery, AddressSlot, Consignee},
        id::{MerchantId, Spu},
        page::Page,
        service::AddressPurpose,
    },
};
use axum::{Json, extract::State};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        body,
        caller::Caller,
        path::{PathPair, check_seen},
        permission::{May, ReadAddresses, WriteAddresses},
        query::Query,
    },
    problem::{Code, Problem},
};
use crate::{
    context::Context,
    service::basic_data::addresses::{self, AddressView},
};

/// The routes of addresses.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list_addresses))
        .routes(routes!(put_default_address))
        .routes(routes!(put_address))
}

/// A merchant's addresses, by product; the default address comes first.
#[utoipa::path(get, path = "/api/v1/addresses", tag = "addresses", params(AddressQuery), responses(
    (status = 200, description = "A page of the addresses", body = Page<AddressView>),
    (status = 404, description = "They are another merchant's"),
))]
async fn list_addresses(
    State(context): State<Context>,
    may: May<ReadAddresses>,
    Query(query): Query<AddressQuery>,
) -> Result<Json<Page<AddressView>>, Problem> {
    let merchant = merchant_of(&may.actor, query.merchant.clone())?;
    Ok(Json(addresses::list(&context, &merchant, &query).await?))
}

/// Set a product's address for a purpose.
#[utoipa::path(put, path = "/api/v1/addresses/{spu}/{purpose}", tag = "addresses", params(
    ("spu" = String, Path,),
    ("purpose" = AddressPurpose, Path,),
    AddressOwnerQuery,
), request_body = Consignee, responses((status = 200, description = "The default address as it is now", body = AddressView)))]
async fn put_address(
    State(context): State<Context>,
    may: May<WriteAddresses>,
    PathPair(spu, purpose): PathPair<Spu, AddressPurpose>,
    Query(query): Query<AddressOwnerQuery>,
    body::Json(consignee): body::Json<Consignee>,
) -> Result<Json<AddressView>, Problem> {
    check_seen("spu", spu.as_str())?;
    put(
        &context,
        may.caller,
        query,
        AddressSlot::Product(spu, purpose),
        consignee,
    )
    .await
}

/// Set the address for goods whose product has none.
#[utoipa::path(put, path = "/api/v1/addresses/default", tag = "addresses", params(AddressOwnerQuery), request_body = Consignee, responses(
    (status = 200, description = "The address as it is now", body = AddressView),
    (status = 404, description = "It would be another merchant's"),
))]
async fn put_default_address(
    State(context): State<Context>,
    may: May<WriteAddresses>,
    Query(query): Query<AddressOwnerQuery>,
    body::Json(consignee): body::Json<Consignee>,
) -> Result<Json<AddressView>, Problem> {
    put(&context, may.caller, query, AddressSlot::Default, consignee).await
}

async fn put(
    context: &Context,
    caller: Caller,
    query: AddressOwnerQuery,
    place: AddressSlot,
    consignee: Consignee,
) -> Result<Json<AddressView>, Problem> {
    let merchant = merchant_of(&caller.actor, query.merchant)?;
    Ok(Json(
        addresses::put(context, caller.actor.name, merchant, place, consignee).await?,
    ))
}

/// The merchant that is meant: an operator says which, everybody else means their own.
fn merchant_of(actor: &Actor, named: Option<MerchantId>) -> Result<MerchantId, Problem> {
    match (actor.authority(), named) {
        (Authority::Merchant(own, _), None) => Ok(own.clone()),
        (Authority::Merchant(own, _), Some(named)) if *own == named => Ok(named),
        (Authority::Merchant(..), Some(_)) => Err(Problem::not_found()),
        (Authority::Operator, Some(named)) => Ok(named),
        (Authority::Operator, None) => Err(Problem::invalid(&[Violation::new(
            "merchant",
            FieldError::Required {},
        )])),
        (
            Authority::Consumer(..)
            | Authority::Store(_)
            | Authority::ReturnCentre
            | Authority::System,
            _,
        ) => Err(Problem::new(Code::Forbidden)),
    }
}
