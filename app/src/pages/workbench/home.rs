//! The front door: leads on to what there is to do.

use leptos::prelude::*;
use leptos_router::components::Redirect;

use crate::{
    pages::guard::{Guard, signed_in},
    request::routes::{Admits, Screen, home_of},
};

/// Leads everybody to their own first page; strangers the guard has sent to sign in.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <Guard admits=Admits::Anybody>
            {
                let home = signed_in()
                    .as_ref()
                    .map_or(Screen::ServiceOrders.path(), home_of);
                view! { <Redirect path=home /> }
            }
        </Guard>
    }
}
