//! Sending again what was not answered.

use super::transport::IdempotencyKey;

/// What was sent last and not answered, with its idempotency key. Sent again as it was it keeps the key, so that it is done
/// once; anything else gets a fresh one.
#[derive(Debug, Clone)]
pub struct Unanswered<T>(Option<(T, IdempotencyKey)>);

impl<T> Default for Unanswered<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: PartialEq> Unanswered<T> {
    /// The key under which something is sent.
    pub fn key_of(&self, sent: &T) -> IdempotencyKey {
        match &self.0 {
            Some((before, key)) if before == sent => key.clone(),
            Some(_) | None => IdempotencyKey::fresh(),
        }
    }

    /// Takes note of what became of it.
    pub fn settle(&mut self, sent: T, key: IdempotencyKey, is_unanswered: bool) {
        self.0 = is_unanswered.then_some((sent, key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_answered_keeps_its_key_and_nothing_else_does() {
        let mut unanswered = Unanswered::default();
        let key = IdempotencyKey::of_form("1".to_owned());
        unanswered.settle("a", key.clone(), true);
        assert_eq!(unanswered.key_of(&"a"), key);
        assert_ne!(unanswered.key_of(&"b"), key);
        unanswered.settle("a", key.clone(), false);
        assert_ne!(unanswered.key_of(&"a"), key);
    }
}
