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

/// A part of a page that is put in the place of the old one when there is news. It has an id of its own.
pub const REGION: &str = "data-region";

/// A region that stays as it was where it has been there before: what it said then is still the best that is known.
pub const SETTLED: &str = "data-settled";

/// A page that news about any service order concern.
pub const LIVE_DATA: &str = "data-live";

/// The page's service order, by its number.
pub const NUMBER_DATA: &str = "data-number";

/// Heard by the window when the page has been renewed: what was marked in it by the browser is to be marked again.
pub const RENEWED: &str = "renewed";

/// As which version the page shows its service order.
pub const VERSION_DATA: &str = "data-version";

/// Waits until what has changed so far is on the screen, and whatever somebody did meanwhile was heard.
pub async fn painted() {
    #[cfg(feature = "hydrate")]
    crate::window::painting::painted().await;
}

/// Keeps what was typed into the page's forms, for whoever comes back to it after having signed in again.
pub fn keep_forms() {
    #[cfg(feature = "hydrate")]
    crate::form::kept_forms::keep();
}

/// Whether the page is out of sight: in a tab behind others, or a window that is down.
pub fn is_hidden() -> bool {
    #[cfg(feature = "hydrate")]
    return document().hidden();
    #[cfg(not(feature = "hydrate"))]
    return false;
}

/// What an island may ask of the page that it is on, in context. On the server there is none.
#[derive(Clone, Copy)]
pub struct Navigation {
    renew: StoredValue<Rc<Renew>, LocalStorage>,
    go_to: StoredValue<Rc<GoTo>, LocalStorage>,
}

/// Who wants the page to be renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenewalReason {
    /// The person before it; with a version, what has happened to the order since is told as well.
    Requested(Option<u32>),
    /// Nobody: there is news. A form that is being filled in stays as it is, and the news is announced.
    News,
}

type Renew = dyn Fn(RenewalReason);
type GoTo = dyn Fn(&str);

impl Navigation {
    /// How it is done.
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

    /// Takes in what has changed, but for a form that is being filled in.
    pub fn catch_up(self) {
        self.renew.with_value(|renew| renew(RenewalReason::News));
    }

    /// Leads to another page.
    pub fn go_to(self, address: &str) {
        self.go_to.with_value(|go_to| go_to(address));
    }
}
