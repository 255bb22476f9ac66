//! Leaving.

use leptos::prelude::*;

use crate::{
    parts::controls::button::{Button, ButtonKind, Emphasis},
    request::routes::SIGN_OUT_PATH,
    words::frame,
};

/// The way out: a plain form, so that it works before anything else does.
#[component]
pub fn SignOut() -> impl IntoView {
    view! {
        <form method="post" action=SIGN_OUT_PATH>
            <Button kind=ButtonKind::Submit emphasis=Emphasis::Quiet>
                {frame().sign_out}
            </Button>
        </form>
    }
}
