//! Which order, and which consumer, somebody means by a name. Numbers are unique within a merchant: the platform's stand as
//! they are, and what a merchant alone has told of begins with the merchant. So nobody takes a name of another's, or learns
//! from an answer that it is there (R-ORD-1).

use aftercare_domain::{
    form::Violation,
    order::{Order, own_names::possible_owners, telling::Teller},
    people::party::{Actor, Authority},
    service_order::Apply,
    values::id::{ConsumerId, MerchantId, OrderNumber},
};

use super::{Error, OrderRefusal};
use crate::{
    context::Context,
    db::{self, Connection, DbError},
};

/// The number under which the order is kept that somebody calls so.
pub async fn kept_number(
    context: &Context,
    actor: &Actor,
    number: OrderNumber,
) -> Result<OrderNumber, DbError> {
    match actor.authority() {
        Authority::Merchant(merchant, _) => {
            let mut reader = context.db.reader().await?;
            of_merchant(&mut reader, merchant, number).await
        }
        Authority::Consumer(..)
        | Authority::Store(_)
        | Authority::Operator
        | Authority::ReturnCentre
        | Authority::System => Ok(number),
    }
}

/// An application with the names under which its order and its consumer are kept.
pub async fn kept_names(
    context: &Context,
    actor: &Actor,
    mut apply: Apply,
) -> Result<Apply, DbError> {
    let Authority::Merchant(merchant, _) = actor.authority() else {
        return Ok(apply);
    };
    let mut reader = context.db.reader().await?;
    apply.order_number = of_merchant(&mut reader, merchant, apply.order_number).await?;
    let named = apply.on_behalf_of.as_ref();
    if let Some(own) = named.and_then(|consumer| consumer.owned_by(merchant).ok()) {
        let parties = db::orders::parties_of(&mut reader, &apply.order_number).await?;
        if parties.is_some_and(|(seller, buyer)| seller == *merchant && buyer == own) {
            apply.on_behalf_of = Some(own);
        }
    }
    Ok(apply)
}

/// The number under which an order is kept that a merchant calls so: what the platform told of it, else its own.
async fn of_merchant(
    connection: &mut Connection,
    merchant: &MerchantId,
    number: OrderNumber,
) -> Result<OrderNumber, DbError> {
    if is_of(connection, &number, merchant).await? {
        return Ok(number);
    }
    // A number that is too long to be its own is nobody's of its.
    Ok(number.owned_by(merchant).unwrap_or(number))
}

async fn is_of(
    connection: &mut Connection,
    number: &OrderNumber,
    merchant: &MerchantId,
) -> Result<bool, DbError> {
    let parties = db::orders::parties_of(connection, number).await?;
    Ok(parties.is_some_and(|(seller, _)| seller == *merchant))
}

/// The number under which an order is kept that is told as this one.
pub(super) async fn number_for(
    connection: &mut Connection,
    teller: Teller<'_>,
    number: OrderNumber,
    order: &Order,
) -> Result<OrderNumber, Error> {
    let merchant = &order.merchant_id;
    if is_of(connection, &number, merchant).await? {
        return Ok(number);
    }
    let owned = number.owned_by(merchant);
    let kept = match teller {
        Teller::Merchant(_) => owned.map_err(|fault| Violation::new("order_number", fault))?,
        Teller::Platform => match owned {
            Ok(owned) if is_of(connection, &owned, merchant).await? => owned,
            Ok(_) | Err(_) => number,
        },
    };
    check_owner(connection, kept.as_str(), merchant).await?;
    Ok(kept)
}

/// The consumer whom an order names: to a merchant, whom the platform told it of, and otherwise somebody of its own.
pub(super) async fn consumer_for(
    connection: &mut Connection,
    teller: Teller<'_>,
    before: Option<&Order>,
    order: &Order,
) -> Result<ConsumerId, Error> {
    let (consumer, merchant) = (&order.consumer_id, &order.merchant_id);
    let kept = match teller {
        Teller::Platform => consumer.clone(),
        Teller::Merchant(_) => {
            let owned = consumer
                .owned_by(merchant)
                .map_err(|fault| Violation::new("consumer_id", fault))?;
            let was = before.map(|before| &before.consumer_id);
            if was == Some(&owned) {
                return Ok(owned);
            }
            let is_known = was == Some(consumer)
                || db::orders::is_consumer_of(connection, consumer, merchant).await?;
            if is_known { consumer.clone() } else { owned }
        }
    };
    check_owner(connection, kept.as_str(), merchant).await?;
    Ok(kept)
}

/// Nobody gives a name that would be another merchant's own.
async fn check_owner(
    connection: &mut Connection,
    name: &str,
    merchant: &MerchantId,
) -> Result<(), Error> {
    for owner in possible_owners(name) {
        if owner != *merchant && db::people::tenants::merchant_exists(connection, &owner).await? {
            let name = name.to_owned();
            return Err(OrderRefusal::OthersName { name }.into());
        }
    }
    Ok(())
}
