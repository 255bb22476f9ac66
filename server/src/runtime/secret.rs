//! Secrets: the random strings that stand for sessions and tokens, and signatures.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::runtime::entropy::Entropy;

/// What a caller proves with who they are: the secret of their session, or their token. It is kept only as a hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Proof(String);

impl Proof {
    /// The proof that a request brought.
    pub fn of_request(secret: &str) -> Self {
        Self(secret.to_owned())
    }

    /// The proof of whoever is at the machine itself: another one each time.
    pub fn of_machine(entropy: &Entropy) -> Self {
        Self(entropy.secret())
    }

    /// A secret of this id that the caller can be shown again, under their idempotency key, without its being kept: it is
    /// made from what they prove themselves with and from the server's signing key. Whoever has a copy of the database
    /// has the id, and neither the proof nor, where it is kept elsewhere, the key.
    pub fn secret(&self, signing_key: &str, purpose: &str, id: &str) -> String {
        let Self(proof) = self;
        sign(signing_key, &format!("{purpose}\n{id}\n{proof}"))
    }
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proof(..)")
    }
}

/// SHA-256 in hexadecimal. Enough for secrets of 256 random bits, which nobody can guess.
pub fn digest(secret: &str) -> String {
    hexadecimal(&Sha256::digest(secret.as_bytes()))
}

/// SHA-256 of several pieces in hexadecimal; the pieces' lengths count, so that none runs into the next.
pub fn digest_of(pieces: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(u64::try_from(piece.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(piece);
    }
    hexadecimal(&hasher.finalize())
}

/// A signature that only who has the key can make (HMAC-SHA256), as 43 characters.
pub fn sign(key: &str, message: &str) -> String {
    URL_SAFE_NO_PAD.encode(mac(key, message).finalize().into_bytes())
}

/// Whether a signature was made with this key; takes as long for a wrong one.
pub fn is_signed(key: &str, message: &str, signature: &str) -> bool {
    URL_SAFE_NO_PAD
        .decode(signature)
        .is_ok_and(|signature| mac(key, message).verify_slice(&signature).is_ok())
}

/// A key of 256 bits for one purpose, made from another key: from neither of two such keys can anybody make the other.
pub fn key_for(key: &str, purpose: &str) -> [u8; 32] {
    mac(key, purpose).finalize().into_bytes().into()
}

fn mac(key: &str, message: &str) -> Hmac<Sha256> {
    // A whole block, so that no length can be wrong: the key's digest, and zeros as HMAC itself would add.
    let mut block = [0; 64];
    for (place, byte) in block.iter_mut().zip(Sha256::digest(key.as_bytes())) {
        *place = byte;
    }
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(message.as_bytes());
    mac
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;

    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a String can't fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_key_makes_the_signature() {
        let signature = sign("key", "message");
        assert!(is_signed("key", "message", &signature));
        assert!(!is_signed("other", "message", &signature));
        assert!(!is_signed("key", "other", &signature));
        assert!(!is_signed("key", "message", "no base64!"));
    }
}
