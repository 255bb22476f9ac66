//! Where goods go back to, by product and purpose, and who changed it (R-ADR-1).

use aftercare_domain::values::{
    address::{AddressSlot, Consignee},
    id::{MerchantId, Spu},
    service::AddressPurpose,
    time::Timestamp,
};
use sqlx::any::AnyRow;

use super::{
    Connection, DbError,
    engine::row::{Columns, to_json},
};

pub mod book;

/// An address as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAddress {
    /// Which it is.
    pub place: AddressSlot,
    /// The address.
    pub consignee: Consignee,
    /// Who changed it last.
    pub changed_by: String,
    /// When.
    pub changed_at: Timestamp,
}

const NO_PRODUCT: &str = "";
const DEFAULT: &str = "default";

/// The columns by which an address is kept.
fn key_of(slot: &AddressSlot) -> (&str, &'static str) {
    match slot {
        AddressSlot::Default => (NO_PRODUCT, DEFAULT),
        AddressSlot::Product(spu, purpose) => (spu.as_str(), purpose.name()),
    }
}

/// A merchant's addresses, by product, those after one that was shown before; the default address comes first.
pub async fn list(
    connection: &mut Connection,
    merchant: &MerchantId,
    after: Option<&AddressSlot>,
    limit: i64,
) -> Result<Vec<StoredAddress>, DbError> {
    let (spu, purpose) = after.map_or((NO_PRODUCT, ""), key_of);
    let rows = sqlx::query(
        "SELECT spu, purpose, consignee, changed_by, changed_at FROM addresses \
         WHERE merchant_id = $1 AND (spu, purpose) > ($2, $3) ORDER BY spu, purpose LIMIT $4",
    )
    .bind(merchant.as_str())
    .bind(spu)
    .bind(purpose)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| read(merchant, row)).collect()
}

/// One address of a merchant.
pub async fn find(
    connection: &mut Connection,
    merchant: &MerchantId,
    place: &AddressSlot,
) -> Result<Option<StoredAddress>, DbError> {
    let (spu, purpose) = key_of(place);
    let row = sqlx::query(
        "SELECT spu, purpose, consignee, changed_by, changed_at FROM addresses \
         WHERE merchant_id = $1 AND spu = $2 AND purpose = $3",
    )
    .bind(merchant.as_str())
    .bind(spu)
    .bind(purpose)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(|row| read(merchant, row)).transpose()
}

/// Writes an address, and keeps what it was before; an address that stays the same is no change.
pub async fn put(
    connection: &mut Connection,
    merchant: &MerchantId,
    place: &AddressSlot,
    consignee: &Consignee,
    by: &str,
    at: Timestamp,
) -> Result<(), DbError> {
    let (spu, purpose) = key_of(place);
    let after = to_json("addresses", "consignee", consignee)?;
    let done = sqlx::query(
        "INSERT INTO addresses (merchant_id, spu, purpose, consignee, changed_by, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (merchant_id, spu, purpose) DO UPDATE SET \
         consignee = excluded.consignee, changed_by = excluded.changed_by, changed_at = excluded.changed_at \
         WHERE addresses.consignee <> excluded.consignee",
    )
    .bind(merchant.as_str())
    .bind(spu)
    .bind(purpose)
    .bind(&after)
    .bind(by)
    .bind(at.ms())
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(());
    }
    // The row above is ours until the end of the work, so nobody else counts at the same time.
    sqlx::query(
        "INSERT INTO address_changes (merchant_id, spu, purpose, sequence, before, after, changed_by, changed_at) \
         SELECT $1, $2, $3, COALESCE(MAX(sequence), 0) + 1, \
         (SELECT last.after FROM address_changes last WHERE last.merchant_id = $1 AND last.spu = $2 \
          AND last.purpose = $3 ORDER BY last.sequence DESC LIMIT 1), $4, $5, $6 \
         FROM address_changes WHERE merchant_id = $1 AND spu = $2 AND purpose = $3",
    )
    .bind(merchant.as_str())
    .bind(spu)
    .bind(purpose)
    .bind(&after)
    .bind(by)
    .bind(at.ms())
    .execute(connection)
    .await?;
    Ok(())
}

/// A change of an address that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredChange {
    /// Who made it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What the address was; none for a new one.
    pub before: Option<Consignee>,
    /// What it became.
    pub after: Consignee,
}

/// The changes of an address, the newest first, at most 200.
pub async fn list_changes(
    connection: &mut Connection,
    merchant: &MerchantId,
    place: &AddressSlot,
) -> Result<Vec<StoredChange>, DbError> {
    let (spu, purpose) = key_of(place);
    let rows = sqlx::query(
        "SELECT sequence, before, after, changed_by, changed_at FROM address_changes \
         WHERE merchant_id = $1 AND spu = $2 AND purpose = $3 ORDER BY sequence DESC LIMIT 200",
    )
    .bind(merchant.as_str())
    .bind(spu)
    .bind(purpose)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let sequence: i64 = Columns::new("address_changes", merchant, row).get("sequence")?;
            let key = format_args!("{merchant} {spu} {purpose} {sequence}");
            let columns = Columns::new("address_changes", key, row);
            Ok(StoredChange {
                by: columns.get("changed_by")?,
                at: columns.time("changed_at")?,
                before: columns.json_if_any("before")?,
                after: columns.json("after")?,
            })
        })
        .collect()
}

fn read(merchant: &MerchantId, row: &AnyRow) -> Result<StoredAddress, DbError> {
    let unnamed = Columns::new("addresses", merchant, row);
    let (spu, purpose): (String, String) = (unnamed.get("spu")?, unnamed.get("purpose")?);
    let columns = Columns::new("addresses", format_args!("{merchant} {spu} {purpose}"), row);
    Ok(StoredAddress {
        place: slot(&columns)?,
        consignee: columns.json("consignee")?,
        changed_by: columns.get("changed_by")?,
        changed_at: columns.time("changed_at")?,
    })
}

/// The slot of a row that has `spu` and `purpose`.
fn slot(columns: &Columns<'_>) -> Result<AddressSlot, DbError> {
    if columns.get::<String>("purpose")? == DEFAULT {
        return Ok(AddressSlot::Default);
    }
    Ok(AddressSlot::Product(
        columns.domain("spu", Spu::parse)?,
        columns.name("purpose", AddressPurpose::parse)?,
    ))
}
