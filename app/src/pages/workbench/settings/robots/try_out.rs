//! Tests a robot: sends a message to its group, and shows the result.

use aftercare_domain::teamwork::robot::RobotTest;
use leptos::prelude::*;

use crate::{
    api::Api,
    parts::{controls::button::Button, status::problem_panel::explain},
    window::island::island,
    words::notifications,
};

island! {
    /// Tries a robot out.
    pub struct TryOutIsland = "TryOut" {
        /// Its id.
        robot: String,
    }
    view! { <TryOut robot /> }
}

/// The button, and beside it what became of the message: delivered, or why not, and what to do.
#[component]
pub fn TryOut(
    /// Which robot.
    robot: String,
) -> impl IntoView {
    let ui = notifications();
    let api = Api::current();
    let try_out = Action::new(move |(): &()| {
        let (api, robot) = (api.clone(), robot.clone());
        async move { api.try_robot(&robot).await }
    });
    let said = move || {
        try_out.value().get().map(|tried| match tried {
            Ok(RobotTest {
                delivered: true, ..
            }) => (true, ui.delivered.to_owned()),
            Ok(RobotTest { fault, detail, .. }) => {
                let why = fault.map_or("", |fault| ui.delivery_fault(fault));
                let said = detail.map_or_else(String::new, |said| ui.vendor_said(&said));
                (false, format!("{}{why}{said}", ui.not_delivered))
            }
            Err(error) => {
                let (what, next) = explain(&error);
                (false, format!("{what} {next}"))
            }
        })
    };
    let is_delivered = move || said().map(|(delivered, _)| delivered.to_string());
    view! {
        <Button
            busy=try_out.pending()
            on_press=Callback::new(move |()| {
                try_out.dispatch(());
            })
        >
            {ui.try_out}
        </Button>
        <span class="tried-out" role="status" data-delivered=is_delivered>
            {move || said().map(|(_, said)| said)}
        </span>
    }
}
