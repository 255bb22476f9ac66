//! Adding tenants and people.

use aftercare_domain::{people::party::Role, values::id::Username};

use super::new_password::NewPassword;
use crate::{
    context::Context,
    db::{self, DbError, people::User},
    runtime::passwords::HashingFailed,
};

/// Why somebody was not added.
#[derive(Debug, thiserror::Error)]
pub enum AddRefusal {
    /// Somebody else has that name.
    #[error("the username `{0}` is taken")]
    NameTaken(Username),
    /// A system or an API client does not sign in.
    #[error("nobody signs in as the system or as an API client: make a token for an integrator")]
    NotAPerson,
    /// The password could not be hashed.
    #[error(transparent)]
    Hashing(#[from] HashingFailed),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Adds somebody who can sign in, and the merchant, store or consumer for whom they act unless that is there.
pub async fn add_user(
    context: &Context,
    user: User,
    password: NewPassword,
) -> Result<(), AddRefusal> {
    // Nor does anybody sign in for one order alone: that is what links are for.
    if matches!(
        user.role,
        Role::System { .. } | Role::ApiClient { .. } | Role::Consumer { order: Some(_), .. }
    ) {
        return Err(AddRefusal::NotAPerson);
    }
    let password = password.into_password();
    let hash = context.passwords.hash(&context.entropy, password).await?;
    let at = context.clock.now();
    context
        .db
        .write(move |connection| {
            Box::pin(async move {
                match &user.role {
                    Role::Consumer { consumer, .. } => {
                        db::people::consumers::add(connection, consumer, &user.name, at).await?;
                    }
                    Role::Merchant { merchant, .. } => {
                        if !db::people::tenants::merchant_exists(connection, merchant).await? {
                            db::people::tenants::put_merchant(
                                connection,
                                merchant,
                                merchant.as_str(),
                                at,
                            )
                            .await?;
                        }
                    }
                    Role::Store { store, channels } => {
                        if !channels.is_empty()
                            || !db::people::tenants::store_exists(connection, store).await?
                        {
                            db::people::tenants::put_store(
                                connection,
                                store,
                                store.as_str(),
                                channels,
                                at,
                            )
                            .await?;
                        }
                    }
                    Role::Operator
                    | Role::ReturnCentre
                    | Role::System { .. }
                    | Role::ApiClient { .. } => {}
                }
                if db::people::add_user(connection, &user, &hash, at).await? {
                    Ok(())
                } else {
                    Err(AddRefusal::NameTaken(user.username))
                }
            })
        })
        .await
}
