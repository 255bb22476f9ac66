//! Saved views: lists that are kept under a name.

use aftercare_domain::teamwork::saved_view::{SavedView, SavedViews};
use leptos::prelude::*;

use crate::{
    parts::layout::drop_down::DropDown,
    request::{list_url::ListUrl, query::segment},
    words::lists,
};

/// The menu of views: to choose one, to keep the list that is shown, and to change or remove one's own.
#[component]
pub fn ViewsMenu(
    /// The views.
    views: SavedViews,
    /// What is shown.
    filter: ListUrl,
) -> impl IntoView {
    let lists = lists();
    let here = filter.of_whole();
    let current = views.items.iter().find(|view| view.query == here);
    let label = current.map_or(lists.views.to_owned(), |view| {
        format!("{}: {}", lists.views, view.name)
    });
    let (own, shared): (Vec<_>, Vec<_>) = views.items.into_iter().partition(|view| view.own);
    let is_empty = own.is_empty() && shared.is_empty();
    view! {
        <DropDown label>
            <div id="views" data-region>
                {is_empty.then(|| view! { <p class="muted small">{lists.no_views}</p> })}
                <Group title=lists.own_views views=own filter=filter.clone() />
                <Group title=lists.shared_views views=shared filter />
            </div>
            <form class="form" method="post" action=VIEWS data-call="post">
                <h3>{lists.save_view}</h3>
                <NameInput name=String::new() />
                <input type="hidden" name="query" value=here />
                <SharedBox shared=false />
                <p class="field-fault" role="alert"></p>
                <button class="button" data-emphasis="primary" type="submit">
                    {lists.save}
                </button>
            </form>
        </DropDown>
    }
}

/// Where views are kept.
const VIEWS: &str = "/api/v1/views";

#[component]
fn Group(title: &'static str, views: Vec<SavedView>, filter: ListUrl) -> impl IntoView {
    (!views.is_empty()).then(|| {
        view! {
            <h3>{title}</h3>
            <ul class="views">
                {views
                    .into_iter()
                    .map(|view| view! { <View view filter=filter.clone() /> })
                    .collect_view()}
            </ul>
        }
    })
}

/// A view: a link to its list, and for its maker a form.
#[component]
fn View(view: SavedView, filter: ListUrl) -> impl IntoView {
    let lists = lists();
    let here = filter.of_whole();
    let href = filter.of_view(&view.query).address();
    let is_current = view.query == here;
    let by = (!view.own).then(|| {
        view! {
            <span class="muted small">{format!("{} {}", lists.by, view.created_by.as_str())}</span>
        }
    });
    let shared =
        (view.own && view.shared).then(|| view! { <span class="badge">{lists.shared}</span> });
    view! {
        <li>
            <a href=href aria-current=is_current.then_some("true")>
                {view.name.to_string()}
            </a>
            {by}
            {shared}
            {view.own.then(|| view! { <OwnView view=view.clone() here /> })}
        </li>
    }
}

/// The forms that change and remove a view.
#[component]
fn OwnView(view: SavedView, here: String) -> impl IntoView {
    let lists = lists();
    let action = format!("{VIEWS}/{}", segment(&view.id.to_string()));
    let query = view.query.clone();
    let other = (here != query).then(|| {
        view! {
            <label class="check">
                <input type="checkbox" name="query" value=here />
                {lists.use_filters}
            </label>
        }
    });
    view! {
        <details>
            <summary>{lists.edit_view}</summary>
            <form class="form" method="post" action=action.clone() data-call="put">
                <NameInput name=view.name.to_string() />
                <input type="hidden" name="query" value=query />
                {other}
                <SharedBox shared=view.shared />
                <p class="field-fault" role="alert"></p>
                <button class="button" type="submit">
                    {lists.save}
                </button>
            </form>
            <form method="post" action=action data-call="delete">
                <p class="field-fault" role="alert"></p>
                <button class="button" data-emphasis="danger" type="submit">
                    {lists.delete_view}
                </button>
            </form>
        </details>
    }
}

#[component]
fn NameInput(name: String) -> impl IntoView {
    view! {
        <label class="field">
            <span class="field-label">{lists().view_name}</span>
            <input class="input" name="name" required maxlength="30" autocomplete="off" value=name />
        </label>
    }
}

/// The box of sharing. A flag: the call sends it as one.
#[component]
fn SharedBox(shared: bool) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" name="shared" data-flag checked=shared />
            {lists().shared}
        </label>
    }
}
