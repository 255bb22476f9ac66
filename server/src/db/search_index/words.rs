//! The words of an order, as they are compared outside of the engines.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    ops::Bound,
};

use super::expression::Expression;

/// The words of an order, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedWords(BTreeSet<String>);

impl IndexedWords {
    pub(super) const fn new(words: BTreeSet<String>) -> Self {
        Self(words)
    }

    /// Whether an order with these words is meant: what the engines find, they find by this.
    pub fn fit(&self, expression: &Expression) -> bool {
        match expression {
            Expression::Word(word) => self.0.contains(word),
            Expression::Prefix(beginning) => self
                .0
                .range::<str, _>((Bound::Included(beginning.as_str()), Bound::Unbounded))
                .next()
                .is_some_and(|word| word.starts_with(beginning)),
            Expression::All(parts) => parts.iter().all(|part| self.fit(part)),
            Expression::Any(parts) => parts.iter().any(|part| self.fit(part)),
        }
    }

    /// The words with spaces between them.
    pub(super) fn joined(&self) -> String {
        let words: Vec<&str> = self.0.iter().map(String::as_str).collect();
        words.join(" ")
    }

    /// The sum of the words.
    pub fn checksum(&self) -> Checksum {
        let mut sum = Checksum::default();
        for word in &self.0 {
            sum.add(word);
        }
        sum
    }
}

/// A sum over words in any order: an index gives them by the word, not by the order. It says whether two lots of words
/// are the same, within one process.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Checksum {
    words: u64,
    sum: u64,
}

impl Checksum {
    pub(super) fn add(&mut self, word: &str) {
        let mut hasher = DefaultHasher::new();
        word.hash(&mut hasher);
        self.words += 1;
        self.sum = self.sum.wrapping_add(hasher.finish());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<const N: usize>(words: [&str; N]) -> IndexedWords {
        IndexedWords::new(words.map(str::to_owned).into())
    }

    #[test]
    fn a_prefix_fits_any_word_that_begins_so() {
        let words = words(["nfc", "手环", "环"]);
        let fits = |beginning: &str| words.fit(&Expression::Prefix(beginning.to_owned()));
        for beginning in ["n", "nf", "nfc", "手", "手环", "环"] {
            assert!(fits(beginning), "{beginning}");
        }
        for beginning in ["nfcs", "m", "o", "环手", "龘"] {
            assert!(!fits(beginning), "{beginning}");
        }
    }

    #[test]
    fn a_checksum_tells_what_is_missing_and_what_is_too_much() {
        let both = words(["8", "nfc"]).checksum();
        let mut turned = Checksum::default();
        turned.add("nfc");
        turned.add("8");
        assert_eq!(both, turned);
        assert_ne!(both, words(["nfc"]).checksum());
        turned.add("nfc");
        assert_ne!(both, turned);
    }
}
