//! A browser without a network keeps the page that it shows: what is to be followed or sent by the browser itself would leave
//! nothing but its own error page.

use leptos::prelude::{document, window};
use web_sys::{Element, Event};

use crate::window::dom;

/// What leads away: links within the site, and forms that no script sends. Downloads, new tabs and what another program opens leave
/// the page alone.
const LEADS_AWAY: &str = "a[href]:not([href^='#'], [href^='tel:'], [href^='mailto:'], [download], [target]), \
     form:not([method='dialog'])";

/// Stays while there is no network, and says so. Listens after all that follow links and send forms by script.
pub fn stay(say: impl Fn() + Clone + 'static) {
    for name in ["click", "submit"] {
        let say = say.clone();
        dom::on(name, &document(), move |event: Event| {
            let leads_away = !event.default_prevented()
                && !window().navigator().on_line()
                && dom::around::<Element>(&event, LEADS_AWAY)
                    .is_some_and(|way| way.has_attribute("href") == (event.type_() == "click"));
            if leads_away {
                event.prevent_default();
                say();
            }
        });
    }
}
