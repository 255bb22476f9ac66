//! What the palette finds.

use aftercare_domain::service_order::view::Summary;

#[cfg(feature = "hydrate")]
use super::IN_PALETTE;
use crate::{request::routes, words::words};

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PaletteEntry {
    pub(super) group: PaletteGroup,
    pub(super) label: String,
    /// What helps to tell it from others.
    pub(super) more: String,
    pub(super) deed: PaletteAction,
}

/// Its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "hydrate"),
    expect(dead_code, reason = "only a browser has something to press")
)]
pub(super) enum PaletteGroup {
    Here,
    Everywhere,
    Orders,
}

/// What choosing it does.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "hydrate"),
    expect(dead_code, reason = "only a browser has something to press")
)]
pub(super) enum PaletteAction {
    /// Clicks the element with this index among those that the palette offers.
    Press(usize),
    /// Leads there.
    GoTo(String),
}

/// The entries that contain each word that was typed.
pub(super) fn fitting(entries: &[PaletteEntry], typed: &str) -> Vec<PaletteEntry> {
    let typed = typed.to_lowercase();
    let fits = |entry: &&PaletteEntry| {
        let label = entry.label.to_lowercase();
        typed.split_whitespace().all(|word| label.contains(word))
    };
    entries.iter().filter(fits).cloned().collect()
}

/// A service order among them.
pub(super) fn entry_of(order: Summary) -> PaletteEntry {
    let words = words();
    PaletteEntry {
        group: PaletteGroup::Orders,
        label: format!("{} {}", order.number, order.title),
        more: format!(
            "{} · {}",
            words.service_type(order.service_type),
            words.node(order.node)
        ),
        deed: PaletteAction::GoTo(routes::service_order(order.number.as_str())),
    }
}

/// The elements that can be clicked: the forms of this page, then global actions.
#[cfg(feature = "hydrate")]
pub(super) fn pressable() -> Vec<PaletteEntry> {
    elements()
        .into_iter()
        .enumerate()
        .map(|(place, (group, element))| PaletteEntry {
            group,
            label: element.text_content().unwrap_or_default().trim().to_owned(),
            more: String::new(),
            deed: PaletteAction::Press(place),
        })
        .collect()
}

#[cfg(feature = "hydrate")]
fn elements() -> Vec<(PaletteGroup, web_sys::HtmlElement)> {
    use crate::window::dom;

    let here = dom::all_in_document(&format!(
        "main details.command > summary, main [{IN_PALETTE}]"
    ));
    let everywhere = dom::all_in_document(&format!("[data-frame] [{IN_PALETTE}]"));
    let here = here
        .into_iter()
        .map(|element| (PaletteGroup::Here, element));
    here.chain(
        everywhere
            .into_iter()
            .map(|element| (PaletteGroup::Everywhere, element)),
    )
    .collect()
}

/// Presses the element at a place.
#[cfg(feature = "hydrate")]
pub(super) fn press(place: usize) {
    if let Some((_, element)) = elements().into_iter().nth(place) {
        crate::window::dom::focus(&element);
        element.click();
    }
}

#[cfg(not(feature = "hydrate"))]
pub(super) fn pressable() -> Vec<PaletteEntry> {
    Vec::new()
}

#[cfg(not(feature = "hydrate"))]
pub(super) fn press(_place: usize) {}
