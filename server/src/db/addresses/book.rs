//! The addresses of many products at once, as reviews need them.

use std::collections::HashMap;

use aftercare_domain::{
    service_order::situation::Addresses,
    values::id::{MerchantId, Spu},
};

use crate::db::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns},
};

static FIND: Bulk = Bulk::new(
    // A join, for SQLite looks through the whole table for pairs in a list.
    "SELECT a.merchant_id, a.spu, a.purpose, a.consignee FROM (",
    2,
    ") AS wanted CROSS JOIN addresses a WHERE a.merchant_id = wanted.column1 AND a.spu = wanted.column2",
);

/// Which addresses are there for products of merchants, with the merchants' defaults.
pub async fn find(
    connection: &mut Connection,
    products: &[(MerchantId, Spu)],
) -> Result<HashMap<(MerchantId, Spu), Addresses>, DbError> {
    let mut keys: Vec<(&str, &str)> = products
        .iter()
        .flat_map(|(merchant, spu)| [(merchant.as_str(), spu.as_str()), (merchant.as_str(), "")])
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let rows = FIND
        .fetch(connection, &keys, |statement, (merchant, spu)| {
            statement.bind(*merchant).bind(*spu)
        })
        .await?;
    let mut found: HashMap<(MerchantId, Spu), Addresses> = products
        .iter()
        .map(|product| (product.clone(), Addresses::default()))
        .collect();
    for row in &rows {
        let columns = Columns::keyed("addresses", "merchant_id", row)?;
        let merchant = columns.domain("merchant_id", MerchantId::parse)?;
        let spu: String = columns.get("spu")?;
        let purpose: String = columns.get("purpose")?;
        let consignee = Some(columns.json("consignee")?);
        let of_product = |(owner, product): &(MerchantId, Spu)| {
            *owner == merchant && (spu.is_empty() || product.as_str() == spu)
        };
        for (_, addresses) in found.iter_mut().filter(|(product, _)| of_product(product)) {
            let consignee = consignee.clone();
            match purpose.as_str() {
                "return" => addresses.for_return = consignee,
                "exchange" => addresses.for_exchange = consignee,
                "repair" => addresses.for_repair = consignee,
                "default" => addresses.default = consignee,
                _ => return Err(columns.corrupt("purpose", "the name is not known")),
            }
        }
    }
    Ok(found)
}
