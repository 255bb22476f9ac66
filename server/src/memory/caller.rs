//! Who calls: a person with a session, or an integrator with a token.

use std::collections::BTreeSet;

use aftercare_domain::{
    people::{
        access::Scope,
        party::{Actor, Role, TokenSight},
    },
    values::time::Timestamp,
};

use crate::db::access::{sessions::Visitor, tokens::Token};

/// Somebody who was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// As the domain knows them.
    pub actor: Actor,
    /// What tells them from every other caller: their idempotency keys are their own.
    pub id: String,
    /// What their token may be used for; people may use everything that they may do.
    pub scopes: Option<BTreeSet<Scope>>,
    /// When what they came with ends, by real time, unless it is put off; none where it does not end by itself.
    pub ends_at: Option<Timestamp>,
}

impl Caller {
    /// Whether their token, if that is what they came with, has a scope.
    pub fn has_scope(&self, scope: Scope) -> bool {
        self.scopes
            .as_ref()
            .is_none_or(|scopes| scopes.contains(&scope))
    }

    /// Whoever has a session that ends then.
    pub fn of(visitor: Visitor, ends_at: Timestamp) -> Self {
        let (id, actor) = match visitor {
            Visitor::User(user) => {
                let actor = Actor {
                    name: user.name,
                    username: Some(user.username.clone()),
                    role: user.role,
                };
                (format!("user:{}", user.username), actor)
            }
            Visitor::Linked {
                consumer,
                name,
                order,
            } => {
                // Confined to one order they are another caller: what was answered to them for all of their orders is not
                // told again to whoever has a link to one. A blank is in no consumer's id.
                let id = match &order {
                    Some(order) => format!("consumer:{consumer} {order}"),
                    None => format!("consumer:{consumer}"),
                };
                let actor = Actor {
                    name,
                    username: None,
                    role: Role::Consumer { consumer, order },
                };
                (id, actor)
            }
        };
        Self {
            actor,
            id,
            scopes: None,
            ends_at: Some(ends_at),
        }
    }
}

/// How much a token with these scopes shows of consumers' personal data.
fn sight(scopes: &BTreeSet<Scope>) -> TokenSight {
    if scopes.contains(&Scope::ReadPersonalData) {
        TokenSight::Whole
    } else if scopes.contains(&Scope::ReadShipping) {
        TokenSight::Consignees
    } else {
        TokenSight::Masked
    }
}

impl From<Token> for Caller {
    fn from(token: Token) -> Self {
        Self {
            id: format!("token:{}", token.id),
            actor: Actor {
                name: token.name,
                username: None,
                role: Role::ApiClient {
                    merchant: token.merchant,
                    shown: sight(&token.scopes),
                },
            },
            scopes: Some(token.scopes),
            ends_at: token.expires_at,
        }
    }
}
