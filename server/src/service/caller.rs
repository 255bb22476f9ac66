//! Who calls: a person with a session, or an integrator with a token.

use std::collections::BTreeSet;

use aftercare_domain::{
    access::Scope,
    party::{Actor, Role},
};

use crate::db::{people::User, sessions::Visitor, tokens::Token};

/// Somebody who was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// As the domain knows them.
    pub actor: Actor,
    /// What tells them from every other caller: their idempotency keys are their own.
    pub id: String,
    /// What their token may be used for; people may use everything that they may do.
    pub scopes: Option<BTreeSet<Scope>>,
}

impl Caller {
    /// Whether their token, if that is what they came with, has a scope.
    pub fn has_scope(&self, scope: Scope) -> bool {
        self.scopes
            .as_ref()
            .is_none_or(|scopes| scopes.contains(&scope))
    }
}

impl From<User> for Caller {
    fn from(user: User) -> Self {
        Self {
            id: format!("user:{}", user.username),
            actor: Actor {
                name: user.name,
                username: Some(user.username),
                role: user.role,
            },
            scopes: None,
        }
    }
}

impl From<Visitor> for Caller {
    fn from(visitor: Visitor) -> Self {
        match visitor {
            Visitor::User(user) => user.into(),
            Visitor::Linked { consumer, name } => Self {
                id: format!("consumer:{consumer}"),
                actor: Actor {
                    name,
                    username: None,
                    role: Role::Consumer { consumer },
                },
                scopes: None,
            },
        }
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
                },
            },
            scopes: Some(token.scopes),
        }
    }
}
