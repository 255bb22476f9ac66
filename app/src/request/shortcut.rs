//! Shortcuts: the keys of the workbench. Everything that a key does can be done by mouse, too.

/// A keyboard shortcut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Finds orders, pages and actions.
    Palette,
    /// Goes to the search of the list.
    Search,
    /// Goes one row down.
    NextRow,
    /// Goes one row up.
    PreviousRow,
    /// Selects the row.
    Select,
    /// Opens the row.
    Open,
    /// Opens the form of what is to be done.
    Form,
    /// Submits the form.
    Submit,
    /// Goes to the next order of the list.
    NextOrder,
    /// Goes to the order before.
    PreviousOrder,
    /// Goes to the list of service orders.
    ServiceOrders,
    /// Closes what is open.
    Close,
    /// Shows all this.
    Help,
}

impl Shortcut {
    /// All of them, in the order of the help dialog.
    pub const ALL: [Self; 13] = [
        Self::Palette,
        Self::Search,
        Self::NextRow,
        Self::PreviousRow,
        Self::Select,
        Self::Open,
        Self::Form,
        Self::Submit,
        Self::NextOrder,
        Self::PreviousOrder,
        Self::ServiceOrders,
        Self::Close,
        Self::Help,
    ];

    /// The keys: pressed together where they stand in one string, one after the other where there are two.
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Palette => &["⌘ K"],
            Self::Search => &["/"],
            Self::NextRow => &["j"],
            Self::PreviousRow => &["k"],
            Self::Select => &["x"],
            Self::Open => &["Enter"],
            Self::Form => &["e"],
            Self::Submit => &["⌘ Enter"],
            Self::NextOrder => &["]"],
            Self::PreviousOrder => &["["],
            Self::ServiceOrders => &["g", "s"],
            Self::Close => &["Esc"],
            Self::Help => &["?"],
        }
    }

    /// The shortcut of a single key. What the browser does with `Enter` and `Esc` is its own.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|deed| deed.keys() == [key] && *deed != Self::Open)
    }

    /// The shortcut of two keys that were pressed one after the other.
    pub fn of_two(first: &str, second: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|deed| deed.keys() == [first, second])
    }

    /// The key itself, where it is the first of two.
    pub fn begins_two(key: &str) -> Option<&'static str> {
        Self::ALL.into_iter().find_map(|deed| match deed.keys() {
            [first, _] if *first == key => Some(*first),
            _ => None,
        })
    }

    /// Whether it repeats while its key is held.
    pub const fn repeats(self) -> bool {
        match self {
            Self::NextRow | Self::PreviousRow => true,
            Self::Palette
            | Self::Search
            | Self::Select
            | Self::Open
            | Self::Form
            | Self::Submit
            | Self::NextOrder
            | Self::PreviousOrder
            | Self::ServiceOrders
            | Self::Close
            | Self::Help => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_deeds_have_the_same_keys() {
        for (place, deed) in Shortcut::ALL.iter().enumerate() {
            let others = Shortcut::ALL.iter().skip(place + 1);
            assert!(others.into_iter().all(|other| other.keys() != deed.keys()));
        }
        assert_eq!(Shortcut::of("j"), Some(Shortcut::NextRow));
        assert_eq!(Shortcut::of("g"), None);
        assert_eq!(Shortcut::of_two("g", "s"), Some(Shortcut::ServiceOrders));
    }

    #[test]
    fn only_g_begins_a_pair() {
        let keys = ('!'..='~').map(String::from);
        let begin = keys.filter(|key| Shortcut::begins_two(key).is_some());
        assert_eq!(begin.collect::<String>(), "g");
    }
}
