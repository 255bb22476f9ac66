//! Tokens of integrators. The token itself is never kept.

use std::collections::BTreeSet;

use aftercare_domain::{access::Scope, id::MerchantId, time::Timestamp};
use sqlx::any::AnyRow;

use super::{
    Connection, DbError,
    row::{Columns, to_json},
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
}

/// Keeps a new token.
pub async fn add(
    connection: &mut Connection,
    token: &Token,
    secret_hash: &str,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO tokens (id, name, secret_hash, scopes, merchant_id, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&token.id)
    .bind(&token.name)
    .bind(secret_hash)
    .bind(to_json("tokens", "scopes", &token.scopes)?)
    .bind(token.merchant.as_ref().map(MerchantId::as_str))
    .bind(&token.created_by)
    .bind(token.created_at.ms())
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

/// The token with this secret, unless it was taken back.
pub async fn find_by_secret(
    connection: &mut Connection,
    secret_hash: &str,
) -> Result<Option<Token>, DbError> {
    let row = sqlx::query(
        "SELECT id, name, scopes, merchant_id, created_by, created_at, revoked_at FROM tokens \
         WHERE secret_hash = $1 AND revoked_at IS NULL",
    )
    .bind(secret_hash)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(read).transpose()
}

/// How many tokens of a merchant, or of the platform, are in force.
pub async fn count_in_force(
    connection: &mut Connection,
    merchant: Option<&MerchantId>,
) -> Result<i64, DbError> {
    let count = sqlx::query_scalar(
        "SELECT COUNT(*) FROM tokens \
         WHERE revoked_at IS NULL AND COALESCE(merchant_id, '') = COALESCE(CAST($1 AS TEXT), '')",
    )
    .bind(merchant.map(MerchantId::as_str))
    .fetch_one(connection)
    .await?;
    Ok(count)
}

/// The tokens of a merchant, or all of them; the newest first.
pub async fn list(
    connection: &mut Connection,
    merchant: Option<&MerchantId>,
) -> Result<Vec<Token>, DbError> {
    let rows = sqlx::query(
        "SELECT id, name, scopes, merchant_id, created_by, created_at, revoked_at FROM tokens \
         WHERE CAST($1 AS TEXT) IS NULL OR merchant_id = $1 ORDER BY created_at DESC, id LIMIT 500",
    )
    .bind(merchant.map(MerchantId::as_str))
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
    })
}
