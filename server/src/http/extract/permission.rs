//! Permissions of calls: a handler with `May<WriteOrders>` is reached only by callers with that permission. The table
//! below has all of them; what a caller may do with which service order is decided by the domain.

use std::{marker::PhantomData, ops::Deref};

use aftercare_domain::people::{
    access::Scope,
    party::{Authority, Position},
};
use axum::{extract::FromRequestParts, http::request::Parts};

use super::caller::{self, Caller};
use crate::{
    context::Context,
    http::problem::{Code, Problem},
    service::access::sessions::SessionUse,
};

/// Something that a caller may or may not do.
pub trait Admission: Send + Sync + 'static {
    /// Its name.
    const NAME: &'static str;
    /// The scope that a token needs for it; without one it is for people only.
    const SCOPE: Option<Scope>;
    /// Whether a person makes such calls, or a page by itself.
    const USE: SessionUse;

    /// Whether a caller with this authority has it.
    fn allows(authority: Authority<'_>) -> bool;
}

/// A caller who may.
#[derive(Debug, Clone)]
pub struct May<P> {
    /// Who it is.
    pub caller: Caller,
    permission: PhantomData<P>,
}

impl<P> Deref for May<P> {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl<P: Admission> FromRequestParts<Context> for May<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        let caller = caller::required(parts, context, P::USE).await?;
        match P::SCOPE {
            Some(scope) if !caller.has_scope(scope) => {
                return Err(Problem::new(Code::ScopeMissing).param("scope", scope.name()));
            }
            None if caller.scopes.is_some() => return Err(Problem::new(Code::Forbidden)),
            Some(_) | None => {}
        }
        if !P::allows(caller.actor.authority()) {
            return Err(Problem::new(Code::Forbidden));
        }
        Ok(Self {
            caller,
            permission: PhantomData,
        })
    }
}

/// A permission as the table has it.
#[derive(Debug, Clone, Copy)]
pub struct AdmissionRow {
    /// Its name.
    pub name: &'static str,
    /// The scope that a token needs.
    pub scope: Option<Scope>,
    /// Whether somebody may.
    pub allows: fn(Authority<'_>) -> bool,
}

macro_rules! permissions {
    (@use) => { SessionUse::ByPerson };
    (@use by_page) => { SessionUse::ByPage };
    ($($(#[$meta:meta])* $Name:ident $($by_page:ident)?: $scope:expr, $allows:expr;)+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, Copy)]
            pub struct $Name;

            impl Admission for $Name {
                const NAME: &'static str = stringify!($Name);
                const SCOPE: Option<Scope> = $scope;
                const USE: SessionUse = permissions!(@use $($by_page)?);

                fn allows(authority: Authority<'_>) -> bool {
                    let allows: fn(Authority<'_>) -> bool = $allows;
                    allows(authority)
                }
            }
        )+

        /// All permissions.
        pub const ALL: &[AdmissionRow] = &[$(AdmissionRow { name: $Name::NAME, scope: $Name::SCOPE, allows: $Name::allows },)+];
    };
}

permissions! {
    /// See service orders: everybody sees those that are theirs.
    ReadServiceOrders: Some(Scope::ReadServiceOrders), |_| true;
    /// See what those need who work on service orders.
    WorkOnServiceOrders: Some(Scope::ReadServiceOrders), |authority| !matches!(authority, Authority::Consumer(..));
    /// Apply, and give commands: everybody, as far as the domain lets them.
    WriteServiceOrders: Some(Scope::WriteServiceOrders), |_| true;
    /// See an order's personal data in full: in person, those who work on orders.
    RevealPersonalData: None, staff;
    /// Keep what was typed and not sent: in person, everybody their own.
    KeepDrafts: None, |_| true;
    /// See who else has an order open: in person, those who work on orders.
    MeetColleagues by_page: None, staff;
    /// Be told, and say about what: in person, those who work on orders.
    HearNotifications: None, staff;
    /// See orders: everybody sees those that are theirs.
    ReadOrders: Some(Scope::ReadOrders), |_| true;
    /// Tell orders: an operator any, an owner their own merchant's.
    WriteOrders: Some(Scope::WriteOrders), owner_or_operator;
    /// See a merchant's addresses.
    ReadAddresses: Some(Scope::WriteAddresses), |authority| matches!(authority, Authority::Merchant(..) | Authority::Operator);
    /// Change a merchant's addresses.
    WriteAddresses: Some(Scope::WriteAddresses), |authority| match authority {
        Authority::Operator => true,
        Authority::Merchant(_, positions) => positions.is_none_or(|positions| {
            positions.contains(&Position::Agent) || positions.contains(&Position::Receiver)
        }),
        Authority::Consumer(..) | Authority::Store(_) | Authority::ReturnCentre | Authority::System => false,
    };
    /// See refunds.
    ReadRefunds: Some(Scope::ReadRefunds), |_| true;
    /// Confirm refunds: finance.
    WriteRefunds: Some(Scope::WriteRefunds), |authority| match authority {
        Authority::Operator => true,
        Authority::Merchant(_, positions) => positions.is_none_or(|positions| positions.contains(&Position::Finance)),
        Authority::Consumer(..) | Authority::Store(_) | Authority::ReturnCentre | Authority::System => false,
    };
    /// Ask for consumer links: the platform's order system. Whoever holds a link is the consumer, so no merchant does.
    WriteLinks: Some(Scope::WriteLinks), |authority| authority == Authority::Operator;
    /// Follow what changes.
    ReadEvents by_page: Some(Scope::ReadEvents), |_| true;
    /// Keep views of lists: staff, in person.
    KeepViews: None, |authority| matches!(authority, Authority::Merchant(..) | Authority::Store(_) | Authority::Operator);
    /// Make and take back tokens: in person.
    ManageTokens: None, owner_or_operator;
    /// Set the robots that tell group chats: in person.
    ManageRobots: None, owner_or_operator;
    /// See what happened that concerns security: owners their side's, operators all, in person.
    ReadSecurityEvents: None, owner_or_operator;
    /// Move the sandbox's clock: an operator, in person. It moves for everybody.
    MoveClock: None, |authority| authority == Authority::Operator;
}

fn staff(authority: Authority<'_>) -> bool {
    match authority {
        Authority::Merchant(..)
        | Authority::Store(_)
        | Authority::Operator
        | Authority::ReturnCentre => true,
        Authority::Consumer(..) | Authority::System => false,
    }
}

fn owner_or_operator(authority: Authority<'_>) -> bool {
    matches!(
        authority,
        Authority::Operator | Authority::Merchant(_, None)
    )
}
