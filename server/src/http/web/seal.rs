//! Encrypts the personal parts of a page's address.
//!
//! Authenticated encryption under keys that are made from the server's signing key: every replica opens it, and after a restart
//! it opens as before; nothing is kept. The nonce is made from the text and the visitor's session. So the same search has the same
//! address as long as one is signed in, and nobody else can find out what an address hides by having their guesses sealed.

use aftercare_app::request::sealed::{Seal, Sealing};
use axum::http::HeaderMap;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::{context::Context, http::extract::cookie, runtime::secret};

/// What the key is for: another purpose has another key.
const SEALING: &str = "sealed part of an address";
/// What nonces are made for.
const NONCES: &str = "nonce of a sealed part of an address";

/// Seals what one visitor searches for, and opens what anybody did.
struct VisitorsSeal {
    signing_key: String,
    /// Proves who the visitor is; for somebody who has not signed in, another one each time.
    session: String,
}

/// The seal of whoever sent a request with these headers.
pub(super) fn of_visitor(context: &Context, headers: &HeaderMap) -> Sealing {
    let session = cookie::secret(&context.public_url, headers);
    Sealing::by(VisitorsSeal {
        signing_key: context.signing_key.to_string(),
        session: session.map_or_else(|| context.entropy.secret(), ToOwned::to_owned),
    })
}

impl VisitorsSeal {
    fn key(&self) -> Option<LessSafeKey> {
        let key = secret::key_for(&self.signing_key, SEALING);
        let key = UnboundKey::new(&CHACHA20_POLY1305, &key).ok()?;
        Some(LessSafeKey::new(key))
    }

    fn nonce(&self, text: &str) -> [u8; NONCE_LEN] {
        let purpose = format!("{NONCES}\n{}\n{text}", self.session);
        let mut nonce = [0; NONCE_LEN];
        for (place, byte) in nonce
            .iter_mut()
            .zip(secret::key_for(&self.signing_key, &purpose))
        {
            *place = byte;
        }
        nonce
    }
}

impl Seal for VisitorsSeal {
    fn seal(&self, text: &str) -> Option<String> {
        let nonce = self.nonce(text);
        let mut hidden = text.as_bytes().to_vec();
        self.key()?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::empty(),
                &mut hidden,
            )
            .ok()?;
        Some(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &hidden].concat()))
    }

    fn open(&self, sealed: &str) -> Option<String> {
        let mut sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, hidden) = sealed.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let text = self
            .key()?
            .open_in_place(nonce, Aad::empty(), hidden)
            .ok()?;
        String::from_utf8(text.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "q=%E5%BC%A0%E4%B8%89";

    fn seal(signing_key: &str, session: &str) -> VisitorsSeal {
        VisitorsSeal {
            signing_key: signing_key.to_owned(),
            session: session.to_owned(),
        }
    }

    // R-LST-1
    #[test]
    fn everybody_s_seal_opens_by_the_same_key_alone_and_whole() {
        let sealed = seal("key", "a").seal(TEXT).unwrap();
        assert_eq!(seal("key", "b").open(&sealed).as_deref(), Some(TEXT));
        assert_eq!(seal("other", "a").open(&sealed), None);
        for end in 0..sealed.len() {
            let cut = sealed.get(..end).unwrap();
            assert_eq!(seal("key", "a").open(cut), None, "{end}");
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        assert!(sealed.chars().all(is_plain), "{sealed}");
    }

    // R-LST-1
    #[test]
    fn a_search_keeps_its_address_for_one_and_has_another_for_the_next() {
        let sealed = seal("key", "a").seal(TEXT);
        assert_eq!(seal("key", "a").seal(TEXT), sealed);
        assert_ne!(seal("key", "b").seal(TEXT), sealed);
        assert_ne!(seal("key", "a").seal("q=a"), sealed);
    }
}
