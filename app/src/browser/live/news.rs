//! Whether news concern the page that is open.

use web_sys::Element;

use crate::{
    browser::{LIVE_DATA, NUMBER_DATA, VERSION_DATA, live::LiveNews},
    window::dom,
};

/// What news are to a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Interest {
    /// It does not show what they are about, or shows it already.
    None,
    /// It is to be renewed at once.
    Now,
    /// It shows many things: it is renewed some time after the first news.
    Gathered,
}

/// What these news are to the page that is open.
pub fn interest(news: &LiveNews) -> Interest {
    let shown: Option<Element> = dom::first(&format!("[{NUMBER_DATA}]"));
    let Some(shown) = shown else {
        let is_live = dom::first::<Element>(&format!("[{LIVE_DATA}]")).is_some();
        return if is_live {
            Interest::Gathered
        } else {
            Interest::None
        };
    };
    let LiveNews::Changed(changed) = news else {
        return Interest::Now;
    };
    let version = shown
        .get_attribute(VERSION_DATA)
        .and_then(|it| it.parse().ok());
    let is_newer = version.is_none_or(|version: u32| version < changed.version);
    if is_newer && shown.get_attribute(NUMBER_DATA).as_deref() == Some(changed.number.as_str()) {
        Interest::Now
    } else {
        Interest::None
    }
}
