//! The ids of things, and where new ones come from.
//! Ids are 63-bit integers that grow with time, so that a tie between two posts of one day is broken by age.

use std::sync::atomic::{AtomicI64, Ordering};

use super::instant::Instant;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);
    };
}

id!(
    /// A post: the same in every locale.
    PostId
);
id!(
    /// A tag: the same in every locale.
    TagId
);
id!(
    /// One post in one locale.
    TranslationId
);

/// Hands out ids: each larger than the one before, also across restarts.
///
/// The upper bits are milliseconds since 2020, the lower 20 are a salt that keeps two instances apart.
#[derive(Debug)]
pub struct Ids {
    last: AtomicI64,
    salt: i64,
}

/// 2020-01-01T00:00:00Z in milliseconds since 1970.
const EPOCH_MS: i64 = 1_577_836_800_000;
const SALT_BITS: u32 = 20;

impl Ids {
    /// A source whose lower bits begin at `salt`; tests pass a constant, the server something random.
    pub fn new(salt: u32) -> Self {
        Self {
            last: AtomicI64::new(0),
            salt: i64::from(salt) & ((1 << SALT_BITS) - 1),
        }
    }

    /// The next id, for something made at `now`.
    pub fn next(&self, now: Instant) -> i64 {
        let fresh = ((now.micros() / 1000 - EPOCH_MS).max(0) << SALT_BITS) | self.salt;
        let mut id = fresh;
        // The closure always returns a value, so the update cannot fail.
        let _ = self
            .last
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| {
                id = fresh.max(last + 1);
                Some(id)
            });
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_even_when_the_clock_stands_still_or_goes_back() {
        let ids = Ids::new(7);
        let first = ids.next(Instant::from_micros(1_700_000_000_000_000));
        let second = ids.next(Instant::from_micros(1_700_000_000_000_000));
        let third = ids.next(Instant::from_micros(1_600_000_000_000_000));
        assert!(0 < first && first < second && second < third);
    }
}
