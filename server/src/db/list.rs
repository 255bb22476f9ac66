//! Lists: pages along indexes, in lanes.
//!
//! Each index of a listed table holds the records of one owner and one state in the order of the list: a lane. A page is merged from
//! its lanes, and takes at most its own length from each, so that it costs the same whether there are a thousand records or
//! millions. Where few records can be meant, those are found first and sorted. A plus sign before a number, and an empty text
//! joined to a name, keep a column from being looked up by another index than the lane's.

mod plan;

use aftercare_domain::people::party::Tenancy;

use super::{
    Connection, DbError, Engine,
    engine::{row::Columns, sql::Sql},
    tenancy,
};

pub(super) use self::plan::{Condition, Direction, Lane, LaneRows, ListPlan};

/// A list that is read: its plan, what is asked for, and from which lanes it is merged.
pub(super) struct PlannedList<'a, F> {
    /// How the table is listed.
    pub(super) plan: ListPlan<F>,
    /// What is asked for.
    pub(super) filter: &'a F,
    /// Whose records may be shown.
    pub(super) tenancy: Tenancy<'a>,
    /// The lanes; none where nothing can be meant.
    pub(super) lanes: Vec<Lane<'a>>,
    /// In which direction the list stands.
    pub(super) direction: Direction,
    /// The place of the last record that was shown, and its key.
    pub(super) after: Option<(i64, &'a str)>,
    /// How many records are read.
    pub(super) limit: i64,
}

/// The query for the keys of the few records that can be meant, in a column `key`.
pub(super) type PushCandidates<'p> = dyn Fn(&mut Sql) + Sync + 'p;

/// What is read of the records of a page.
pub(super) struct Reading<T> {
    /// The columns.
    pub(super) columns: &'static str,
    /// Reads them.
    pub(super) read: fn(&Columns<'_>) -> Result<T, DbError>,
}

impl<F> PlannedList<'_, F> {
    /// A page, of all records or of those that were found, each with its place in the list.
    pub(super) async fn page<T>(
        &self,
        connection: &mut Connection,
        found: Option<&PushCandidates<'_>>,
        reading: &Reading<T>,
    ) -> Result<Vec<(i64, T)>, DbError> {
        let mut statement = Sql::default();
        if !self.push_places(&mut statement, Engine::of(connection), found) {
            return Ok(Vec::new());
        }
        let plan = &self.plan;
        statement
            .push(", page AS (SELECT key, place FROM places ORDER BY place")
            .push(self.direction.of_places())
            .push(", key")
            .push(self.direction.of_places())
            .push(" LIMIT ")
            .bind(self.limit);
        statement
            .push(") SELECT page.key AS key, page.place AS place, ")
            .push(reading.columns)
            .push(" FROM page CROSS JOIN ")
            .push(plan.table)
            .push(" WHERE ")
            .push(plan.key)
            .push(" = page.key ORDER BY page.place")
            .push(self.direction.of_places())
            .push(", page.key")
            .push(self.direction.of_places());
        let rows = statement.fetch(connection).await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::of_many(plan.table, "key", row);
                Ok((columns.get("place")?, (reading.read)(&columns)?))
            })
            .collect()
    }

    /// How many records the list has, counted up to its limit.
    pub(super) async fn count(
        &self,
        connection: &mut Connection,
        found: Option<&PushCandidates<'_>>,
    ) -> Result<i64, DbError> {
        let mut statement = Sql::default();
        if !self.push_places(&mut statement, Engine::of(connection), found) {
            return Ok(0);
        }
        statement
            .push(" SELECT CAST(COUNT(*) AS BIGINT) AS records FROM (SELECT key FROM places LIMIT ")
            .bind(self.limit)
            .push(") AS counted");
        let rows = statement.fetch(connection).await?;
        let counted = rows
            .iter()
            .map(|row| Columns::new(self.plan.table, "all", row).get::<i64>("records"));
        counted.sum()
    }

    /// The keys of the records of a list and their places in it, merged from all lanes; `false` when there can't be any.
    ///
    /// Lanes whose index stands in the order of the list are merged as they are by SQLite, which takes no more of each than the page
    /// needs; one in a statement of its own is read and sorted up to the length of a page first, and the platform has 44 of them.
    /// PostgreSQL sees the order of a lane in a statement of its own alone, else it reads and sorts the whole of it.
    fn push_places(
        &self,
        statement: &mut Sql,
        engine: Engine,
        found: Option<&PushCandidates<'_>>,
    ) -> bool {
        if self.lanes.is_empty() {
            return false;
        }
        statement.push("WITH ");
        if let Some(push) = found {
            statement.push("found AS MATERIALIZED (");
            push(statement);
            statement.push("), ");
        }
        statement.push("places AS (");
        for (index, lane) in self.lanes.iter().enumerate() {
            if index > 0 {
                statement.push(" UNION ALL ");
            }
            if lane.is_sorted && engine == Engine::Sqlite {
                self.push_lane(statement, lane);
            } else {
                statement.push("SELECT key, place FROM (");
                self.push_lane(statement, lane);
                statement
                    .push(" ORDER BY place")
                    .push(self.direction.of_places())
                    .push(", key")
                    .push(self.direction.of_places())
                    .push(" LIMIT ")
                    .bind(self.limit)
                    .push(") AS lane");
            }
        }
        statement.push(")");
        true
    }

    fn push_lane(&self, statement: &mut Sql, lane: &Lane<'_>) {
        let plan = &self.plan;
        statement
            .push("SELECT ")
            .push(plan.key)
            .push(" AS key, ")
            .push(lane.place)
            .push(" AS place FROM ");
        lane.rows.push(statement, plan);
        if let Some(state) = lane.state {
            statement
                .push(" AND ")
                .push(plan.state)
                .push(" = ")
                .bind(state);
        }
        tenancy::push_tenancy(statement, self.tenancy, &plan.owner);
        for (_, condition) in &plan.conditions {
            condition.push(statement, self.filter, lane);
        }
        if let Some((place, key)) = self.after {
            statement
                .push(" AND (")
                .push(lane.place)
                .push(", ")
                .push(plan.key)
                .push(self.direction.behind())
                .bind(place)
                .push(", ")
                .bind(key)
                .push(")");
        }
    }
}
