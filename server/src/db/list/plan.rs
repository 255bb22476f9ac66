//! Plans of lists: what a table has to be listed by, and what each filter asks of a record.

use aftercare_domain::values::time::Timestamp;

use crate::db::{engine::sql::Sql, tenancy::OwnerConditions};

/// How the records of a table are listed.
pub(in crate::db) struct ListPlan<F> {
    /// The table.
    pub(in crate::db) table: &'static str,
    /// The column that names a record, with its table; it decides between records with the same place in a list.
    pub(in crate::db) key: &'static str,
    /// The column of the state in which a record stands.
    pub(in crate::db) state: &'static str,
    /// How the columns of owners are compared. No index of these is to be looked up: that of the lane is.
    pub(in crate::db) owner: OwnerConditions,
    /// What each field of the query asks of a record.
    pub(in crate::db) conditions: Vec<(&'static str, Condition<F>)>,
}

/// What a field of a query asks of a record.
pub(in crate::db) enum Condition<F> {
    /// That a column has this value.
    Equals(&'static str, fn(&F) -> Option<&str>),
    /// That a column has this time, or a later one.
    From(&'static str, fn(&F) -> Option<Timestamp>),
    /// That a column has an earlier time.
    Before(&'static str, fn(&F) -> Option<Timestamp>),
    /// One condition where it is set, and another one where it is not.
    Flag(fn(&F) -> Option<bool>, &'static str, &'static str),
    /// Something else.
    Custom(fn(&mut Sql, &F)),
    /// Nothing here: lanes, candidates, the order or the length of the list follow from it.
    Elsewhere,
}

impl<F> Condition<F> {
    /// Adds it, if it is asked for.
    pub(super) fn push(&self, statement: &mut Sql, filter: &F, lane: &Lane<'_>) {
        match self {
            Self::Equals(column, asked) => {
                if let Some(value) = asked(filter) {
                    statement.push(" AND ").push(column).push(" = ").bind(value);
                }
            }
            Self::From(column, asked) => {
                if let Some(time) = asked(filter) {
                    lane.push_time(statement, column);
                    statement.push(" >= ").bind(time.ms());
                }
            }
            Self::Before(column, asked) => {
                if let Some(time) = asked(filter) {
                    lane.push_time(statement, column);
                    statement.push(" < ").bind(time.ms());
                }
            }
            Self::Flag(asked, set, unset) => match asked(filter) {
                Some(true) => {
                    statement.push(" AND ").push(set);
                }
                Some(false) => {
                    statement.push(" AND ").push(unset);
                }
                None => {}
            },
            Self::Custom(push) => push(statement, filter),
            Self::Elsewhere => {}
        }
    }
}

/// In which direction a list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::db) enum Direction {
    /// The lowest place first.
    Ascending,
    /// The highest place first.
    Descending,
}

impl Direction {
    pub(super) const fn of_places(self) -> &'static str {
        match self {
            Self::Ascending => "",
            Self::Descending => " DESC",
        }
    }

    /// Between a place with its key and the one behind which a page begins.
    pub(super) const fn behind(self) -> &'static str {
        match self {
            Self::Ascending => ") > (",
            Self::Descending => ") < (",
        }
    }
}

/// A range of an index, or a few records.
pub(in crate::db) struct Lane<'a> {
    /// Its rows.
    pub(in crate::db) rows: LaneRows<'a>,
    /// The state of its records; none for a lane of all states.
    pub(in crate::db) state: Option<&'static str>,
    /// The place of a record in the list: a column, with a plus sign where the lane's index does not stand in its order.
    pub(in crate::db) place: &'static str,
    /// Whether the lane's index stands in the order of the list.
    pub(in crate::db) is_sorted: bool,
}

impl Lane<'_> {
    /// A column of time before it is compared: only the one along which the lane goes may be looked up.
    fn push_time(&self, statement: &mut Sql, column: &'static str) {
        statement.push(if self.place == column {
            " AND "
        } else {
            " AND +"
        });
        statement.push(column);
    }
}

/// The rows of a lane.
#[derive(Debug, Clone, Copy)]
pub(in crate::db) enum LaneRows<'a> {
    /// Those that were found.
    Found,
    /// Those for which this holds.
    Where(&'static str),
    /// Those of which a column has this value.
    Of(&'static str, &'a str),
}

impl LaneRows<'_> {
    /// The rows, up to their first condition.
    pub(super) fn push<F>(self, statement: &mut Sql, plan: &ListPlan<F>) {
        match self {
            Self::Found => statement
                .push("found CROSS JOIN ")
                .push(plan.table)
                .push(" WHERE ")
                .push(plan.key)
                .push(" = found.key"),
            Self::Where(condition) => statement.push(plan.table).push(" WHERE ").push(condition),
            Self::Of(column, value) => statement
                .push(plan.table)
                .push(" WHERE ")
                .push(column)
                .push(" = ")
                .bind(value),
        };
    }
}
