//! The people of the demo marketplace, each a button that signs in: the form of a page that works before anything else does.

use leptos::prelude::*;

use super::{NEXT, PASSWORD_FIELD, USERNAME_FIELD};
use crate::{
    demo::{Group, PASSWORD, Person},
    request::routes::{Admits, Screen},
    words::demo,
};

/// What the demo is, and who can sign in to it.
#[component]
pub fn DemoPeople(
    /// Where the visitor wanted to.
    next: String,
) -> impl IntoView {
    let words = demo();
    view! {
        <section class="demo" aria-labelledby="demo-title">
            <header>
                <h1 id="demo-title">{words.title}</h1>
                <p class="muted">{words.hint}</p>
            </header>
            {Group::ALL
                .map(|group| {
                    view! { <People group next=next.clone() /> }
                })
                .collect_view()}
        </section>
    }
}

/// A group, with a button for each.
#[component]
fn People(group: Group, next: String) -> impl IntoView {
    let words = demo();
    // Nobody is led to a page that is not for them.
    let next = if is_for(group, &next) {
        next
    } else {
        String::new()
    };
    let people = group.people().map(|person| view! { <OneOf person /> });
    view! {
        <form class="demo-group" method="post" action=Screen::SignIn.path()>
            <h2>{words.group(group)}</h2>
            <input type="hidden" name=NEXT value=next />
            <input type="hidden" name=PASSWORD_FIELD value=PASSWORD />
            <div class="demo-people">{people.collect_view()}</div>
        </form>
    }
}

#[component]
fn OneOf(person: Person) -> impl IntoView {
    let (who, what) = (demo().who(person), demo().what_to_look_at(person));
    view! {
        <button class="demo-person" type="submit" name=USERNAME_FIELD value=person.username()>
            <span class="demo-person-name">
                <strong>{person.name()}</strong>
                " "
                <span>{who}</span>
            </span>
            " "
            <span class="demo-person-what">{what}</span>
        </button>
    }
}

/// Whether a page is for a group.
fn is_for(group: Group, path: &str) -> bool {
    let admits = match group {
        Group::Merchant | Group::OtherSides => Admits::Staff,
        Group::Consumers => Admits::Consumers,
    };
    Admits::of_path(path) == admits
}
