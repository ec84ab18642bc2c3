//! Takes up changes of the locale files while the server serves: new texts, new locales, locales that are gone.
//! What a file means, and which of them count, is decided by who reads them; here is when they are read, and what follows.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::watch::{Means, Watch, watch_in};
use crate::domain::instant::Instant;
use crate::service::act::Writer;
use crate::service::site::{LiveSite, Site};
use crate::service::startup::{self, Derived};

/// How long it waits before it tries again what failed: to watch, or to write to the database.
const PAUSE: Duration = Duration::from_secs(1);

/// The extensions of files that matter.
const EXTENSIONS: &[&str] = &["ftl"];

/// A job that follows the locale files of one site.
pub struct LocaleJob<Read, Put> {
    /// Their folder; it may come later.
    pub folder: PathBuf,
    /// How changes are noticed.
    pub means: Means,
    /// The site as it is.
    pub live: LiveSite,
    /// Reads the files again; `None` where they say what they said, or what cannot be taken up.
    pub read: Read,
    /// Makes a site the one that is served.
    pub put: Put,
    /// What writes.
    pub writer: Writer,
    /// Tells the time.
    pub now: fn() -> Instant,
}

impl<Read, Put> LocaleJob<Read, Put>
where
    Read: Fn(&Site) -> Option<Site> + Clone + Send + 'static,
    Put: Fn(Arc<Site>) + Sync,
{
    /// Follows them; ends only with its task.
    pub async fn run(self) {
        loop {
            // Watched anew each time, and before it is read: a folder that was exchanged for another one is no longer the
            // one that was watched, and what changes while it is read is seen.
            let watching = self.watch();
            let (read, current) = (self.read.clone(), self.live.current());
            match tokio::task::spawn_blocking(move || read(&current)).await {
                Ok(Some(site)) => self.adopt(site).await,
                Ok(None) => {}
                Err(error) => tracing::error!(%error, "the locale files could not be read"),
            }
            match watching {
                Ok(mut watching) => {
                    watching.changed().await;
                }
                // Not there yet, or out of what the system gives: looked at again soon.
                Err(error) => {
                    tracing::debug!(%error, "the locale files cannot be watched");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    /// Watches the folder; where the system tells of changes, also the one around it, in which it may appear.
    fn watch(&self) -> notify::Result<Watch> {
        let around = self.folder.parent().map(|around| match around.as_os_str() {
            name if name.is_empty() => Path::new("."),
            _ => around,
        });
        match self.means {
            Means::Polling => watch_in(&self.folder, None, EXTENSIONS, self.means),
            Means::Events => watch_in(&self.folder, around, EXTENSIONS, self.means),
        }
    }

    /// Serves it at once, and again when everything that is derived from it is there.
    async fn adopt(&self, site: Site) {
        let before = self.live.current();
        let known: BTreeSet<_> = before.locales.all().iter().cloned().collect();
        let added = site.locales.all().iter().cloned();
        let site = Site {
            unbuilt: added.filter(|locale| !known.contains(locale)).collect(),
            ..site
        };
        (self.put)(Arc::new(site.clone()));
        let site = Arc::new(Site {
            unbuilt: BTreeSet::new(),
            ..site
        });
        let mut was_failing = false;
        let derived = loop {
            match startup::derive(&self.writer.store, &site, (self.now)()).await {
                Ok(derived) => break derived,
                Err(error) if !was_failing => {
                    tracing::error!(%error, "what follows from the locale files cannot be written; it is tried again");
                    was_failing = true;
                }
                Err(_) => {}
            }
            tokio::time::sleep(PAUSE).await;
        };
        (self.put)(site);
        tell(&derived);
    }
}

fn tell(derived: &Derived) {
    let Derived {
        renderings,
        added,
        left,
        ..
    } = derived;
    tracing::info!(renderings, "the locale files changed");
    for locale in added {
        tracing::info!(%locale, "a locale was added");
    }
    for (locale, posts) in left {
        tracing::warn!(
            %locale,
            posts,
            "a locale is gone: what is published in it is kept, and shown again when its folder is back"
        );
    }
}
