//! Sealed parameters: encrypted parts of a page's address.
//!
//! Addresses are kept by browsers, sent to colleagues and logged by whatever stands before the server. What was typed of a person
//! ([`ServiceOrderQuery::is_personal`]) stands in them as one parameter, which the server alone can read: it seals it, and opens it.

use std::{fmt, sync::Arc};

use aftercare_domain::{form::query::pair, service_order::query::ServiceOrderQuery};
use leptos::prelude::use_context;

/// The parameter that is sealed.
pub const SEALED: &str = "sealed";

/// Encrypts texts, and decrypts them again.
pub trait Seal: Send + Sync + 'static {
    /// The encrypted text, in characters that need no escaping in a query; none where it can't be encrypted.
    fn seal(&self, text: &str) -> Option<String>;

    /// The decrypted text; none where it was cut off, or sealed with another key.
    fn open(&self, sealed: &str) -> Option<String>;
}

/// The server's seal, in context of every page that it renders. Without one nothing is opened, and what would have to be sealed
/// is left out: a browser takes addresses from pages.
#[derive(Clone, Default)]
pub struct Sealing(Option<Arc<dyn Seal>>);

/// A query as it was before it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsealedQuery {
    /// The query.
    pub query: String,
    /// Something in it was sealed and can't be opened.
    pub is_unreadable: bool,
}

impl Sealing {
    /// By a seal of the server's.
    pub fn by(seal: impl Seal) -> Self {
        Self(Some(Arc::new(seal)))
    }

    /// The one in context.
    pub fn current() -> Self {
        use_context::<Self>().unwrap_or_default()
    }

    /// A query as an address has it: what tells of a person is sealed.
    pub fn sealed(&self, query: &str) -> String {
        let (personal, others): (Vec<&str>, Vec<&str>) =
            query.split('&').partition(|piece| is_personal(piece));
        let kept = others.into_iter().filter(|piece| !piece.is_empty());
        if personal.is_empty() {
            return kept.collect::<Vec<_>>().join("&");
        }
        let seal = self.0.as_ref();
        let sealed = seal.and_then(|seal| seal.seal(&personal.join("&")));
        let sealed = sealed.map(|sealed| format!("{SEALED}={sealed}"));
        // What was sealed before gives way to what was typed now.
        kept.filter(|piece| sealed_in(piece).is_none())
            .chain(sealed.as_deref())
            .collect::<Vec<_>>()
            .join("&")
    }

    /// The query of an address as it was before it was sealed.
    pub fn opened(&self, query: &str) -> UnsealedQuery {
        let mut is_unreadable = false;
        let pieces: Vec<String> = query
            .split('&')
            .filter_map(|piece| {
                let Some(sealed) = sealed_in(piece) else {
                    return Some(piece.to_owned());
                };
                let opened = self.0.as_ref().and_then(|seal| seal.open(sealed));
                is_unreadable |= opened.is_none();
                opened
            })
            .collect();
        UnsealedQuery {
            query: pieces.join("&"),
            is_unreadable,
        }
    }
}

impl fmt::Debug for Sealing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealing(..)")
    }
}

/// Whether something in a query has to be sealed.
pub fn is_open(query: &str) -> bool {
    query.split('&').any(is_personal)
}

fn is_personal(piece: &str) -> bool {
    let (name, value) = pair(piece);
    ServiceOrderQuery::is_personal(&name, &value)
}

fn sealed_in(piece: &str) -> Option<&str> {
    piece.strip_prefix(SEALED)?.strip_prefix('=')
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Writes a text as its bytes: not readable at a glance, which is enough for a test.
    struct Bytes;

    impl Seal for Bytes {
        fn seal(&self, text: &str) -> Option<String> {
            let digits = text.bytes().map(|byte| format!("{byte:02x}"));
            Some(digits.collect::<Vec<_>>().concat())
        }

        fn open(&self, sealed: &str) -> Option<String> {
            let byte = |at| u8::from_str_radix(sealed.get(at..at + 2)?, 16).ok();
            let bytes: Option<Vec<u8>> = (0..sealed.len()).step_by(2).map(byte).collect();
            String::from_utf8(bytes?).ok()
        }
    }

    pub(crate) fn sealing() -> Sealing {
        Sealing::by(Bytes)
    }

    // R-LST-1
    #[test]
    fn what_tells_of_a_person_is_sealed_and_opened_and_nothing_else() {
        for (query, rest) in [
            (
                "q=%E5%BC%A0%E4%B8%89&node=pending_review",
                "node=pending_review",
            ),
            ("phone=13812345678&q=010-58230000", ""),
            ("urged=true&phone=123", "urged=true"),
        ] {
            let sealed = sealing().sealed(query);
            assert!(is_open(query) && !is_open(&sealed), "{sealed}");
            let (open, _) = sealed.split_once(SEALED).unwrap();
            assert_eq!(open.trim_end_matches('&'), rest);
            let opened = sealing().opened(&sealed);
            let pieces = |text: &str| {
                let mut pieces: Vec<String> = text.split('&').map(str::to_owned).collect();
                pieces.sort();
                pieces
            };
            assert_eq!(pieces(&opened.query), pieces(query));
            assert!(!opened.is_unreadable);
        }
        for query in ["", "phone=138****5678&sku=s-1", "q=&phone=5678"] {
            assert_eq!(sealing().sealed(query), query);
        }
    }

    // R-LST-1
    #[test]
    fn what_can_not_be_opened_says_nothing_and_what_is_typed_anew_takes_its_place() {
        let opened = sealing().opened("node=pending_review&sealed=xyz");
        assert_eq!(opened.query, "node=pending_review");
        assert!(opened.is_unreadable);
        let sealed = sealing().sealed("sealed=xyz&q=a");
        assert_eq!(sealing().opened(&sealed).query, "q=a");
    }

    #[test]
    fn without_a_seal_nothing_is_told() {
        let none = Sealing::default();
        assert_eq!(none.sealed("q=a&urged=true"), "urged=true");
        assert!(none.opened("sealed=00").is_unreadable);
    }
}
