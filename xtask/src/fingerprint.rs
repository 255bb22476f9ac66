//! Names for content: the same bytes, the same name.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The first 16 hexadecimal digits of the SHA-256 of all parts, one after another.
pub(crate) fn of(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    let mut digits = String::new();
    for byte in digest.finalize().iter().take(8) {
        let _infallible = write!(digits, "{byte:02x}");
    }
    digits
}
