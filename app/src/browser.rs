//! The page that is open in the browser.

pub mod island;
pub mod keyboard;
pub mod live;

#[cfg(feature = "hydrate")]
mod call_form;
#[cfg(feature = "hydrate")]
mod drawer;
#[cfg(feature = "hydrate")]
mod drop_down;
#[cfg(feature = "hydrate")]
mod fetch;
#[cfg(feature = "hydrate")]
mod kept_choice;
#[cfg(feature = "hydrate")]
pub mod navigator;
#[cfg(feature = "hydrate")]
pub mod offline;
#[cfg(feature = "hydrate")]
pub mod page_form;
#[cfg(feature = "hydrate")]
pub(crate) mod refresh;
#[cfg(feature = "hydrate")]
mod regions;
#[cfg(feature = "hydrate")]
pub mod ticker;

use std::rc::Rc;

use leptos::prelude::*;

/// A part of a page that is replaced when there is news. It has an id of its own.
pub const REGION: &str = "data-region";

/// A region that is not replaced once it is there: what it showed first is still right.
pub const SETTLED: &str = "data-settled";

/// A page that is renewed by news about any service order.
pub const LIVE_DATA: &str = "data-live";

/// The page's service order, by its number.
pub const NUMBER_DATA: &str = "data-number";

/// An event of the window after the page was renewed: what a script had marked in it must be marked again.
pub const RENEWED: &str = "renewed";

/// The version of the service order that the page shows.
pub const VERSION_DATA: &str = "data-version";

/// Waits until all changes so far are painted, and events that are waiting have been handled.
pub async fn painted() {
    #[cfg(feature = "hydrate")]
    crate::window::painting::painted().await;
}

/// Stores what was typed into the page's forms, to restore it after signing in again.
pub fn keep_forms() {
    #[cfg(feature = "hydrate")]
    crate::form::kept_forms::keep();
}

/// Whether the page is hidden: a background tab or a minimised window.
pub fn is_hidden() -> bool {
    #[cfg(feature = "hydrate")]
    return document().hidden();
    #[cfg(not(feature = "hydrate"))]
    return false;
}

/// What an island may ask the navigator for, in context. On the server there is none.
#[derive(Clone, Copy)]
pub struct Navigation {
    renew: StoredValue<Rc<Renew>, LocalStorage>,
    go_to: StoredValue<Rc<GoTo>, LocalStorage>,
}

/// Why the page is renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenewalReason {
    /// The user asked for it; with a version, what has happened to the order since is shown as well.
    Requested(Option<u32>),
    /// There is news. A form that is being filled in stays as it is, and the news is announced.
    News,
}

type Renew = dyn Fn(RenewalReason);
type GoTo = dyn Fn(&str);

impl Navigation {
    /// A navigation that is done by these functions.
    pub fn by(renew: impl Fn(RenewalReason) + 'static, go_to: impl Fn(&str) + 'static) -> Self {
        Self {
            renew: StoredValue::new_local(Rc::new(renew)),
            go_to: StoredValue::new_local(Rc::new(go_to)),
        }
    }

    /// Shows the page as it is now; with a version, also what has happened to its order since.
    pub fn renew(self, since: Option<u32>) {
        self.renew
            .with_value(|renew| renew(RenewalReason::Requested(since)));
    }

    /// Takes in what has changed, except in a form that is being filled in.
    pub fn catch_up(self) {
        self.renew.with_value(|renew| renew(RenewalReason::News));
    }

    /// Navigates to another page.
    pub fn go_to(self, address: &str) {
        self.go_to.with_value(|go_to| go_to(address));
    }
}
