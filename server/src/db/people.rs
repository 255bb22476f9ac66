//! Tenants, stores, consumers, and the people who sign in.

use std::collections::BTreeSet;

use aftercare_domain::{
    people::party::{Actor, Party, Positions, Role},
    values::{
        channel::Channel,
        id::{ConsumerId, MerchantId, StoreId, Username},
        time::Timestamp,
    },
};
use sqlx::any::AnyRow;

use super::{
    Connection, DbError,
    engine::{
        bulk::Bulk,
        row::{Columns, to_json},
    },
};

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The name by which they sign in.
    pub username: Username,
    /// The name that others see.
    pub name: String,
    /// For whom they act.
    pub role: Role,
}

impl User {
    /// As one who acts.
    pub fn actor(self) -> Actor {
        Actor {
            name: self.name,
            username: Some(self.username),
            role: self.role,
        }
    }
}

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

/// Adds a consumer unless they are there: orders name consumers before anybody else does.
pub async fn add_consumer(
    connection: &mut Connection,
    id: &ConsumerId,
    name: &str,
    at: Timestamp,
) -> Result<(), DbError> {
    sqlx::query("INSERT INTO consumers (id, name, created_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING")
        .bind(id.as_str())
        .bind(name)
        .bind(at.ms())
        .execute(connection)
        .await?;
    Ok(())
}

static ADD_CONSUMERS: Bulk = Bulk::new(
    "INSERT INTO consumers (id, name, created_at) ",
    3,
    " ON CONFLICT (id) DO NOTHING",
);

/// Adds consumers, those who are not there.
pub async fn add_consumers(
    connection: &mut Connection,
    consumers: &[(&ConsumerId, &str)],
    at: Timestamp,
) -> Result<(), DbError> {
    ADD_CONSUMERS
        .execute(connection, consumers, |statement, (id, name)| {
            statement.bind(id.as_str()).bind(*name).bind(at.ms())
        })
        .await?;
    Ok(())
}

/// Whether there is nobody: no merchant, and nobody who can sign in.
pub async fn is_nobody_there(connection: &mut Connection) -> Result<bool, DbError> {
    let row = sqlx::query("SELECT id FROM merchants UNION ALL SELECT username FROM users LIMIT 1")
        .fetch_optional(connection)
        .await?;
    Ok(row.is_none())
}

/// Adds somebody who can sign in; `false` when the name is taken.
pub async fn add_user(
    connection: &mut Connection,
    user: &User,
    password_hash: &str,
    at: Timestamp,
) -> Result<bool, DbError> {
    let none = BTreeSet::new();
    let (party, positions, merchant, store, consumer) = match &user.role {
        Role::Consumer { consumer, .. } => {
            (Party::Consumer, &none, None, None, Some(consumer.as_str()))
        }
        Role::Merchant {
            merchant,
            positions,
        } => (
            Party::Merchant,
            positions,
            Some(merchant.as_str()),
            None,
            None,
        ),
        Role::Store { store, .. } => (Party::Store, &none, None, Some(store.as_str()), None),
        Role::Operator => (Party::Operator, &none, None, None, None),
        Role::ReturnCentre => (Party::ReturnCentre, &none, None, None, None),
        Role::System { .. } | Role::ApiClient { .. } => return Ok(false),
    };
    let done = sqlx::query(
        "INSERT INTO users (username, name, password_hash, party, positions, merchant_id, store_id, consumer_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (username) DO NOTHING",
    )
    .bind(user.username.as_str())
    .bind(&user.name)
    .bind(password_hash)
    .bind(party.name())
    .bind(to_json("users", "positions", positions)?)
    .bind(merchant)
    .bind(store)
    .bind(consumer)
    .bind(at.ms())
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody's password hash, if they may sign in.
pub async fn password_hash(
    connection: &mut Connection,
    username: &Username,
) -> Result<Option<String>, DbError> {
    let row = sqlx::query("SELECT password_hash FROM users WHERE username = $1 AND disabled = 0")
        .bind(username.as_str())
        .fetch_optional(connection)
        .await?;
    row.map(|row| Columns::new("users", username, &row).get("password_hash"))
        .transpose()
}

/// Somebody who may sign in.
pub async fn find_user(
    connection: &mut Connection,
    username: &Username,
) -> Result<Option<User>, DbError> {
    let row = sqlx::query(
        "SELECT username, name, party, positions, merchant_id, store_id, consumer_id FROM users \
         WHERE username = $1 AND disabled = 0",
    )
    .bind(username.as_str())
    .fetch_optional(&mut *connection)
    .await?;
    match row {
        Some(row) => Ok(Some(read_user(connection, &row).await?)),
        None => Ok(None),
    }
}

/// Somebody who signs in, or did while they might.
pub async fn find_person(
    connection: &mut Connection,
    username: &Username,
) -> Result<Option<User>, DbError> {
    let row = sqlx::query(
        "SELECT username, name, party, positions, merchant_id, store_id, consumer_id FROM users WHERE username = $1",
    )
    .bind(username.as_str())
    .fetch_optional(&mut *connection)
    .await?;
    match row {
        Some(row) => Ok(Some(read_user(connection, &row).await?)),
        None => Ok(None),
    }
}

/// Reads a user from a row that has the columns of `find_user`.
pub(super) async fn read_user(connection: &mut Connection, row: &AnyRow) -> Result<User, DbError> {
    let columns = Columns::keyed("users", "username", row)?;
    let party = columns.name("party", Party::parse)?;
    let role = match party {
        Party::Consumer => Role::Consumer {
            consumer: columns.domain("consumer_id", ConsumerId::parse)?,
            order: None,
        },
        Party::Merchant => Role::Merchant {
            merchant: columns.domain("merchant_id", MerchantId::parse)?,
            positions: columns.json("positions")?,
        },
        Party::Store => {
            let store = columns.domain("store_id", StoreId::parse)?;
            let channels = channels_of(connection, &store).await?;
            Role::Store { store, channels }
        }
        Party::Operator => Role::Operator,
        Party::ReturnCentre => Role::ReturnCentre,
        Party::System | Party::ApiClient => {
            return Err(columns.corrupt("party", "nobody signs in as that"));
        }
    };
    Ok(User {
        username: columns.domain("username", Username::parse)?,
        name: columns.get("name")?,
        role,
    })
}

/// A consumer's name.
pub async fn consumer_name(
    connection: &mut Connection,
    id: &ConsumerId,
) -> Result<Option<String>, DbError> {
    let row = sqlx::query("SELECT name FROM consumers WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(connection)
        .await?;
    row.map(|row| Columns::new("consumers", id, &row).get("name"))
        .transpose()
}

/// The colleagues of a merchant's staff, by name; each with their positions.
pub async fn merchant_staff(
    connection: &mut Connection,
    merchant: &MerchantId,
) -> Result<Vec<(Username, String, Positions)>, DbError> {
    let rows = sqlx::query(
        "SELECT username, name, positions FROM users WHERE merchant_id = $1 AND disabled = 0 ORDER BY username",
    )
    .bind(merchant.as_str())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("users", "username", row)?;
            Ok((
                columns.domain("username", Username::parse)?,
                columns.get("name")?,
                columns.json("positions")?,
            ))
        })
        .collect()
}

static STAFF_OF_MERCHANTS: Bulk = Bulk::new(
    "SELECT username, merchant_id, positions FROM users WHERE disabled = 0 AND merchant_id IN (",
    1,
    ")",
);

/// The staff of merchants, each with their positions.
pub async fn staff_of_merchants(
    connection: &mut Connection,
    merchants: &[MerchantId],
) -> Result<Vec<(MerchantId, Username, Positions)>, DbError> {
    let rows = STAFF_OF_MERCHANTS
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

static STAFF_OF_CHANNELS: Bulk = Bulk::new(
    "SELECT u.username, c.channel FROM store_channels c JOIN users u ON u.store_id = c.store_id \
     WHERE u.disabled = 0 AND c.channel IN (",
    1,
    ")",
);

/// The staff of the stores that serve channels.
pub async fn staff_of_channels(
    connection: &mut Connection,
    channels: &[Channel],
) -> Result<Vec<(Channel, Username)>, DbError> {
    let rows = STAFF_OF_CHANNELS
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

/// Everybody of a store's staff, by name.
pub async fn store_staff(
    connection: &mut Connection,
    store: &StoreId,
) -> Result<Vec<(Username, String)>, DbError> {
    let rows = sqlx::query(
        "SELECT username, name FROM users WHERE store_id = $1 AND disabled = 0 ORDER BY username",
    )
    .bind(store.as_str())
    .fetch_all(connection)
    .await?;
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

fn read_names(row: &AnyRow) -> Result<(Username, String), DbError> {
    let columns = Columns::keyed("users", "username", row)?;
    Ok((
        columns.domain("username", Username::parse)?,
        columns.get("name")?,
    ))
}

async fn channels_of(
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
