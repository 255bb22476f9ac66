//! The parts of a page that react.
//!
//! A page is markup that the server wrote: it is read, and its forms are posted, before a line of code runs. Only
//! islands in it are hydrated, so that a browser downloads the code of these alone and none of the pages around them.
//! Each bundle names its own kinds ([`Island`]).

use leptos::{prelude::*, tachys::html::islands};
use serde::Serialize;
use serde_json::Value;

/// A kind of part with all that it shows: the server writes it into the page, and the browser reads it from there.
pub trait Island: Serialize + Sized + 'static {
    /// Reads the JSON that the server wrote; none where this bundle knows no such part.
    fn read(written: Value) -> Option<Self>;

    /// The part, which the server renders and the browser hydrates.
    fn part(self) -> AnyView;

    /// The part in the page.
    fn view(self) -> impl IntoView {
        const NAME: &str = "part";
        // Names and texts always have a JSON form; a part without it would stay as the server wrote it.
        let all_that_it_shows = serde_json::to_string(&self).unwrap_or_default();
        islands::Island::new(NAME, self.part()).with_props(all_that_it_shows)
    }
}

#[cfg(feature = "hydrate")]
pub use self::hydrated_islands::{HydratedIslands, IslandContext};

#[cfg(feature = "hydrate")]
mod hydrated_islands {
    use std::rc::Rc;

    use leptos::{mount::UnmountHandle, prelude::*};
    use web_sys::{Element, HtmlElement};

    use super::Island;
    use crate::window::dom;

    /// A hydrated island. It is unmounted when this is dropped.
    struct Hydrated {
        element: HtmlElement,
        _life: UnmountHandle<<AnyView as Render>::State>,
    }

    /// The hydrated islands of a page. They are unmounted when this is dropped.
    #[derive(Default)]
    pub struct HydratedIslands {
        islands: Vec<Hydrated>,
    }

    /// Provides what islands find in context.
    pub type IslandContext = Rc<dyn Fn()>;

    impl HydratedIslands {
        /// Hydrates all islands in a part of the page, with this context.
        pub fn add<I: Island>(&mut self, scope: &Element, island_context: &IslandContext) {
            let elements = dom::all::<HtmlElement>(scope, "leptos-island");
            self.islands.extend(
                elements
                    .into_iter()
                    .filter_map(|element| hydrate::<I>(element, Rc::clone(island_context))),
            );
        }

        /// Unmounts the islands in a part of the page that is about to be removed.
        pub fn end_in(&mut self, scope: &Element) {
            self.islands
                .retain(|hydrated| !scope.contains(Some(&hydrated.element)));
        }
    }

    /// Hydrates one island; one whose properties are not understood stays as the server wrote it.
    fn hydrate<I: Island>(element: HtmlElement, island_context: IslandContext) -> Option<Hydrated> {
        let all_that_it_shows = element.get_attribute("data-props")?;
        let written = serde_json::from_slice(all_that_it_shows.as_bytes()).ok()?;
        let island = I::read(written)?;
        let life = leptos::mount::hydrate_from(element.clone(), move || {
            island_context();
            island.part()
        });
        Some(Hydrated {
            element,
            _life: life,
        })
    }
}
