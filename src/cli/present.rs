//! What is passed in everywhere else: the present, where new ids come from, and randomness.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::id::Ids;
use crate::domain::instant::Instant;

/// The present, by the machine's clock.
pub fn now() -> Instant {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where the clock is asked; everything below is handed the answer"
    )]
    let now = SystemTime::now();
    let since_epoch = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant::from_micros(i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX))
}

/// A source of ids that differs from that of every other process.
pub fn ids() -> Ids {
    // The standard library seeds its hashers from the system's randomness.
    let salt = RandomState::new().build_hasher().finish();
    Ids::new(u32::try_from(salt >> 32).unwrap_or_default())
}

/// 32 bytes that nobody can guess; `None` where the system gives none.
pub fn randomness() -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes)
}
