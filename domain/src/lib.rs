//! The rules of after-sales service.
