//! Staff: who works together, and who may be told of what there is to do.

use aftercare_domain::{
    people::party::{Organisation, Positions},
    values::{
        channel::Channel,
        id::{MerchantId, Username},
    },
};
use sqlx::any::AnyRow;

use crate::db::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns},
};

/// Everybody who works for an organisation and may sign in, by username; each with the name that others see. Nobody is
/// assigned to an order at the return centre.
pub async fn of_organisation(
    connection: &mut Connection,
    organisation: &Organisation,
) -> Result<Vec<(Username, String)>, DbError> {
    let of_tenant = match organisation {
        Organisation::Merchant(merchant) => sqlx::query(
            "SELECT username, name FROM users WHERE merchant_id = $1 AND disabled = 0 ORDER BY username",
        )
        .bind(merchant.as_str()),
        Organisation::Store(store) => sqlx::query(
            "SELECT username, name FROM users WHERE store_id = $1 AND disabled = 0 ORDER BY username",
        )
        .bind(store.as_str()),
        Organisation::Platform => return operators(connection).await,
        Organisation::ReturnCentre => return Ok(Vec::new()),
    };
    let rows = of_tenant.fetch_all(connection).await?;
    rows.iter().map(read_names).collect()
}

/// Every operator of the platform, by name.
pub async fn operators(connection: &mut Connection) -> Result<Vec<(Username, String)>, DbError> {
    let rows = sqlx::query(
        "SELECT username, name FROM users WHERE party = 'operator' AND disabled = 0 ORDER BY username",
    )
    .fetch_all(connection)
    .await?;
    rows.iter().map(read_names).collect()
}

static OF_MERCHANTS: Bulk = Bulk::new(
    "SELECT username, merchant_id, positions FROM users WHERE disabled = 0 AND merchant_id IN (",
    1,
    ")",
);

/// The staff of merchants, each with their positions.
pub async fn of_merchants(
    connection: &mut Connection,
    merchants: &[MerchantId],
) -> Result<Vec<(MerchantId, Username, Positions)>, DbError> {
    let rows = OF_MERCHANTS
        .fetch(connection, merchants, |statement, merchant| {
            statement.bind(merchant.as_str())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("users", "username", row)?;
            Ok((
                columns.domain("merchant_id", MerchantId::parse)?,
                columns.domain("username", Username::parse)?,
                columns.json("positions")?,
            ))
        })
        .collect()
}

static OF_CHANNELS: Bulk = Bulk::new(
    "SELECT u.username, c.channel FROM store_channels c JOIN users u ON u.store_id = c.store_id \
     WHERE u.disabled = 0 AND c.channel IN (",
    1,
    ")",
);

/// The staff of the stores that serve channels.
pub async fn of_channels(
    connection: &mut Connection,
    channels: &[Channel],
) -> Result<Vec<(Channel, Username)>, DbError> {
    let rows = OF_CHANNELS
        .fetch(connection, channels, |statement, channel| {
            statement.bind(channel.name())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("users", "username", row)?;
            Ok((
                columns.name("channel", Channel::parse)?,
                columns.domain("username", Username::parse)?,
            ))
        })
        .collect()
}

fn read_names(row: &AnyRow) -> Result<(Username, String), DbError> {
    let columns = Columns::keyed("users", "username", row)?;
    Ok((
        columns.domain("username", Username::parse)?,
        columns.get("name")?,
    ))
}
