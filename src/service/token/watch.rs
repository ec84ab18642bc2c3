//! Notices that a token has ended, for connections that stay open longer than a request.
//! One look at the database serves them all; how often that is, is a job's business.

#[cfg(test)]
pub(crate) mod testing;

use std::collections::HashMap;
use std::fmt;
use std::future::{Future, pending};
use std::time::Duration;

use tokio::sync::watch;

use super::{Secret, authenticate, list};
use crate::domain::instant::Instant;
use crate::store::token::TokenRow;
use crate::store::{Store, StoreError};

/// The longest sleep until a token expires: a machine that was asleep, or whose clock was set, looks again after it.
const SLEEP_MAX: Duration = Duration::from_secs(60 * 60);

/// When each token that does not last for ever ends or ended, by the hash of its secret.
///
/// Ends, and not the tokens that are valid: rows of tokens are never deleted, so that a token which is younger than the last
/// look is not taken for one that has ended.
type Ends = HashMap<String, Instant>;

/// Knows when tokens end. Clones share what they know.
#[derive(Clone)]
pub struct TokenWatch {
    source: Source,
    now: fn() -> Instant,
    ends: watch::Sender<Ends>,
}

/// Where tokens are looked up.
#[derive(Clone)]
enum Source {
    Database(Store),
    #[cfg(test)]
    Listed(testing::Listed),
}

impl TokenWatch {
    /// Looks tokens up in `store`; `now` tells the present.
    pub fn new(store: Store, now: fn() -> Instant) -> Self {
        Self {
            source: Source::Database(store),
            now,
            ends: watch::Sender::default(),
        }
    }

    /// Whether the secret is somebody's and is neither revoked nor expired: the database is asked.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn is_valid(&self, secret: &Secret) -> Result<bool, StoreError> {
        match &self.source {
            Source::Database(store) => {
                let caller = authenticate(store, secret, (self.now)()).await?;
                Ok(caller.is_some())
            }
            #[cfg(test)]
            Source::Listed(listed) => listed.is_valid(secret, (self.now)()),
        }
    }

    /// Done once a token that was valid is revoked, as of the last [look](Self::look), or has expired, by the clock. Of what
    /// is nobody's secret it is never done: ask [`is_valid`](Self::is_valid) first.
    pub fn until_invalid(&self, secret: &Secret) -> impl Future<Output = ()> + Send + 'static {
        let (hash, now) = (secret.hash(), self.now);
        let mut ends = self.ends.subscribe();
        async move {
            loop {
                let end = ends.borrow_and_update().get(&hash).copied();
                let left = end.map(|end| time_until(end, now()));
                if left == Some(Duration::ZERO) {
                    return;
                }
                let is_watched = match left {
                    None => ends.changed().await.is_ok(),
                    // Boxed, since few tokens expire and ten thousand may wait.
                    Some(left) => Box::pin(changed_within(left, &mut ends)).await,
                };
                if !is_watched {
                    // Nobody looks any more: the server is ending.
                    pending::<()>().await;
                }
            }
        }
    }

    /// Whether anybody waits for the end of a token.
    pub fn is_awaited(&self) -> bool {
        self.ends.receiver_count() > 0
    }

    /// Looks at all tokens, by one statement, and tells who waits for those that have ended.
    ///
    /// # Errors
    /// The database does not answer; then what was known before stays known.
    pub async fn look(&self) -> Result<(), StoreError> {
        let rows = match &self.source {
            Source::Database(store) => list(store).await?,
            #[cfg(test)]
            Source::Listed(listed) => listed.rows()?,
        };
        let found: Ends = rows.into_iter().filter_map(end).collect();
        // Ten thousand who wait are woken only by news.
        self.ends.send_if_modified(|known| {
            let is_news = *known != found;
            *known = found;
            is_news
        });
        Ok(())
    }
}

impl fmt::Debug for TokenWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenWatch(…)")
    }
}

fn end(row: TokenRow) -> Option<(String, Instant)> {
    let end = match (row.revoked_at, row.expires_at) {
        (Some(revoked), Some(expires)) => revoked.min(expires),
        (revoked, expires) => revoked.or(expires)?,
    };
    Some((row.hash, end))
}

/// Nothing for an instant that has passed.
fn time_until(end: Instant, now: Instant) -> Duration {
    let micros = end.micros().saturating_sub(now.micros());
    Duration::from_micros(u64::try_from(micros).unwrap_or(0))
}

/// Waits for news, but no longer than so; answers with whether there may be more.
async fn changed_within(left: Duration, ends: &mut watch::Receiver<Ends>) -> bool {
    let news = tokio::time::timeout(left.min(SLEEP_MAX), ends.changed()).await;
    !matches!(news, Ok(Err(_)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::FutureExt;

    use super::testing::Listed;
    use super::*;
    use crate::store::scratch::Scratch;

    /// The present of a test whose clock runs.
    fn now() -> Instant {
        use std::sync::LazyLock;
        static BEGUN: LazyLock<std::time::Instant> = LazyLock::new(std::time::Instant::now);
        Instant::from_micros(1_000_000 + i64::try_from(BEGUN.elapsed().as_micros()).unwrap())
    }

    fn later(by: Duration) -> Instant {
        Instant::from_micros(now().micros() + i64::try_from(by.as_micros()).unwrap())
    }

    #[tokio::test]
    async fn a_token_ends_when_it_is_revoked_and_not_before_that_is_seen() {
        let listed = Listed::default();
        listed.add("a", None);
        listed.add("b", None);
        let tokens = listed.watch(now);
        assert!(!tokens.is_awaited());
        assert!(tokens.is_valid(&Secret::new("a")).await.unwrap());
        assert!(!tokens.is_valid(&Secret::new("nobody's")).await.unwrap());
        let mut a = Box::pin(tokens.until_invalid(&Secret::new("a")));
        let mut b = Box::pin(tokens.until_invalid(&Secret::new("b")));
        assert!(tokens.is_awaited());
        tokens.look().await.unwrap();
        assert!((&mut a).now_or_never().is_none());
        listed.revoke("a", now());
        assert!(!tokens.is_valid(&Secret::new("a")).await.unwrap());
        assert!((&mut a).now_or_never().is_none());
        tokens.look().await.unwrap();
        tokio::time::timeout(Duration::from_secs(1), a)
            .await
            .unwrap();
        assert!((&mut b).now_or_never().is_none());
        // Who comes late is told at once.
        assert!(
            tokens
                .until_invalid(&Secret::new("a"))
                .now_or_never()
                .is_some()
        );
    }

    #[tokio::test]
    async fn a_token_expires_by_the_clock_with_no_further_look() {
        let listed = Listed::default();
        listed.add("a", Some(later(Duration::from_millis(200))));
        let tokens = listed.watch(now);
        tokens.look().await.unwrap();
        let end = tokens.until_invalid(&Secret::new("a"));
        let begun = std::time::Instant::now();
        tokio::time::timeout(Duration::from_secs(5), end)
            .await
            .unwrap();
        assert!(begun.elapsed() > Duration::from_millis(100));
    }

    #[tokio::test]
    async fn a_database_that_is_away_ends_no_token() {
        let scratch = Scratch::new().await;
        let tokens = TokenWatch::new(scratch.store.clone(), now);
        tokens.look().await.unwrap();
        scratch.store.clone().close().await.unwrap();
        let end = tokens.until_invalid(&Secret::new("a"));
        assert!(tokens.look().await.is_err());
        assert!(tokens.is_valid(&Secret::new("a")).await.is_err());
        assert!(end.now_or_never().is_none());
    }
}
