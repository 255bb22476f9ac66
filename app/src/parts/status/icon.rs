//! Pictures of one colour, from the sprite that the build makes of `style/icons.txt`.

use leptos::prelude::*;

macro_rules! symbols {
    ($($Symbol:ident = $name:literal,)+) => {
        /// An icon, by what it shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Symbol { $(
            #[doc = $name]
            $Symbol,
        )+ }

        impl Symbol {
            /// All of them, in the order of the sprite.
            pub const ALL: &'static [Self] = &[$(Self::$Symbol,)+];

            /// Its name in the sprite.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Symbol => $name,)+ }
            }
        }
    };
}

symbols! {
    ArrowLeft = "arrow-left",
    ArrowRight = "arrow-right",
    Banknote = "banknote",
    Bell = "bell",
    Check = "check",
    ChevronDown = "chevron-down",
    ChevronRight = "chevron-right",
    CircleAlert = "circle-alert",
    CircleHelp = "circle-help",
    Clock = "clock",
    Copy = "copy",
    Download = "download",
    Ellipsis = "ellipsis",
    ExternalLink = "external-link",
    Eye = "eye",
    Filter = "filter",
    History = "history",
    Inbox = "inbox",
    Info = "info",
    Keyboard = "keyboard",
    LogOut = "log-out",
    MessageSquare = "message-square",
    Moon = "moon",
    Package = "package",
    Pencil = "pencil",
    Plus = "plus",
    Printer = "printer",
    RefreshCw = "refresh-cw",
    RotateCcw = "rotate-ccw",
    Search = "search",
    Settings = "settings",
    Star = "star",
    Trash2 = "trash-2",
    TriangleAlert = "triangle-alert",
    Truck = "truck",
    User = "user",
    Users = "users",
    WifiOff = "wifi-off",
    Wrench = "wrench",
    X = "x",
}

/// An icon beside words that say the same: screen readers read the words only.
#[component]
pub fn Icon(
    /// What it shows.
    of: Symbol,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=format!("/icons.svg#{}", of.name())></use>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sprite_has_each_symbol_and_no_other() {
        let sprite = include_str!("../../../../style/icons.txt").split_whitespace();
        let symbols = Symbol::ALL.iter().map(|symbol| symbol.name());
        assert_eq!(symbols.collect::<Vec<_>>(), sprite.collect::<Vec<_>>());
    }
}
