//! Without a network the page stays: a link or form that the browser itself followed would leave nothing but its error
//! page.

use leptos::prelude::{document, window};
use web_sys::{Element, Event};

use crate::window::dom;

/// What leaves the page: links within the site, and forms that no script sends. Not downloads, new tabs and links for
/// other programs.
const LEADS_AWAY: &str = "a[href]:not([href^='#'], [href^='tel:'], [href^='mailto:'], [download], [target]), \
     form:not([method='dialog'])";

/// Cancels navigation while there is no network, and says so. Registered after all scripts that follow links and send
/// forms.
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
