//! The addresses of many products at once, as reviews need them.

use std::collections::HashMap;

use aftercare_domain::{
    service_order::situation::Addresses,
    values::{
        address::{AddressSlot, Consignee},
        id::{MerchantId, Spu},
    },
};

use super::slot;
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
        let slot = slot(&columns)?;
        let consignee: Consignee = columns.json("consignee")?;
        let of_product = |(owner, product): &(MerchantId, Spu)| {
            let is_meant = match &slot {
                AddressSlot::Default => true,
                AddressSlot::Product(spu, _) => product == spu,
            };
            *owner == merchant && is_meant
        };
        for (_, addresses) in found.iter_mut().filter(|(product, _)| of_product(product)) {
            addresses.set(&slot, consignee.clone());
        }
    }
    Ok(found)
}
