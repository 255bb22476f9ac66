//! The state of a page, which its islands share: what the navigator asks of a page that is about one record. It knows no page
//! besides.

use aftercare_domain::teamwork::presence::Gathered;
use web_sys::Document;

/// The state of a page that is about one record. Other pages have none.
pub trait PageState: Copy + Send + Sync + 'static {
    /// What a page hands over, for its islands to show and to decide by.
    type Loaded;

    /// What a fetched page hands over; none where it is about no record.
    fn handed_over_by(page: &Document) -> Option<Self::Loaded>;

    /// Stores what later pages need to know of the page that was opened.
    fn remember_page();

    /// The state of a page that was just opened.
    fn of(loaded: Self::Loaded) -> Self;

    /// The version of the record that the page shows.
    fn version(self) -> u32;

    /// The version of the record that was handed over.
    fn version_of(loaded: &Self::Loaded) -> u32;

    /// Whether a form of the page is being filled in; untracked. The page, and its state with it, may be gone by then.
    fn is_touched(self) -> bool;

    /// Keeps the forms that are being filled in.
    fn keep_touched(self);

    /// Whether news must wait, since the response to a command that was sent says more.
    fn defers_news(self) -> bool;

    /// The page shows the result of the last command, or can't be fetched. The page, and its state with it, may be gone.
    fn end_sending(self);

    /// Replaces the state.
    fn take(self, loaded: Self::Loaded);

    /// Stores the newest state beside the one that a form is based on.
    fn keep_newest(self, loaded: Self::Loaded);

    /// Takes in who else has a record open, where it is the page's.
    fn meet(self, gathered: Gathered);
}
