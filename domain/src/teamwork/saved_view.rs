//! Saved views: lists of service orders that somebody keeps under a name (R-LST-1).

use serde::{Deserialize, Serialize};

use crate::{
    form::{Violation, record},
    service_order::query::ServiceOrderQuery,
    values::{
        id::{Username, ViewId},
        text::Text,
    },
};

/// What a view is called.
pub type ViewName = Text<1, 30>;
/// The query string of a list.
pub type QueryText = Text<0, 20_000>;

/// The most views of one person.
pub const MOST_VIEWS: u32 = 50;

record! {
    /// A view that is to be kept.
    pub struct ViewDraft {
        /// What it is called; its maker has no other of that name.
        name: required ViewName,
        /// The query string of the list.
        query: required QueryText,
        /// Whether the team sees it, too.
        shared: required bool,
    }
}

impl ViewDraft {
    /// The list that it shows, without a place in it; the violations are of the field `query`.
    pub fn list(&self) -> Result<ServiceOrderQuery, Vec<Violation>> {
        let query = self.query.as_str().trim_start_matches('?');
        ServiceOrderQuery::parse_query(query)
            .map(ServiceOrderQuery::from_the_start)
            .map_err(|violations| {
                let of_query = violations.into_iter().map(|Violation { field, fault }| {
                    Violation::new(format!("query.{field}"), fault)
                });
                of_query.collect()
            })
    }
}

/// A view as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedView {
    /// The id of the saved view.
    pub id: ViewId,
    /// The name of the view.
    pub name: ViewName,
    /// The query string of the list, in canonical form.
    pub query: String,
    /// Whether the team sees it, too.
    pub shared: bool,
    /// Whether it is the caller's own.
    pub own: bool,
    /// The username of who made it.
    pub created_by: Username,
}

/// The views that somebody sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedViews {
    /// Their own, then those that are shared with them, each by name.
    pub items: Vec<SavedView>,
}
