//! Saved views: kept by whom they are of use, shared in the team (R-LST-1).

use aftercare_domain::{
    form::{FieldError, Violation},
    people::party::{Actor, Authority, Organisation},
    service_order::query::{NarrowedSearch, PersonalSearch, ServiceOrderQuery},
    teamwork::saved_view::{MOST_VIEWS, SavedView, SavedViews, ViewDraft},
    values::id::{Username, ViewId},
};

use crate::{
    context::Context,
    db::{self, Connection, DbError, teamwork::saved_views::StoredView},
    service::{self, ServiceRefusal},
    write::idempotency,
};

/// Why a view is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ViewRefusal {
    /// It would keep what tells of a person.
    #[error("it tells of a person")]
    Personal,
    /// They have as many as one person may have.
    #[error("no more than {MOST_VIEWS} views")]
    TooMany,
}

impl ServiceRefusal for ViewRefusal {}

type Error = service::Error<ViewRefusal>;

/// Somebody who keeps views.
#[derive(Debug, Clone)]
struct ViewOwner {
    username: Username,
    /// With whom they share.
    team: String,
    /// Whether they may change what others of their team share.
    is_owner: bool,
}

impl ViewOwner {
    fn of(actor: &Actor) -> Result<Self, Error> {
        let team = match Organisation::of(actor) {
            Some(
                team
                @ (Organisation::Merchant(_) | Organisation::Store(_) | Organisation::Platform),
            ) => team.to_string(),
            // The return centre has no list to keep views of.
            Some(Organisation::ReturnCentre) | None => return Err(Error::Forbidden),
        };
        Ok(Self {
            username: actor.username.clone().ok_or(Error::Forbidden)?,
            team,
            is_owner: matches!(actor.authority(), Authority::Merchant(_, None)),
        })
    }

    fn made(&self, view: &StoredView) -> bool {
        view.created_by == self.username
    }

    fn shown(&self, view: StoredView) -> SavedView {
        SavedView {
            own: self.made(&view),
            query: if self.made(&view) {
                view.query
            } else {
                shareable(&view.query)
            },
            id: view.id,
            name: view.name,
            shared: view.is_shared,
            created_by: view.created_by,
        }
    }

    /// A view that they may change.
    async fn find(&self, connection: &mut Connection, id: &ViewId) -> Result<StoredView, Error> {
        let found = db::teamwork::saved_views::find(connection, id).await?;
        let view = found
            .filter(|view| self.made(view) || (view.is_shared && view.team == self.team))
            .ok_or(Error::NotFound)?;
        if self.made(&view) || self.is_owner {
            Ok(view)
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// The views that somebody sees: their own first.
pub async fn list(context: &Context, actor: &Actor) -> Result<SavedViews, Error> {
    let keeper = ViewOwner::of(actor)?;
    let mut reader = context.db.reader().await?;
    let found =
        db::teamwork::saved_views::list(&mut reader, &keeper.team, &keeper.username).await?;
    let mut items: Vec<SavedView> = found.into_iter().map(|view| keeper.shown(view)).collect();
    items.sort_by_key(|view| !view.own);
    Ok(SavedViews { items })
}

/// Keeps a new view.
pub async fn add(
    context: &Context,
    actor: &Actor,
    draft: ViewDraft,
    call: idempotency::IdempotentRequest,
) -> Result<SavedView, Error> {
    const CREATED: u16 = 201;
    let keeper = ViewOwner::of(actor)?;
    let id = context.entropy.identifier();
    let view = StoredView {
        id: ViewId::parse(&id).map_err(|fault| corrupt("id", &id, format_args!("{fault:?}")))?,
        team: keeper.team.clone(),
        created_by: keeper.username.clone(),
        query: canonical(&draft)?,
        name: draft.name,
        is_shared: draft.shared,
    };
    idempotency::once::<_, Error, _>(
        &context.db,
        &context.clock,
        call,
        CREATED,
        move |connection| {
            Box::pin(async move {
                let kept = db::teamwork::saved_views::count(connection, &keeper.username).await?;
                if kept >= i64::from(MOST_VIEWS) {
                    return Err(ViewRefusal::TooMany.into());
                }
                if !db::teamwork::saved_views::add(connection, &view).await? {
                    return Err(name_taken());
                }
                Ok(keeper.shown(view))
            })
        },
    )
    .await
}

/// Changes a view.
pub async fn change(
    context: &Context,
    actor: &Actor,
    id: ViewId,
    draft: ViewDraft,
) -> Result<SavedView, Error> {
    let keeper = ViewOwner::of(actor)?;
    let query = canonical(&draft)?;
    let work = context.db.write(move |connection| {
        Box::pin(async move {
            let view = StoredView {
                name: draft.name,
                query,
                is_shared: draft.shared,
                ..keeper.find(connection, &id).await?
            };
            if db::teamwork::saved_views::update(connection, &view).await? {
                Ok(keeper.shown(view))
            } else {
                Err(name_taken())
            }
        })
    });
    work.await
}

/// Removes a view.
pub async fn remove(context: &Context, actor: &Actor, id: ViewId) -> Result<(), Error> {
    let keeper = ViewOwner::of(actor)?;
    let work = context.db.write(move |connection| {
        Box::pin(async move {
            keeper.find(connection, &id).await?;
            Ok(db::teamwork::saved_views::remove(connection, &id).await?)
        })
    });
    work.await
}

fn canonical(draft: &ViewDraft) -> Result<String, Error> {
    let list = draft.list().map_err(Error::Invalid)?;
    let tells_of_person = match list.personal_search() {
        Ok(None) => false,
        // Words may be those of a title; whether they are a name only its maker knows.
        Ok(Some(PersonalSearch::Words)) => draft.shared,
        Ok(Some(PersonalSearch::Phone)) | Err(NarrowedSearch) => true,
    };
    if tells_of_person {
        return Err(ViewRefusal::Personal.into());
    }
    Ok(list.to_query())
}

/// A list that somebody else keeps, as far as it tells of nobody: earlier releases kept what it was searched for.
fn shareable(query: &str) -> String {
    let list = ServiceOrderQuery::of_page(query).discreet();
    let list = match list.personal_search() {
        Ok(None) => list,
        Ok(Some(_)) | Err(NarrowedSearch) => ServiceOrderQuery { q: None, ..list },
    };
    list.to_query()
}

fn name_taken() -> Error {
    Violation::new("name", FieldError::Duplicate {}).into()
}

fn corrupt(
    column: &'static str,
    row: impl std::fmt::Display,
    reason: impl std::fmt::Display,
) -> DbError {
    DbError::corrupt("saved_views", column, row, reason)
}
