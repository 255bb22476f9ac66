//! What a part of a page may ask the navigator for: to renew the page, or to lead elsewhere.

use std::rc::Rc;

use leptos::prelude::*;

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
