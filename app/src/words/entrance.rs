//! The words of the page to which a consumer's link leads. No code in the browser says them.

/// The page before a link is used.
#[derive(Debug)]
pub struct EntranceWords {
    /// The heading.
    pub title: &'static str,
    /// As whom one comes in to an order: the consumer's name, the order's number.
    pub to_order: fn(&str, &str) -> String,
    /// As whom one comes in to all of their orders: the consumer's name.
    pub to_all: fn(&str) -> String,
    /// What becomes of the session of whoever is signed in: their name.
    pub ends_session: fn(&str) -> String,
    /// How often the link works.
    pub once: &'static str,
    /// The button: the consumer's name.
    pub submit: fn(&str) -> String,
    /// The link opens nothing any more.
    pub closed: &'static str,
    /// What to do then.
    pub closed_next: &'static str,
}
