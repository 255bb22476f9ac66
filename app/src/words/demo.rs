//! The words of the demo marketplace. No code in the browser says them.

use crate::demo::{Group, Person};

/// The demo marketplace.
#[derive(Debug)]
pub struct DemoWords {
    /// The heading of its people.
    pub title: &'static str,
    /// What pressing one of them does.
    pub hint: &'static str,
    /// The heading of the form beside them.
    pub with_password: &'static str,
    /// Says the password of everybody.
    pub password: fn(&str) -> String,
    /// The heading of a group of people.
    pub group: fn(Group) -> &'static str,
    /// Who somebody is, and what to look at as them.
    pub who: fn(Person) -> (&'static str, &'static str),
    /// Leads to the document of the API.
    pub api: &'static str,
}
