//! Tokens of integrators. The token itself is never kept.

use std::collections::BTreeSet;

use aftercare_domain::{
    people::access::Scope,
    values::{id::MerchantId, time::Timestamp},
};
use sqlx::any::AnyRow;

use crate::db::{
    Connection, DbError,
    engine::row::{Columns, to_json},
};

/// A token, all but its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it may be used for.
    pub scopes: BTreeSet<Scope>,
    /// The merchant for which it acts; none: the platform.
    pub merchant: Option<MerchantId>,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: Timestamp,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// When it ends by itself; none of an earlier release does.
    pub expires_at: Option<Timestamp>,
    /// When it was used last, to some minutes.
    pub last_used_at: Option<Timestamp>,
}

/// The position of a token in the list: valid ones first, then the newest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenCursor {
    /// Whether it is no longer valid.
    pub is_over: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its id.
    pub id: String,
}

impl Token {
    /// Whether it is no longer valid at that time.
    pub fn is_over(&self, at: Timestamp) -> bool {
        self.revoked_at.is_some() || self.expires_at.is_some_and(|end| end <= at)
    }

    /// Its place in the list at that time.
    pub fn place(&self, at: Timestamp) -> TokenCursor {
        TokenCursor {
            is_over: self.is_over(at),
            created_at: self.created_at,
            id: self.id.clone(),
        }
    }
}

/// Keeps a new token.
pub async fn add(
    connection: &mut Connection,
    token: &Token,
    secret_hash: &str,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO tokens (id, name, secret_hash, scopes, merchant_id, created_by, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&token.id)
    .bind(&token.name)
    .bind(secret_hash)
    .bind(to_json("tokens", "scopes", &token.scopes)?)
    .bind(token.merchant.as_ref().map(MerchantId::as_str))
    .bind(&token.created_by)
    .bind(token.created_at.ms())
    .bind(token.expires_at.map(Timestamp::ms))
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether the token of this id has this secret, be it in force or not.
pub async fn is_kept(
    connection: &mut Connection,
    id: &str,
    secret_hash: &str,
) -> Result<bool, DbError> {
    let row = sqlx::query("SELECT id FROM tokens WHERE id = $1 AND secret_hash = $2")
        .bind(id)
        .bind(secret_hash)
        .fetch_optional(connection)
        .await?;
    Ok(row.is_some())
}

/// The token with this secret, unless it was taken back or has ended.
pub async fn find_by_secret(
    connection: &mut Connection,
    secret_hash: &str,
    at: Timestamp,
) -> Result<Option<Token>, DbError> {
    let row = sqlx::query(
        "SELECT id, name, scopes, merchant_id, created_by, created_at, revoked_at, expires_at, last_used_at FROM tokens \
         WHERE secret_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)",
    )
    .bind(secret_hash)
    .bind(at.ms())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Takes note that a token is used.
pub async fn note_use(connection: &mut Connection, id: &str, at: Timestamp) -> Result<(), DbError> {
    sqlx::query(
        "UPDATE tokens SET last_used_at = $1 WHERE id = $2 AND (last_used_at IS NULL OR last_used_at < $1)",
    )
    .bind(at.ms())
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// How many tokens of a merchant, or of the platform, are in force.
pub async fn count_in_force(
    connection: &mut Connection,
    merchant: Option<&MerchantId>,
    at: Timestamp,
) -> Result<i64, DbError> {
    let row = sqlx::query(
        "SELECT CAST(COUNT(*) AS BIGINT) AS tokens FROM tokens WHERE COALESCE(merchant_id, '') = $1 \
         AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)",
    )
    .bind(merchant.map_or("", MerchantId::as_str))
    .bind(at.ms())
    .fetch_one(connection)
    .await?;
    Columns::new("tokens", "all", &row).get("tokens")
}

/// The tokens of a merchant, or all of them, after one that was shown before; those in force first, then the newest.
pub async fn list(
    connection: &mut Connection,
    merchant: Option<&MerchantId>,
    at: Timestamp,
    after: Option<&TokenCursor>,
    limit: i64,
) -> Result<Vec<Token>, DbError> {
    // Before the first place there is none.
    let (is_over, made_before_ms, id) = after.map_or((-1, 0, ""), |after| {
        (
            i64::from(after.is_over),
            -after.created_at.ms(),
            after.id.as_str(),
        )
    });
    let rows = sqlx::query(
        "SELECT id, name, scopes, merchant_id, created_by, created_at, revoked_at, expires_at, last_used_at FROM (\
         SELECT tokens.*, CASE WHEN revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2) THEN 0 ELSE 1 END \
         AS is_over FROM tokens WHERE CAST($1 AS TEXT) IS NULL OR merchant_id = $1) AS placed \
         WHERE (is_over, -created_at, id) > ($3, $4, $5) ORDER BY is_over, -created_at, id LIMIT $6",
    )
    .bind(merchant.map(MerchantId::as_str))
    .bind(at.ms())
    .bind(is_over)
    .bind(made_before_ms)
    .bind(id)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(read).collect()
}

/// Takes a token back: one of this merchant, or any. `false` when there is none.
pub async fn revoke(
    connection: &mut Connection,
    id: &str,
    merchant: Option<&MerchantId>,
    at: Timestamp,
) -> Result<bool, DbError> {
    let done = sqlx::query(
        "UPDATE tokens SET revoked_at = COALESCE(revoked_at, $1) \
         WHERE id = $2 AND (CAST($3 AS TEXT) IS NULL OR merchant_id = $3)",
    )
    .bind(at.ms())
    .bind(id)
    .bind(merchant.map(MerchantId::as_str))
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

fn read(row: &AnyRow) -> Result<Token, DbError> {
    let columns = Columns::keyed("tokens", "id", row)?;
    let merchant = match columns.get::<Option<String>>("merchant_id")? {
        Some(_) => Some(columns.domain("merchant_id", MerchantId::parse)?),
        None => None,
    };
    Ok(Token {
        id: columns.get("id")?,
        name: columns.get("name")?,
        scopes: columns.json("scopes")?,
        merchant,
        created_by: columns.get("created_by")?,
        created_at: columns.time("created_at")?,
        revoked_at: columns.time_if_any("revoked_at")?,
        expires_at: columns.time_if_any("expires_at")?,
        last_used_at: columns.time_if_any("last_used_at")?,
    })
}
