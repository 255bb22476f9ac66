//! Somebody else acted on the order while a form is being filled in: the page says so, and keeps the form until the
//! user asks for the news (R-LST-4).

use aftercare_domain::{people::party::Party, service_order::view::LogLine};
use leptos::prelude::*;

use crate::{
    browser::OVERTAKEN_ID,
    pages::workbench::service_order::tabs::log::moment,
    words::{order_page, words},
};

/// Tells in one line who did what last since a version, which is the sequence of the last line then.
#[component]
pub fn Overtaken(
    /// The version; none where nothing is shown.
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
                                    {order_page().show_news}
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
    // Some texts already name who did it.
    let who = Some(who).filter(|who| line.automatic.is_none() && !title.starts_with(who));
    order_page().overtaken(who, &title)
}
