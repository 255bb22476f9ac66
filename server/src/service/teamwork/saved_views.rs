//! Saved views: kept by whom they are of use, shared in the team (R-LST-1).

use aftercare_domain::{
    form::{FieldError, Violation},
    people::party::{Actor, Authority, Role},
    service_order::query::{NarrowedSearch, PersonalSearch, ServiceOrderQuery},
    teamwork::saved_view::{MOST_VIEWS, SavedView, SavedViews, ViewDraft},
    values::id::{Username, ViewId},
};

use crate::{
    context::Context,
    db::{self, Connection, DbError, teamwork::saved_views::StoredView},
    write::idempotency::{self, KeyReused},
};

/// Why a view is not kept, changed or removed.
#[derive(Debug, thiserror::Error)]
pub enum ViewRefusal {
    /// Fields are wrong.
    #[error("fields are wrong")]
    Invalid(Vec<Violation>),
    /// There is no such view for them to see.
    #[error("no such view")]
    NotFound,
    /// It is another's, or they keep no views.
    #[error("not theirs to change")]
    NotYours,
    /// It would keep what tells of a person.
    #[error("it tells of a person")]
    Personal,
    /// They have as many as one person may have.
    #[error("no more than {MOST_VIEWS} views")]
    TooMany,
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

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
    fn of(actor: &Actor) -> Result<Self, ViewRefusal> {
        let team = match &actor.role {
            Role::Merchant { merchant, .. } => format!("merchant:{merchant}"),
            Role::Store { store, .. } => format!("store:{store}"),
            Role::Operator => "platform".to_owned(),
            Role::Consumer { .. }
            | Role::ReturnCentre
            | Role::System { .. }
            | Role::ApiClient { .. } => return Err(ViewRefusal::NotYours),
        };
        Ok(Self {
            username: actor.username.clone().ok_or(ViewRefusal::NotYours)?,
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
    async fn find(
        &self,
        connection: &mut Connection,
        id: &ViewId,
    ) -> Result<StoredView, ViewRefusal> {
        let found = db::teamwork::saved_views::find(connection, id).await?;
        let view = found
            .filter(|view| self.made(view) || (view.is_shared && view.team == self.team))
            .ok_or(ViewRefusal::NotFound)?;
        if self.made(&view) || self.is_owner {
            Ok(view)
        } else {
            Err(ViewRefusal::NotYours)
        }
    }
}

/// The views that somebody sees: their own first.
pub async fn list(context: &Context, actor: &Actor) -> Result<SavedViews, ViewRefusal> {
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
) -> Result<SavedView, ViewRefusal> {
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
    let (_, body) = idempotency::once(
        &context.db,
        &context.clock,
        call,
        CREATED,
        move |connection| {
            Box::pin(async move {
                let kept = db::teamwork::saved_views::count(connection, &keeper.username).await?;
                if kept >= i64::from(MOST_VIEWS) {
                    return Err(ViewRefusal::TooMany);
                }
                if !db::teamwork::saved_views::add(connection, &view).await? {
                    return Err(name_taken());
                }
                let id = view.id.clone();
                let shown = serde_json::to_value(keeper.shown(view));
                shown.map_err(|error| corrupt("name", &id, error).into())
            })
        },
    )
    .await?;
    serde_json::from_value(body).map_err(|error| corrupt("name", "a new view", error).into())
}

/// Changes a view.
pub async fn change(
    context: &Context,
    actor: &Actor,
    id: ViewId,
    draft: ViewDraft,
) -> Result<SavedView, ViewRefusal> {
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
pub async fn remove(context: &Context, actor: &Actor, id: ViewId) -> Result<(), ViewRefusal> {
    let keeper = ViewOwner::of(actor)?;
    let work = context.db.write(move |connection| {
        Box::pin(async move {
            keeper.find(connection, &id).await?;
            Ok(db::teamwork::saved_views::remove(connection, &id).await?)
        })
    });
    work.await
}

fn canonical(draft: &ViewDraft) -> Result<String, ViewRefusal> {
    let list = draft.list().map_err(ViewRefusal::Invalid)?;
    let tells_of_person = match list.personal_search() {
        Ok(None) => false,
        // Words may be those of a title; whether they are a name only its maker knows.
        Ok(Some(PersonalSearch::Words)) => draft.shared,
        Ok(Some(PersonalSearch::Phone)) | Err(NarrowedSearch) => true,
    };
    if tells_of_person {
        return Err(ViewRefusal::Personal);
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

fn name_taken() -> ViewRefusal {
    ViewRefusal::Invalid(vec![Violation::new("name", FieldError::Duplicate {})])
}

fn corrupt(
    column: &'static str,
    row: impl std::fmt::Display,
    reason: impl std::fmt::Display,
) -> DbError {
    DbError::corrupt("saved_views", column, row, reason)
}
