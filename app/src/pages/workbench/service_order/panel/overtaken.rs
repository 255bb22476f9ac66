//! Somebody acted on the order while its form is being filled in: the page says so, and leaves the form alone until it is asked
//! to show what is new (R-LST-4).

use aftercare_domain::{people::party::Party, service_order::view::LogLine};
use leptos::prelude::*;

use crate::pages::workbench::service_order::tabs::log::moment;
use crate::words::{ui, words};

/// In the page's query: say what has happened since this version, beside what is shown.
pub const BEYOND: &str = "beyond";

/// The id of the region that says it.
pub const OVERTAKEN_ID: &str = "overtaken";

/// What is pressed to show it.
pub const SHOW_DATA: &str = "data-show-news";

/// Says in a line who did what last since a version, which is the sequence of the last line then.
#[component]
pub fn Overtaken(
    /// The version; none where nothing is to be said.
    beyond: Option<u32>,
    /// The node log.
    log: Vec<LogLine>,
) -> impl IntoView {
    let newest = log
        .last()
        .filter(|line| beyond.is_some_and(|beyond| line.sequence > beyond));
    view! {
        <div class="overtaken-place" role="status">
            <div id=OVERTAKEN_ID data-region>
                {newest
                    .map(|line| {
                        view! {
                            <p class="overtaken">
                                <span>{line_text(line)}</span>
                                <button class="button" type="button" data-show-news>
                                    {ui().order_page.show_news}
                                </button>
                            </p>
                        }
                    })}
            </div>
        </div>
    }
}

fn line_text(line: &LogLine) -> String {
    let title = moment(line, words()).title;
    let who = match line.actor.party {
        Party::Consumer => words().party(Party::Consumer),
        Party::Merchant
        | Party::Store
        | Party::Operator
        | Party::ReturnCentre
        | Party::System
        | Party::ApiClient => line.actor.name.as_str(),
    };
    // What says itself who did it does not say so twice.
    let who = Some(who).filter(|who| line.automatic.is_none() && !title.starts_with(who));
    (ui().order_page.overtaken)(who, &title)
}
