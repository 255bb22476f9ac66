//! The parts of a page that react.
//!
//! A page is markup that the server wrote: it is read, and its forms are posted, before a line of code runs. Only
//! islands in it are hydrated, so that a browser downloads the code of these alone and none of the pages around them.
//! Each is a structure of its own, beside the component that shows it; each bundle lists those that it hydrates.

use leptos::{prelude::*, tachys::html::islands};
use serde::Serialize;
use serde_json::Value;

/// A part with all that it shows: the server writes it into the page, and the browser reads it from there.
pub trait Island: Serialize + Sized + 'static {
    /// The name by which the browser finds it in the page.
    const NAME: &'static str;

    /// Reads the JSON that the server wrote; none where this bundle knows no such part.
    fn read(written: Value) -> Option<Self>;

    /// The part, which the server renders and the browser hydrates.
    fn part(self) -> AnyView;

    /// The part in the page.
    fn view(self) -> impl IntoView {
        // Names and texts always have a JSON form; a part without it would stay as the server wrote it.
        let all_that_it_shows = serde_json::to_string(&self).unwrap_or_default();
        islands::Island::new(Self::NAME, self.part()).with_props(all_that_it_shows)
    }
}

/// Declares an island: its name in the page, what it shows, and the component that shows it.
macro_rules! island {
    (
        $(#[doc = $doc:literal])*
        pub struct $Name:ident = $name:literal {
            $($(#[doc = $field_doc:literal])* $field:ident: $Type:ty,)*
        }
        $part:expr
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub struct $Name {
            $($(#[doc = $field_doc])* pub $field: $Type,)*
        }

        impl $crate::window::island::Island for $Name {
            const NAME: &'static str = $name;

            fn read(written: serde_json::Value) -> Option<Self> {
                $crate::json::read(&written).ok()
            }

            fn part(self) -> AnyView {
                let Self { $($field,)* } = self;
                $part.into_any()
            }
        }
    };
}
pub(crate) use island;

#[cfg(feature = "hydrate")]
pub(crate) use self::hydrated_islands::islands;
#[cfg(feature = "hydrate")]
pub use self::hydrated_islands::{HydratedIslands, IslandContext, KnownIslands, Part, part_of};

#[cfg(feature = "hydrate")]
mod hydrated_islands {
    use std::rc::Rc;

    use leptos::{mount::UnmountHandle, prelude::*};
    use serde_json::Value;
    use web_sys::{Element, HtmlElement};

    use super::Island;
    use crate::window::dom;

    /// What makes a part, once its context is there.
    pub type Part = Box<dyn FnOnce() -> AnyView>;

    /// The islands that a bundle hydrates: the part of a name, with all that it shows.
    pub type KnownIslands = fn(&str, Value) -> Option<Part>;

    /// The part of an island, from the JSON that the server wrote.
    pub fn part_of<I: Island>(written: Value) -> Option<Part> {
        let island = I::read(written)?;
        Some(Box::new(move || island.part()))
    }

    /// The islands that a bundle hydrates, by their names in the page.
    macro_rules! islands {
        ($($Island:ty),+ $(,)?) => {
            |name, written| match name {
                $(<$Island as $crate::window::island::Island>::NAME => {
                    $crate::window::island::part_of::<$Island>(written)
                })+
                _ => None,
            }
        };
    }
    pub(crate) use islands;

    /// A hydrated island. It is unmounted when this is dropped.
    struct Hydrated {
        element: HtmlElement,
        _life: UnmountHandle<<AnyView as Render>::State>,
    }

    /// The hydrated islands of a page. They are unmounted when this is dropped.
    pub struct HydratedIslands {
        known: KnownIslands,
        islands: Vec<Hydrated>,
    }

    /// Provides what islands find in context.
    pub type IslandContext = Rc<dyn Fn()>;

    impl HydratedIslands {
        /// None yet, of those that a bundle knows.
        pub fn of(known: KnownIslands) -> Self {
            Self {
                known,
                islands: Vec::new(),
            }
        }

        /// Hydrates all islands in a part of the page, with this context.
        pub fn add(&mut self, scope: &Element, island_context: &IslandContext) {
            let elements = dom::all::<HtmlElement>(scope, "leptos-island");
            let known = self.known;
            self.islands.extend(
                elements
                    .into_iter()
                    .filter_map(|element| hydrate(element, known, Rc::clone(island_context))),
            );
        }

        /// Unmounts the islands in a part of the page that is about to be removed.
        pub fn end_in(&mut self, scope: &Element) {
            self.islands
                .retain(|hydrated| !scope.contains(Some(&hydrated.element)));
        }

        /// Unmounts all of them.
        pub fn end(&mut self) {
            self.islands.clear();
        }
    }

    /// Hydrates one island; one that the bundle does not know, or whose properties it does not understand, stays as the server
    /// wrote it.
    fn hydrate(
        element: HtmlElement,
        known: KnownIslands,
        island_context: IslandContext,
    ) -> Option<Hydrated> {
        let name = element.get_attribute("data-component")?;
        let all_that_it_shows = element.get_attribute("data-props")?;
        let written = serde_json::from_slice(all_that_it_shows.as_bytes()).ok()?;
        let part = known(&name, written)?;
        let life = leptos::mount::hydrate_from(element.clone(), move || {
            island_context();
            part()
        });
        Some(Hydrated {
            element,
            _life: life,
        })
    }
}
