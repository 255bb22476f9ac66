//! Secrets: passwords, and the random strings that stand for sessions and tokens.

use aftercare_domain::access::Password;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::context::{Context, Entropy};

/// A password could not be hashed or checked: a fault of ours.
#[derive(Debug, thiserror::Error)]
#[error("a password can't be hashed: {0}")]
pub struct HashingFailed(String);

/// Hashes a password with argon2id. It takes long, on purpose: on a thread of its own.
pub async fn hash_password(entropy: &Entropy, password: Password) -> Result<String, HashingFailed> {
    let salt: [u8; 16] = entropy.bytes();
    on_a_thread(move || {
        Argon2::default()
            .hash_password_with_salt(password.reveal().as_bytes(), &salt)
            .map(|hash| hash.to_string())
            .map_err(|error| HashingFailed(error.to_string()))
    })
    .await
}

/// Whether a password is the one that was hashed. Without a hash it takes as long, and the answer is no: who may sign
/// in can't be told by the time it takes.
pub async fn password_matches(
    password: Password,
    hash: Option<String>,
) -> Result<bool, HashingFailed> {
    /// Of no password that anybody has.
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    on_a_thread(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let parsed = PasswordHash::new(&hash).map_err(|error| HashingFailed(error.to_string()))?;
        let matches = Argon2::default()
            .verify_password(password.reveal().as_bytes(), &parsed)
            .is_ok();
        Ok(known && matches)
    })
    .await
}

async fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, HashingFailed> + Send + 'static,
) -> Result<T, HashingFailed> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| HashingFailed(error.to_string()))?
}

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
    pub fn secret(&self, context: &Context, purpose: &str, id: &str) -> String {
        let Self(proof) = self;
        sign(&context.signing_key, &format!("{purpose}\n{id}\n{proof}"))
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

    #[tokio::test]
    async fn a_password_matches_its_own_hash_alone() {
        let password = |text: &str| Password::parse(text).unwrap();
        let hash = hash_password(&Entropy::seeded(1), password("swordfish"))
            .await
            .unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(
            password_matches(password("swordfish"), Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(
            !password_matches(password("sword"), Some(hash))
                .await
                .unwrap()
        );
        assert!(!password_matches(password("swordfish"), None).await.unwrap());
    }
}
