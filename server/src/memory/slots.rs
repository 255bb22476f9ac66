//! How many of something each holder has at once: connections, streams.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

/// The number of slots each holder has taken. Holders without slots are not stored. Cheap to clone.
#[derive(Debug)]
pub struct Slots<K>(Arc<Mutex<HashMap<K, usize>>>);

/// A slot that somebody has taken; dropped, it is free again.
#[derive(Debug)]
pub struct Slot<K: Eq + Hash> {
    slots: Slots<K>,
    whose: K,
}

impl<K> Clone for Slots<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K> Default for Slots<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Eq + Hash + Clone> Slots<K> {
    /// Takes a slot for somebody; none where they have `most` already.
    pub fn take(&self, whose: K, most: usize) -> Option<Slot<K>> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.get(&whose).copied().unwrap_or(0);
        if count >= most {
            return None;
        }
        taken.insert(whose.clone(), count + 1);
        drop(taken);
        let slots = self.clone();
        Some(Slot { slots, whose })
    }
}

impl<K: Eq + Hash> Drop for Slot<K> {
    fn drop(&mut self) {
        let mut taken = self.slots.0.lock().unwrap_or_else(PoisonError::into_inner);
        match taken.get_mut(&self.whose) {
            Some(count) if *count > 1 => *count -= 1,
            Some(_) | None => {
                taken.remove(&self.whose);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_so_many_and_no_more_until_one_is_given_back() {
        let slots = Slots::default();
        let first = slots.take("a", 2).unwrap();
        let second = slots.take("a", 2).unwrap();
        assert!(slots.take("a", 2).is_none());
        assert!(slots.take("b", 2).is_some(), "another has their own");
        drop(first);
        let third = slots.take("a", 2).unwrap();
        drop((second, third));
        assert!(
            slots.0.lock().unwrap().is_empty(),
            "nobody is remembered who has none"
        );
    }
}
