//! Query strings, read by the domain's own forms: a parameter that is not known or wrong is named, like a field.

use aftercare_domain::form::{self, Record};
use axum::{extract::FromRequestParts, http::request::Parts};

use crate::http::problem::Problem;

/// The parameters of a query, read by the form of `T`. An empty parameter counts as missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query<T>(pub T);

impl<T: Record, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        form::query::parse(parts.uri.query().unwrap_or_default())
            .map(Self)
            .map_err(|violations| Problem::invalid(&violations))
    }
}
