//! The feed of changes: what one instance tells those who listen, each what they may know and want to know.
//! The log is the truth; the feed only spares everybody from asking it. Who fills it, and when, is a job's business.

mod pursuit;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use super::preview_token::Preview;
use super::site::Site;
use crate::domain::access::Caller;
use crate::domain::change::{Change, ChangeKind, Logged};
use crate::domain::locale::Locale;
use crate::store::change;
use crate::store::{Store, StoreError};

pub use pursuit::Pursuit;

/// Changes that are told at once.
const BATCH: usize = 256;

/// Batches that wait for a slow listener; one who falls further behind is cut off.
const WAITING_MAX: usize = 256;

/// What is told to everybody who listens.
#[derive(Clone, Debug)]
pub struct Feed {
    sender: broadcast::Sender<Arc<[Logged]>>,
    /// The number of the newest change that was told.
    told: Arc<AtomicI64>,
}

/// Who listens.
#[derive(Clone, Debug)]
pub enum Listener {
    /// Anybody: what is published.
    Stranger,
    /// Somebody with a token: also what is saved in their locales.
    Caller(Caller),
    /// Somebody with a preview token: also what is saved of its post in its locale.
    Preview(Preview),
}

/// Which changes somebody wants to know.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Who they are.
    pub listener: Listener,
    /// In which locales; empty means in all.
    pub locales: Vec<Locale>,
    /// At or below which path, without a trailing slash.
    pub below: Option<String>,
}

/// Why somebody hears no more.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// They took too long.
    #[error(
        "more changes came than were read; subscribe again with `after` and the cursor of the last one that was read"
    )]
    TooSlow,
    /// Where they want to go on is nowhere.
    #[error("`after` is no cursor of this site's changes")]
    UnknownCursor,
    /// Ours.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The changes that one listener hears, one by one.
#[derive(Debug)]
pub struct Hearing {
    wanted: Wanted,
    site: Arc<Site>,
    store: Store,
    feed: Feed,
    /// What the feed tells from now on; `None` while the log is read, since the listener goes on behind an old change.
    live: Option<broadcast::Receiver<Arc<[Logged]>>>,
    /// What was read and not heard yet.
    waiting: VecDeque<Logged>,
    /// The number of the last change that was looked at.
    last: i64,
}

/// What a cursor begins with, so that a cursor of another list is none of changes.
const CURSOR: &str = "c~";

/// The cursor behind a change.
pub fn write_cursor(seq: i64) -> String {
    format!("{CURSOR}{seq}")
}

/// The change that a cursor stands behind.
///
/// # Errors
/// [`FeedError::UnknownCursor`]
pub fn read_cursor(cursor: &str) -> Result<i64, FeedError> {
    let seq = cursor.strip_prefix(CURSOR).and_then(|seq| seq.parse().ok());
    seq.ok_or(FeedError::UnknownCursor)
}

impl Default for Feed {
    fn default() -> Self {
        Self {
            sender: broadcast::channel(WAITING_MAX).0,
            told: Arc::default(),
        }
    }
}

impl Feed {
    /// Notes where the log ended when it began to be followed.
    fn begin(&self, head: i64) -> i64 {
        self.told.fetch_max(head, Ordering::Relaxed);
        head
    }

    /// Tells some changes, in the order of the log.
    fn tell(&self, changes: Vec<Logged>) {
        let newest = changes.last().map_or(0, |newest| newest.seq);
        // Nobody may be listening.
        let _ = self.sender.send(changes.into());
        self.told.fetch_max(newest, Ordering::Relaxed);
    }

    /// Begins to listen: to what comes from now on, or to all that came behind a change.
    ///
    /// # Errors
    /// [`FeedError::UnknownCursor`] where there is no such change yet.
    pub async fn hear(
        &self,
        store: &Store,
        site: &Arc<Site>,
        wanted: Wanted,
        after: Option<i64>,
    ) -> Result<Hearing, FeedError> {
        let live = after.is_none().then(|| self.sender.subscribe());
        let told = self.told.load(Ordering::Relaxed);
        if let Some(after) = after {
            let head = change::head(&store.read_newest().await?).await?;
            if !(0..=head).contains(&after) {
                return Err(FeedError::UnknownCursor);
            }
        }
        Ok(Hearing {
            wanted,
            site: Arc::clone(site),
            store: store.clone(),
            feed: self.clone(),
            live,
            waiting: VecDeque::new(),
            last: after.unwrap_or(told),
        })
    }
}

impl Hearing {
    /// Behind which change it goes on: the one that was heard last, or that was told before it began.
    pub fn last(&self) -> i64 {
        self.last
    }

    /// The next change that is wanted; `None` when the server has no more to tell.
    ///
    /// # Errors
    /// [`FeedError::TooSlow`] where the listener fell too far behind.
    pub async fn next(&mut self) -> Result<Option<Logged>, FeedError> {
        loop {
            while let Some(logged) = self.waiting.pop_front() {
                let is_new = logged.seq > self.last;
                self.last = self.last.max(logged.seq);
                if is_new && self.wanted.wants(&logged.change, &self.site) {
                    return Ok(Some(logged));
                }
            }
            // Most of the time nothing waits, and ten thousand may listen.
            self.waiting.shrink_to_fit();
            let Some(live) = &mut self.live else {
                self.read_log().await?;
                continue;
            };
            match live.recv().await {
                Ok(batch) => self.waiting.extend(batch.iter().cloned()),
                Err(RecvError::Lagged(_)) => return Err(FeedError::TooSlow),
                Err(RecvError::Closed) => return Ok(None),
            }
        }
    }

    /// Reads on in the log; at its end, turns to the feed. What comes between the two is in both, and never in neither.
    async fn read_log(&mut self) -> Result<(), FeedError> {
        let live = self.feed.sender.subscribe();
        let tx = self.store.read_newest().await?;
        let found = change::behind(&tx, self.last, BATCH).await?;
        if found.is_empty() {
            self.live = Some(live);
        }
        self.waiting.extend(found);
        Ok(())
    }
}

impl Wanted {
    fn wants(&self, change: &Change, site: &Site) -> bool {
        self.may_know(change) && self.is_of_locale(change) && self.is_below(change, site)
    }

    fn may_know(&self, change: &Change) -> bool {
        if change.kind != ChangeKind::DraftSaved {
            return true;
        }
        match (&self.listener, &change.locale) {
            (Listener::Caller(caller), Some(locale)) => caller.covers(locale),
            (Listener::Caller(caller), None) => caller.covers_all(),
            (Listener::Preview(preview), Some(locale)) => {
                change.post == Some(preview.post) && *locale == preview.locale
            }
            (Listener::Preview(_), None) | (Listener::Stranger, _) => false,
        }
    }

    fn is_of_locale(&self, change: &Change) -> bool {
        let locale = change.locale.as_ref();
        self.locales.is_empty() || locale.is_none_or(|locale| self.locales.contains(locale))
    }

    /// What concerns no path concerns all.
    fn is_below(&self, change: &Change, site: &Site) -> bool {
        let Some(below) = &self.below else {
            return true;
        };
        let mut paths = [&change.rest, &change.previous_rest]
            .into_iter()
            .flatten()
            .filter_map(|rest| site.path_of(change, rest))
            .peekable();
        paths.peek().is_none()
            || paths.any(|path| {
                path.strip_prefix(below.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
    }
}
