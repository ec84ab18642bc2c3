//! What was used lately, up to a size: the memory behind documents and answers.
//! What is kept, and when it is no longer true, is known to who keeps it.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::mem;

/// Two generations: when the younger is full, the older is forgotten and the younger takes its place. What is asked for
/// stays, since a hit moves it into the younger one.
#[derive(Debug)]
pub(super) struct Generations<K, V> {
    younger: HashMap<K, Kept<V>>,
    younger_bytes: usize,
    older: HashMap<K, Kept<V>>,
    bytes_max: usize,
}

#[derive(Debug)]
struct Kept<V> {
    value: V,
    bytes: usize,
}

impl<K: Eq + Hash, V: Clone> Generations<K, V> {
    /// Nothing yet; each of the two generations may hold so many bytes.
    pub(super) fn new(bytes_max: usize) -> Self {
        Self {
            younger: HashMap::new(),
            younger_bytes: 0,
            older: HashMap::new(),
            bytes_max,
        }
    }

    /// What is kept under a key.
    pub(super) fn get<Q>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        if let Some(kept) = self.younger.get(key) {
            return Some(kept.value.clone());
        }
        let (key, kept) = self.older.remove_entry(key)?;
        let value = kept.value.clone();
        self.insert(key, kept.value, kept.bytes);
        Some(value)
    }

    /// Keeps something that takes so many bytes; what is larger than a generation is not kept.
    pub(super) fn insert(&mut self, key: K, value: V, bytes: usize) {
        if bytes > self.bytes_max {
            return;
        }
        if let Some(before) = self.younger.remove(&key) {
            self.younger_bytes -= before.bytes;
        }
        self.older.remove(&key);
        if self.younger_bytes + bytes > self.bytes_max {
            self.older = mem::take(&mut self.younger);
            self.younger_bytes = 0;
        }
        self.younger_bytes += bytes;
        self.younger.insert(key, Kept { value, bytes });
    }

    /// How many bytes are kept.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        let all = self.younger.values().chain(self.older.values());
        all.map(|kept| kept.bytes).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_forgotten() {
        let mut kept = Generations::new(100);
        kept.insert(0, "favorite", 30);
        for number in 1..80 {
            kept.insert(number, "other", 30);
            assert_eq!(kept.get(&0), Some("favorite"), "after {number}");
            assert!(kept.bytes() <= 200, "{}", kept.bytes());
        }
        assert_eq!(kept.get(&1), None);
    }

    #[test]
    fn what_takes_the_place_of_another_counts_once_and_what_is_too_large_is_not_kept() {
        let mut kept = Generations::new(100);
        for _ in 0..10 {
            kept.insert(0, "again", 60);
        }
        kept.insert(1, "large", 101);
        assert_eq!((kept.get(&0), kept.get(&1)), (Some("again"), None));
        assert_eq!(kept.bytes(), 60);
    }
}
