//! Tenants: merchants, and stores with the channels that they serve.

use std::collections::BTreeSet;

use aftercare_domain::values::{
    channel::Channel,
    id::{MerchantId, StoreId},
    time::Timestamp,
};

use crate::db::{Connection, DbError, engine::row::Columns};

/// Adds a merchant, or gives one that is there its name.
pub async fn put_merchant(
    connection: &mut Connection,
    id: &MerchantId,
    name: &str,
    at: Timestamp,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO merchants (id, name, created_at) VALUES ($1, $2, $3) \
         ON CONFLICT (id) DO UPDATE SET name = excluded.name",
    )
    .bind(id.as_str())
    .bind(name)
    .bind(at.ms())
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether there is such a merchant.
pub async fn merchant_exists(
    connection: &mut Connection,
    id: &MerchantId,
) -> Result<bool, DbError> {
    let row = sqlx::query("SELECT id FROM merchants WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(connection)
        .await?;
    Ok(row.is_some())
}

/// Adds a store, or gives one that is there its name and its channels.
pub async fn put_store(
    connection: &mut Connection,
    id: &StoreId,
    name: &str,
    channels: &BTreeSet<Channel>,
    at: Timestamp,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO stores (id, name, created_at) VALUES ($1, $2, $3) \
         ON CONFLICT (id) DO UPDATE SET name = excluded.name",
    )
    .bind(id.as_str())
    .bind(name)
    .bind(at.ms())
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM store_channels WHERE store_id = $1")
        .bind(id.as_str())
        .execute(&mut *connection)
        .await?;
    for channel in channels {
        sqlx::query("INSERT INTO store_channels (store_id, channel) VALUES ($1, $2)")
            .bind(id.as_str())
            .bind(channel.name())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Whether there is such a store.
pub async fn store_exists(connection: &mut Connection, id: &StoreId) -> Result<bool, DbError> {
    let row = sqlx::query("SELECT id FROM stores WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(connection)
        .await?;
    Ok(row.is_some())
}

/// The channels that a store serves.
pub(super) async fn channels_of(
    connection: &mut Connection,
    store: &StoreId,
) -> Result<BTreeSet<Channel>, DbError> {
    let rows = sqlx::query("SELECT channel FROM store_channels WHERE store_id = $1")
        .bind(store.as_str())
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| Columns::new("store_channels", store, row).name("channel", Channel::parse))
        .collect()
}
