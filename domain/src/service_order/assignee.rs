//! Who works on an order (R-ASN-1), and who may see what of that.

use serde::{Deserialize, Serialize};

use super::ServiceOrder;
use crate::{
    people::party::{Actor, Organisation},
    values::id::Username,
};

/// Who works on an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assignee {
    /// The name by which they sign in; told to themselves and to those of their own side alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<Username>,
    /// Their name, as colleagues read it.
    pub name: String,
    /// The side that they work for, such as `merchant:M1001` or `platform`; not kept of those to whom earlier releases gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub side: Option<Organisation>,
}

/// Somebody to whom an order can be assigned: they work for the side of whoever assigns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignable {
    /// The name by which they sign in.
    pub username: Username,
    /// Their name, as colleagues read it.
    pub name: String,
}

impl Assignee {
    /// Somebody of an actor's side: themselves, or a colleague.
    pub fn of_side(actor: &Actor, person: Assignable) -> Self {
        Self {
            username: Some(person.username),
            name: person.name,
            side: Organisation::acted_for(actor),
        }
    }

    /// Whether it is this person.
    pub fn is(&self, username: &Username) -> bool {
        self.username.as_ref() == Some(username)
    }

    /// The assignee as an actor may see them: usernames are hidden from other organisations, who could try passwords
    /// for them. Where their organisation is not known, only they themselves see it.
    #[must_use]
    pub fn as_seen_by(self, actor: &Actor) -> Self {
        let is_colleague = self.side.is_some() && self.side == Organisation::acted_for(actor);
        let is_themselves = actor
            .username
            .as_ref()
            .is_some_and(|username| self.is(username));
        Self {
            username: self.username.filter(|_| is_colleague || is_themselves),
            ..self
        }
    }
}

impl ServiceOrder {
    /// With the assignee as an actor may see them.
    #[must_use]
    pub fn as_seen_by(self, actor: &Actor) -> Self {
        Self {
            assignee: self.assignee.map(|assignee| assignee.as_seen_by(actor)),
            ..self
        }
    }
}
