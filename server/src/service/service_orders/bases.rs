//! What the browser of somebody who works on orders needs to decide and preview by itself: of one order, or of all that
//! they want to act on at once (R-LST-2), read together.

use std::collections::{BTreeSet, HashMap};

use aftercare_domain::{
    order::line::LineBalance,
    people::party::Actor,
    service_order::{
        Facts, ServiceOrder,
        query::NumberList,
        view::{self, Audience, Basis, BasisList},
    },
    values::{
        id::{MerchantId, OrderNumber, Spu},
        number::ServiceOrderNumber,
    },
};

use super::read::colleagues;
use crate::{
    context::Context,
    db::{self, DbError, orders::lines::LineKey},
    service::audit::personal_readings,
};

/// The basis of an order; none when it is another tenant's.
pub async fn basis(
    context: &Context,
    actor: &Actor,
    number: &ServiceOrderNumber,
) -> Result<Option<Basis>, DbError> {
    Ok(find(context, actor, vec![number.clone()]).await?.pop())
}

/// The bases of the orders that somebody names, in their order.
pub async fn bases(
    context: &Context,
    actor: &Actor,
    named: &NumberList,
) -> Result<BasisList, DbError> {
    let numbers: BTreeSet<ServiceOrderNumber> = named
        .iter()
        .filter_map(|number| ServiceOrderNumber::parse(number).ok())
        .collect();
    let found = find(context, actor, numbers.into_iter().collect()).await?;
    let mut found: HashMap<String, Basis> = found
        .into_iter()
        .map(|basis| (basis.order.number.to_string(), basis))
        .collect();
    let mut all = BasisList {
        items: Vec::with_capacity(found.len()),
        missing: Vec::new(),
    };
    for number in named.iter() {
        match found.remove(number) {
            Some(basis) => all.items.push(basis),
            None => all.missing.push(number.to_owned()),
        }
    }
    Ok(all)
}

async fn find(
    context: &Context,
    actor: &Actor,
    numbers: Vec<ServiceOrderNumber>,
) -> Result<Vec<Basis>, DbError> {
    let mut reader = context.db.reader().await?;
    let found = db::service_orders::find(&mut reader, &numbers).await?;
    let orders: Vec<ServiceOrder> = found
        .into_iter()
        .map(|stored| stored.order)
        .filter(|order| actor.may_see(order.goods.owner()))
        .collect();
    if orders.is_empty() {
        return Ok(Vec::new());
    }
    let of_orders: BTreeSet<OrderNumber> = orders
        .iter()
        .map(|order| order.goods.order_number.clone())
        .collect();
    let of_orders: Vec<OrderNumber> = of_orders.into_iter().collect();
    let lines = db::orders::lines::find(&mut reader, &of_orders).await?;
    let lines: HashMap<LineKey, LineBalance> = lines
        .into_iter()
        .map(|(sale, balance)| ((sale.order_number, sale.line_number), balance))
        .collect();
    let products: Vec<(MerchantId, Spu)> = orders.iter().map(product).collect();
    let addresses = db::addresses::book::find(&mut reader, &products).await?;
    let colleagues = colleagues(&mut reader, actor).await?;
    drop(reader);
    if Audience::to(actor) == Audience::System {
        let shown: Vec<&ServiceOrder> = orders.iter().collect();
        personal_readings::keep(context, actor, &shown).await?;
    }
    let now = context.clock.now();
    let bases = orders.into_iter().map(|order| {
        let mut facts = Facts::of_line(balance(&lines, &order)?);
        facts.addresses = addresses.get(&product(&order)).cloned().unwrap_or_default();
        facts.colleagues.clone_from(&colleagues);
        Ok(Basis {
            actor: actor.clone(),
            order: view::state(order, actor),
            facts,
            policy: (*context.policy.now()).clone(),
            now,
        })
    });
    bases.collect()
}

fn product(order: &ServiceOrder) -> (MerchantId, Spu) {
    (order.goods.merchant.clone(), order.goods.spu.clone())
}

fn balance(
    lines: &HashMap<LineKey, LineBalance>,
    order: &ServiceOrder,
) -> Result<LineBalance, DbError> {
    let goods = &order.goods;
    let key = (goods.order_number.clone(), goods.line_number);
    lines.get(&key).copied().ok_or_else(|| {
        let row = format_args!("{} {}", goods.order_number, goods.line_number);
        DbError::corrupt("order_lines", "line_number", row, "it is gone")
    })
}
