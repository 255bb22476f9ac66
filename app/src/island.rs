//! The parts of a consumer's page that react.
//!
//! A consumer's page is markup that the server wrote: it is read, and its forms are posted, before a line of code runs. Only
//! islands in it come to life, so that a phone downloads the code of these alone and none of the pages around them.

use aftercare_domain::time::Timestamp;
use leptos::{prelude::*, tachys::html::islands};
use serde::{Deserialize, Serialize};

use crate::{
    clock::ServerClock,
    pages::consumer::errand_form::{ErrandForm, sheet::Sheet},
    parts::{copy_button::CopyButton, time_left::TimeLeft},
    visit::Visit,
};

/// What the parts are, with all that they show: the server writes it into the page, and the browser reads it from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Island {
    /// Copies a text.
    Copy {
        /// The text.
        text: String,
        /// What the button says; "copy" by default.
        label: Option<String>,
    },
    /// A form.
    Form(Box<Sheet>),
    /// How long is left.
    TimeLeft {
        /// Until when.
        due_at: Timestamp,
        /// From when it is soon over.
        soon_at: Option<Timestamp>,
    },
}

impl Island {
    /// The part, which the server renders and the browser takes over.
    fn part(self) -> AnyView {
        match self {
            Self::Copy { text, label } => match label {
                Some(label) => view! { <CopyButton text label /> }.into_any(),
                None => view! { <CopyButton text /> }.into_any(),
            },
            Self::Form(sheet) => view! { <ErrandForm sheet=*sheet /> }.into_any(),
            Self::TimeLeft { due_at, soon_at } => {
                ServerClock::provide(Visit::current());
                view! { <TimeLeft due_at=Some(due_at) soon_at=soon_at /> }.into_any()
            }
        }
    }

    /// The part in the page.
    pub fn view(self) -> impl IntoView {
        const NAME: &str = "part";
        // Names and texts always have a JSON form; a part without it would stay as the server wrote it.
        let all_that_it_shows = serde_json::to_string(&self).unwrap_or_default();
        islands::Island::new(NAME, self.part()).with_props(all_that_it_shows)
    }
}

/// An island that came to life. It ends when this is dropped.
#[cfg(feature = "hydrate")]
type Living = leptos::mount::UnmountHandle<<AnyView as Render>::State>;

/// What of a page has come to life. It lives as long as this does.
#[cfg(feature = "hydrate")]
#[derive(Default)]
pub struct Alive {
    _islands: Vec<Living>,
}

#[cfg(feature = "hydrate")]
impl Alive {
    /// Brings all islands of a page to life.
    pub fn all_in(document: &web_sys::Document) -> Self {
        let Ok(elements) = document.query_selector_all("leptos-island") else {
            return Self::default();
        };
        let elements = (0..elements.length()).filter_map(|index| elements.item(index));
        Self {
            _islands: elements.filter_map(take_over).collect(),
        }
    }
}

/// Brings one island to life; one that says nothing that is known here stays as the server wrote it.
#[cfg(feature = "hydrate")]
fn take_over(element: web_sys::Node) -> Option<Living> {
    use wasm_bindgen::JsCast as _;

    let element = element.dyn_into::<web_sys::HtmlElement>().ok()?;
    let all_that_it_shows = element.get_attribute("data-props")?;
    let island = crate::api::json::decode::<Island>(all_that_it_shows.as_bytes()).ok()?;
    Some(leptos::mount::hydrate_from(element, move || island.part()))
}
