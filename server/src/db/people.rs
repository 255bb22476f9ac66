//! The people who sign in.

use std::collections::BTreeSet;

use aftercare_domain::{
    people::party::{Actor, Party, Role},
    values::{
        id::{ConsumerId, MerchantId, StoreId, Username},
        time::Timestamp,
    },
};
use sqlx::any::AnyRow;

use super::{
    Connection, DbError,
    engine::row::{Columns, to_json},
};

pub mod consumers;
pub mod staff;
pub mod tenants;

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
            let channels = tenants::channels_of(connection, &store).await?;
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
