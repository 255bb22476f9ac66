//! Regions: the parts of a page that are replaced when there is news.

use std::collections::HashMap;

use web_sys::{Document, Element};

use super::{REGION, SETTLED};
use crate::window::dom;

/// What the server wrote for each region, by its id. Compared with what it writes later: hydrated islands may have
/// changed the document itself.
#[derive(Default)]
pub(super) struct Regions(HashMap<String, String>);

impl Regions {
    /// The regions of a page, before anything in it is hydrated.
    pub(super) fn of(page: &Document) -> Self {
        let written = each(page).map(|region| (region.id(), region.outer_html()));
        Self(written.collect())
    }

    /// The regions that have changed, of those that are accepted by their id: the old and the new element. From now on
    /// they count as shown.
    pub(super) fn changed(
        &mut self,
        fresh: &Document,
        is_taken: impl Fn(&str) -> bool,
    ) -> Vec<(Element, Element)> {
        each(fresh)
            .filter(|new| is_taken(&new.id()))
            .filter_map(|new| {
                let (id, html) = (new.id(), new.outer_html());
                if self.0.get(&id) == Some(&html) {
                    return None;
                }
                let old = dom::by_id::<Element>(&id)?;
                if new.has_attribute(SETTLED) {
                    return None;
                }
                self.0.insert(id, html);
                Some((old, new))
            })
            .collect()
    }
}

fn each(page: &Document) -> impl Iterator<Item = Element> {
    let page = page.document_element();
    let regions = page.map(|page| dom::all(&page, &format!("[{REGION}]")));
    regions.unwrap_or_default().into_iter()
}
