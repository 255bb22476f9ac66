//! The consumer's bundle.
