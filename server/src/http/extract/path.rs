//! Path parameters: one that can't be parsed names nothing, so the answer is "not found".

use aftercare_domain::{
    form::{Field, FieldError, FieldKind, Violation, text_of},
    values::text::is_deceptive,
};
use axum::{
    extract::{FromRequestParts, Path as Pieces},
    http::request::Parts,
};
use serde_json::Value;

use crate::http::problem::Problem;

/// The name that we gave something: random letters, which only name what they name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id(pub String);

impl Field for Id {
    const KIND: FieldKind = FieldKind::Identifier;

    fn read(value: &Value) -> Result<Self, FieldError> {
        text_of(value).map(|id| Self(id.to_owned()))
    }
}

/// The one piece of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path<T>(pub T);

impl<T: Field, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Pieces(piece) = Pieces::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::not_found())?;
        read(piece).map(Self)
    }
}

/// The two pieces of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPair<T, U>(pub T, pub U);

impl<T: Field, U: Field, S: Send + Sync> FromRequestParts<S> for PathPair<T, U> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Pieces((first, second)) = Pieces::<(String, String)>::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::not_found())?;
        Ok(Self(read(first)?, read(second)?))
    }
}

/// Refuses to store anything under a name with invisible characters. What is stored so already is still found.
pub(in crate::http) fn check_seen(field: &str, name: &str) -> Result<(), Problem> {
    if is_deceptive(name) {
        let violation = Violation::new(field, FieldError::ControlCharacter {});
        return Err(Problem::invalid(&[violation]));
    }
    Ok(())
}

fn read<T: Field>(piece: String) -> Result<T, Problem> {
    // Clients resolve `.` and `..` in a path, however they are encoded: no resource can have these names.
    if matches!(piece.as_str(), "." | "..") {
        return Err(Problem::not_found());
    }
    T::read(&Value::String(piece)).map_err(|_| Problem::not_found())
}

#[cfg(test)]
mod tests {
    use aftercare_domain::values::id::OrderNumber;

    use super::*;

    // Earlier, an order of such a number led elsewhere within the site.
    #[test]
    fn a_step_within_an_address_names_nothing() {
        let is_named = |piece: &str| read::<OrderNumber>(piece.to_owned()).is_ok();
        assert!(!is_named(".") && !is_named(".."));
        assert!(is_named("...") && is_named("SEC/A#1") && is_named("../x"));
    }
}
