//! Shortcuts of several keys: a state machine without any page.

use crate::request::shortcut::Shortcut;

/// How long after the first key of a pair the second one still belongs to it, in milliseconds.
const TOGETHER_MS: f64 = 1_500.0;

/// Keys that mean nothing by themselves, as the browser names them: modifiers and locks.
const MODIFIERS: [&str; 14] = [
    "Shift",
    "Control",
    "Alt",
    "Meta",
    "AltGraph",
    "CapsLock",
    "NumLock",
    "ScrollLock",
    "Fn",
    "FnLock",
    "Hyper",
    "Super",
    "Symbol",
    "SymbolLock",
];

/// The modifier that is held with a key. `Shift` and `AltGraph` are already in the key's name (`?` is `?` on every
/// keyboard), so they count as none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifiers {
    /// No modifier that matters.
    Nothing,
    /// `Ctrl` or `⌘`: whatever the keyboard has.
    Command,
    /// `Alt`: the browser's own.
    Alt,
}

/// What has the focus when a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyTarget {
    /// On the page.
    Page,
    /// A field that is typed into.
    Field,
    /// In a dialog, which has its own keys.
    Dialog,
}

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Press<'a> {
    /// Its name, as the browser says it.
    pub key: &'a str,
    /// What is held down with it.
    pub held: Modifiers,
    /// The key is held, and this is said again and again.
    pub repeats: bool,
    /// Where.
    pub place: KeyTarget,
    /// When, in milliseconds since some moment.
    pub at_ms: f64,
}

/// The keys that were pressed so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeySequence {
    /// The first key of a pair, and when it was pressed.
    begun: Option<(&'static str, f64)>,
}

impl KeySequence {
    /// What a key asks for. Only the first key of a pair is kept, and what completes none counts by itself. A key that is held
    /// asks once, but for those that go from row to row.
    pub fn press(&mut self, press: &Press<'_>) -> Option<Shortcut> {
        if MODIFIERS.contains(&press.key) {
            return None;
        }
        if press.repeats {
            return Self::meaning(press).filter(|deed| deed.repeats());
        }
        let before = self.begun.take();
        if press.place == KeyTarget::Page && press.held == Modifiers::Nothing {
            let first = before.filter(|(_, at_ms)| is_together(*at_ms, press.at_ms));
            let pair = first.and_then(|(first, _)| Shortcut::of_two(first, press.key));
            if pair.is_some() {
                return pair;
            }
            self.begun = Shortcut::begins_two(press.key).map(|key| (key, press.at_ms));
        }
        Self::meaning(press)
    }

    /// What a key asks for by itself.
    fn meaning(press: &Press<'_>) -> Option<Shortcut> {
        match (press.held, press.place) {
            (Modifiers::Alt, _) => None,
            // Also from a field, since that is where one is when a form is done.
            (Modifiers::Command, _) => match press.key {
                "k" | "K" => Some(Shortcut::Palette),
                "Enter" => Some(Shortcut::Submit),
                _ => None,
            },
            (Modifiers::Nothing, KeyTarget::Field) => {
                (press.key == "Escape").then_some(Shortcut::Close)
            }
            (Modifiers::Nothing, KeyTarget::Dialog) => None,
            (Modifiers::Nothing, KeyTarget::Page) => Shortcut::of(press.key),
        }
    }
}

/// The name of a key without Caps Lock: only `Shift` makes another key of a letter.
pub fn unlocked(key: String, with_shift: bool) -> String {
    if with_shift || key.len() > 1 {
        key
    } else {
        key.to_ascii_lowercase()
    }
}

fn is_together(first_ms: f64, second_ms: f64) -> bool {
    (0.0..TOGETHER_MS).contains(&(second_ms - first_ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key on the page, pressed 100 ms after the one before.
    fn on_the_page(key: &str) -> Press<'_> {
        Press {
            key,
            held: Modifiers::Nothing,
            repeats: false,
            place: KeyTarget::Page,
            at_ms: 0.0,
        }
    }

    /// What keys ask for that are pressed on the page 100 ms apart.
    fn pressed(keys: &str) -> Vec<Shortcut> {
        let mut sequence = KeySequence::default();
        let mut at_ms = 0.0;
        let keys = keys.split(' ').filter_map(|key| {
            at_ms += 100.0;
            sequence.press(&Press {
                at_ms,
                ..on_the_page(key)
            })
        });
        keys.collect()
    }

    // R-LST-3
    #[test]
    fn a_key_means_the_same_whatever_was_pressed_before() {
        use Shortcut::{Help, NextOrder, NextRow, PreviousRow, Select, ServiceOrders};
        let table: [(&str, &[Shortcut]); 15] = [
            ("j j k x", &[NextRow, NextRow, PreviousRow, Select]),
            ("Escape j", &[NextRow]),
            ("Tab j PageDown j", &[NextRow, NextRow]),
            ("ArrowDown ArrowUp CapsLock j", &[NextRow]),
            ("a b c d f h i l m n j", &[NextRow]),
            ("Shift ?", &[Help]),
            ("Shift ? Escape j", &[Help, NextRow]),
            ("g s", &[ServiceOrders]),
            ("g Shift Control CapsLock s", &[ServiceOrders]),
            ("g g s", &[ServiceOrders]),
            ("g j", &[NextRow]),
            ("g j s", &[NextRow]),
            ("g PageDown s", &[]),
            ("s g s", &[ServiceOrders]),
            ("g s j ]", &[ServiceOrders, NextRow, NextOrder]),
        ];
        for (keys, deeds) in table {
            assert_eq!(pressed(keys), deeds, "{keys}");
        }
    }

    #[test]
    fn caps_lock_makes_no_other_key_of_a_letter() {
        let named = |key: &str, with_shift| unlocked(key.to_owned(), with_shift);
        assert_eq!(named("J", false), "j");
        assert_eq!(named("J", true), "J");
        assert_eq!(named("Enter", false), "Enter");
        assert_eq!(pressed("J G s"), []);
    }

    #[test]
    fn two_keys_are_a_pair_within_a_second_and_a_half() {
        let asks = |second_ms: f64| {
            let mut sequence = KeySequence::default();
            sequence.press(&on_the_page("g"));
            sequence.press(&Press {
                at_ms: second_ms,
                ..on_the_page("s")
            })
        };
        assert_eq!(asks(1_499.0), Some(Shortcut::ServiceOrders));
        assert_eq!(asks(1_500.0), None);
        // A clock that was set back makes nothing of it.
        assert_eq!(asks(-1.0), None);
    }

    #[test]
    fn a_key_that_is_held_asks_once_unless_it_goes_from_row_to_row() {
        let table = [
            ("j", Modifiers::Nothing, Some(Shortcut::NextRow)),
            ("k", Modifiers::Nothing, Some(Shortcut::PreviousRow)),
            ("x", Modifiers::Nothing, None),
            ("]", Modifiers::Nothing, None),
            ("?", Modifiers::Nothing, None),
            ("Enter", Modifiers::Command, None),
            ("k", Modifiers::Command, None),
        ];
        for (key, held, again) in table {
            let mut sequence = KeySequence::default();
            let press = Press {
                held,
                ..on_the_page(key)
            };
            assert!(sequence.press(&press).is_some(), "{key}");
            for _ in 0..150 {
                let repeated = Press {
                    repeats: true,
                    ..press
                };
                assert_eq!(sequence.press(&repeated), again, "{key}");
            }
        }
    }

    #[test]
    fn a_first_key_that_is_held_waits_for_the_second_one() {
        let mut sequence = KeySequence::default();
        sequence.press(&on_the_page("g"));
        let held = Press {
            repeats: true,
            at_ms: 500.0,
            ..on_the_page("g")
        };
        assert_eq!(sequence.press(&held), None);
        let second = Press {
            at_ms: 600.0,
            ..on_the_page("s")
        };
        assert_eq!(sequence.press(&second), Some(Shortcut::ServiceOrders));
    }

    #[test]
    fn what_is_typed_is_no_shortcut_and_begins_no_pair() {
        let mut sequence = KeySequence::default();
        let in_a_field = |key| Press {
            place: KeyTarget::Field,
            ..on_the_page(key)
        };
        assert_eq!(sequence.press(&in_a_field("j")), None);
        assert_eq!(sequence.press(&in_a_field("g")), None);
        assert_eq!(sequence.press(&on_the_page("s")), None);
        assert_eq!(sequence.press(&in_a_field("Escape")), Some(Shortcut::Close));
        let submits = Press {
            held: Modifiers::Command,
            ..in_a_field("Enter")
        };
        assert_eq!(sequence.press(&submits), Some(Shortcut::Submit));
    }

    #[test]
    fn a_dialog_has_its_own_keys() {
        let mut sequence = KeySequence::default();
        let in_a_dialog = |key| Press {
            place: KeyTarget::Dialog,
            ..on_the_page(key)
        };
        for key in ["j", "?", "Escape", "g", "s"] {
            assert_eq!(sequence.press(&in_a_dialog(key)), None, "{key}");
        }
        assert_eq!(sequence.press(&on_the_page("s")), None);
    }
}
