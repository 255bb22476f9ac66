//! The page that is open in the browser.

pub mod keyboard;
pub mod live;

#[cfg(feature = "hydrate")]
mod call_form;
#[cfg(feature = "hydrate")]
mod drawer;
#[cfg(feature = "hydrate")]
mod drop_down;
#[cfg(feature = "hydrate")]
mod fetch;
#[cfg(feature = "hydrate")]
mod kept_choice;
#[cfg(feature = "hydrate")]
pub mod navigator;
#[cfg(feature = "hydrate")]
pub mod offline;
#[cfg(feature = "hydrate")]
pub mod page_form;
#[cfg(feature = "hydrate")]
pub mod page_state;
#[cfg(feature = "hydrate")]
pub(crate) mod refresh;
#[cfg(feature = "hydrate")]
mod regions;
#[cfg(feature = "hydrate")]
pub mod ticker;

/// A part of a page that is replaced when there is news. It has an id of its own.
pub const REGION: &str = "data-region";

/// A region that is not replaced once it is there: what it showed first is still right.
pub const SETTLED: &str = "data-settled";

/// A page that is renewed by news about any service order.
pub const LIVE_DATA: &str = "data-live";

/// The page's service order, by its number.
pub const NUMBER_DATA: &str = "data-number";

/// An event of the window after the page was renewed: what a script had marked in it must be marked again.
pub const RENEWED: &str = "renewed";

/// The version of the service order that the page shows.
pub const VERSION_DATA: &str = "data-version";

/// The id of the line that says that there is news.
pub const NEWS_ID: &str = "news";

/// The id of the button that shows them.
pub const SHOW_NEWS_ID: &str = "show-news";

/// The id of the line that says that a way was not followed.
pub const NO_NETWORK_ID: &str = "no-network";

/// In the page's query: list what has happened since the version of a command that was refused as a conflict.
pub const SINCE: &str = "since";

/// In the page's query: list what has happened after the version that the form which is being filled in is based on.
pub const BEYOND: &str = "beyond";

/// The id of its region.
pub const OVERTAKEN_ID: &str = "overtaken";

/// The button that shows it.
pub const SHOW_DATA: &str = "data-show-news";
