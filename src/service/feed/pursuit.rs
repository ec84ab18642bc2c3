//! Reading on in the log of changes, and telling the feed what is new in it. When to look is a job's to say.

use tokio::sync::watch;

use super::{BATCH, Feed};
use crate::store::{Listener, Store, StoreError, change};

/// Where one instance is in the log.
#[derive(Debug)]
pub struct Pursuit {
    store: Store,
    feed: Feed,
    news: watch::Receiver<i64>,
    /// What hears the notifications of other instances.
    ear: Option<Listener>,
    /// The newest change that was told; `None` before the first look, which begins at the end.
    last: Option<i64>,
}

impl Pursuit {
    /// Follows the log of a database for a feed.
    pub fn new(store: Store, feed: Feed) -> Self {
        Self {
            news: store.news(),
            store,
            feed,
            ear: None,
            last: None,
        }
    }

    /// Tells the feed what is new; sees whether a replica that was away is back.
    ///
    /// # Errors
    /// The database's; nothing is lost then, the next look begins where this one ended.
    pub async fn look(&mut self) -> Result<(), StoreError> {
        self.news.mark_unchanged();
        let tx = self.store.read_newest().await?;
        let head = change::head(&tx).await?;
        // From here on nothing older is answered, from memory or from a replica.
        self.store.learn(head);
        let mut last = *self.last.get_or_insert_with(|| self.feed.begin(head));
        while last < head {
            let changes = change::behind(&tx, last, BATCH).await?;
            // Some numbers have no change: up to the end there is nothing more.
            last = changes.last().map_or(head, |newest| newest.seq);
            if !changes.is_empty() {
                self.feed.tell(changes);
            }
            self.last = Some(last);
        }
        drop(tx);
        // Last: nobody has to wait for news because a replica is away.
        self.store.look_at_replica().await;
        Ok(())
    }

    /// Whether it listens to other instances.
    pub fn is_listening(&self) -> bool {
        self.ear.is_some()
    }

    /// Begins to listen to other instances, where they can be listened to.
    ///
    /// # Errors
    /// The database's, where it cannot listen though it should.
    pub async fn listen(&mut self) -> Result<(), StoreError> {
        self.ear = self.store.listen().await?;
        Ok(())
    }

    /// Waits until there may be news: this instance wrote, or another one said so. It may miss the latter.
    pub async fn news(&mut self) {
        let Some(ear) = &mut self.ear else {
            // The sender lives as long as the store that is held here.
            let _ = self.news.changed().await;
            return;
        };
        tokio::select! {
            _ = self.news.changed() => {}
            heard = ear.heard() => if let Err(error) = heard {
                tracing::debug!(%error, "the connection that notifications come by is lost");
                self.ear = None;
            }
        }
    }
}
