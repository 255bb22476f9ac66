//! Whom the lines of a batch concern among staff, told in the transaction that writes them.

pub(crate) mod occasion;
pub(crate) mod recipients;
