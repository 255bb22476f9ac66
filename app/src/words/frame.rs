//! The words of the frame around the workbench's pages.

use crate::request::shortcut::Shortcut;

/// The frame of the workbench.
#[derive(Debug)]
pub struct FrameWords {
    /// The navigation's name, for those who hear the page.
    pub navigation: &'static str,
    /// The service orders.
    pub service_orders: &'static str,
    /// Signs out.
    pub sign_out: &'static str,
    /// The visitor's own name, for those who hear the page.
    pub signed_in_as: &'static str,
    /// What a keyboard can do.
    pub keys: KeyWords,
    /// Where orders, pages and actions are found.
    pub palette: PaletteWords,
}

/// What a keyboard can do.
#[derive(Debug)]
pub struct KeyWords {
    /// The sheet's heading.
    pub title: &'static str,
    /// Between two keys that are pressed one after the other.
    pub then: &'static str,
    /// Says what a key does.
    pub deed: fn(Shortcut) -> &'static str,
}

/// Where orders, pages and actions are found.
#[derive(Debug)]
pub struct PaletteWords {
    /// Its name, and the button that opens it.
    pub title: &'static str,
    /// In the empty line.
    pub hint: &'static str,
    /// Above the actions of this page.
    pub here: &'static str,
    /// Above the pages and settings.
    pub everywhere: &'static str,
    /// Above the service orders.
    pub orders: &'static str,
    /// Nothing fits.
    pub nothing: &'static str,
    /// What to try then.
    pub nothing_next: &'static str,
    /// While orders are looked for.
    pub searching: &'static str,
}
