//! Saved views.

use aftercare_domain::{
    teamwork::saved_view::ViewName,
    values::id::{Username, ViewId},
};
use sqlx::any::AnyRow;

use crate::db::{Connection, DbError, engine::row::Columns};

/// A view as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredView {
    /// Its id.
    pub id: ViewId,
    /// Who sees it when it is shared.
    pub team: String,
    /// Who made it.
    pub created_by: Username,
    /// What it is called.
    pub name: ViewName,
    /// The query string of the list.
    pub query: String,
    /// Whether the team sees it.
    pub is_shared: bool,
}

/// The views that somebody made, and those that are shared in their team; by name.
pub async fn list(
    connection: &mut Connection,
    team: &str,
    username: &Username,
) -> Result<Vec<StoredView>, DbError> {
    let rows = sqlx::query(
        "SELECT id, team, created_by, name, query, shared FROM saved_views WHERE created_by = $1 \
         UNION ALL SELECT id, team, created_by, name, query, shared FROM saved_views \
         WHERE team = $2 AND shared = 1 AND created_by <> $1 ORDER BY name, id",
    )
    .bind(username.as_str())
    .bind(team)
    .fetch_all(connection)
    .await?;
    rows.iter().map(read).collect()
}

/// A view.
pub async fn find(connection: &mut Connection, id: &ViewId) -> Result<Option<StoredView>, DbError> {
    let row = sqlx::query(
        "SELECT id, team, created_by, name, query, shared FROM saved_views WHERE id = $1",
    )
    .bind(id.as_str())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(read).transpose()
}

/// How many views somebody has.
pub async fn count(connection: &mut Connection, username: &Username) -> Result<i64, DbError> {
    let row = sqlx::query(
        "SELECT CAST(COUNT(*) AS BIGINT) AS views FROM saved_views WHERE created_by = $1",
    )
    .bind(username.as_str())
    .fetch_one(connection)
    .await?;
    Columns::new("saved_views", username, &row).get("views")
}

/// Adds a view; `false` when its owner has another one of this name.
pub async fn add(connection: &mut Connection, view: &StoredView) -> Result<bool, DbError> {
    let done = sqlx::query(
        "INSERT INTO saved_views (id, team, created_by, name, query, shared) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (created_by, name) DO NOTHING",
    )
    .bind(view.id.as_str())
    .bind(&view.team)
    .bind(view.created_by.as_str())
    .bind(view.name.as_str())
    .bind(&view.query)
    .bind(i64::from(view.is_shared))
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Changes a view; `false` when its owner has another one of this name.
pub async fn update(connection: &mut Connection, view: &StoredView) -> Result<bool, DbError> {
    let done = sqlx::query(
        "UPDATE saved_views SET name = $2, query = $3, shared = $4 WHERE id = $1 AND NOT EXISTS \
         (SELECT 1 FROM saved_views o WHERE o.created_by = saved_views.created_by AND o.name = $2 AND o.id <> $1)",
    )
    .bind(view.id.as_str())
    .bind(view.name.as_str())
    .bind(&view.query)
    .bind(i64::from(view.is_shared))
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Removes a view.
pub async fn remove(connection: &mut Connection, id: &ViewId) -> Result<(), DbError> {
    sqlx::query("DELETE FROM saved_views WHERE id = $1")
        .bind(id.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<StoredView, DbError> {
    let columns = Columns::keyed("saved_views", "id", row)?;
    Ok(StoredView {
        id: columns.domain("id", ViewId::parse)?,
        team: columns.get("team")?,
        created_by: columns.domain("created_by", Username::parse)?,
        name: columns.domain("name", ViewName::parse)?,
        query: columns.get("query")?,
        is_shared: columns.get::<i64>("shared")? == 1,
    })
}
