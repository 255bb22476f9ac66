//! Places of the live stream as followers are told them: whoever could count them would know how much happens to everybody.

use crate::service::secret;

/// How often the halves are mixed: four rounds make of a keyed hash a permutation that nobody can tell from chance.
const ROUNDS: [u8; 4] = [0, 1, 2, 3];

/// Writes places as a keyed permutation of them (a Feistel network over 64 bits), so that each has one name, and none tells
/// of another. Cheap to clone.
#[derive(Clone)]
pub(super) struct PlaceIds {
    key: std::sync::Arc<str>,
}

impl std::fmt::Debug for PlaceIds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlaceIds(..)")
    }
}

impl PlaceIds {
    /// Those of one server, which are others after it has started again.
    pub(super) fn of(origin: &str, key: &str) -> Self {
        let key = secret::sign(key, &format!("places of the live stream\n{origin}"));
        Self { key: key.into() }
    }

    /// The name of a place.
    pub(super) fn write(&self, place: u64) -> String {
        let (mut left, mut right) = halves(place);
        for round in ROUNDS {
            (left, right) = (right, left ^ self.mixed(round, right));
        }
        format!("{left:08x}{right:08x}")
    }

    /// The place of a name; of one that nobody was told, a place that is nowhere near.
    pub(super) fn read(&self, name: &str) -> Option<u64> {
        const DIGITS: usize = 16;
        if name.len() != DIGITS {
            return None;
        }
        let (mut left, mut right) = halves(u64::from_str_radix(name, 16).ok()?);
        for round in ROUNDS.into_iter().rev() {
            (left, right) = (right ^ self.mixed(round, left), left);
        }
        Some((u64::from(left) << 32) | u64::from(right))
    }

    fn mixed(&self, round: u8, half: u32) -> u32 {
        let digest = secret::digest_of(&[self.key.as_bytes(), &[round], &half.to_be_bytes()]);
        digest
            .get(..8)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .unwrap_or_default()
    }
}

fn halves(number: u64) -> (u32, u32) {
    let half = |number: u64| u32::try_from(number & u64::from(u32::MAX)).unwrap_or_default();
    (half(number >> 32), half(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    // F27
    #[test]
    fn a_place_has_a_name_of_its_own_which_tells_nobody_how_many_there_were() {
        let ids = PlaceIds::of("server-1", "key");
        let mut before = 0;
        for place in (0..100).chain([u64::from(u32::MAX), u64::MAX]) {
            let name = ids.write(place);
            assert_eq!(ids.read(&name), Some(place));
            let number = u64::from_str_radix(&name, 16).unwrap();
            assert!(number.abs_diff(before) > 1_000_000, "{name}");
            before = number;
            let elsewhere = PlaceIds::of("server-2", "key").read(&name);
            assert_ne!(elsewhere, Some(place));
        }
        for wrong in [
            "",
            "0",
            "00000000000000001",
            "+000000000000001",
            "é000000000000",
        ] {
            assert!(ids.read(wrong).is_none_or(|place| place > 4096), "{wrong}");
        }
    }
}
