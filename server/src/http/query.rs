//! Query strings, read by the domain's own forms: a parameter that is not known or wrong is named, like a field.

use aftercare_domain::form::{FieldKind, FieldSpec, Record};
use axum::{extract::FromRequestParts, http::request::Parts};
use serde_json::{Map, Value};

use super::problem::Problem;

/// The parameters of a query, read by the form of `T`. An empty parameter counts as missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query<T>(pub T);

impl<T: Record, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let mut object = Map::new();
        for (name, value) in
            url::form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes())
        {
            if value.is_empty() {
                continue;
            }
            let kind = T::FIELDS.iter().find(|field| field.name == name).map(kind);
            object.insert(name.into_owned(), typed(&value, kind));
        }
        T::parse(&Value::Object(object))
            .map(Self)
            .map_err(|violations| Problem::invalid(&violations))
    }
}

const fn kind(field: &FieldSpec) -> FieldKind {
    field.kind
}

/// A query has text alone: numbers and flags are what their field says they are.
fn typed(value: &str, kind: Option<FieldKind>) -> Value {
    let text = || Value::String(value.to_owned());
    match kind {
        Some(FieldKind::Count { .. } | FieldKind::Money) => {
            value.parse::<i64>().map_or_else(|_| text(), Value::from)
        }
        Some(FieldKind::Flag) => value.parse::<bool>().map_or_else(|_| text(), Value::from),
        Some(
            FieldKind::Text { .. }
            | FieldKind::Time
            | FieldKind::Date
            | FieldKind::Phone
            | FieldKind::TrackingNumber
            | FieldKind::Choice { .. }
            | FieldKind::ReasonCode
            | FieldKind::Identifier
            | FieldKind::Free
            | FieldKind::Record { .. },
        )
        | None => text(),
    }
}
