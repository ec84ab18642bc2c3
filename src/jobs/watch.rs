//! Noticing that something in a folder changed: content for `import --watch`, locale files for a server.
//! What changed is found out by reading again; here is only when to.

use std::path::Path;
use std::time::Duration;

use notify::event::{Event, EventKind};
use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

/// How long nothing must change before a change is told, in milliseconds: editors write a file in several steps.
pub const QUIET_MS: u64 = 200;

/// How long a change is held back at most while others follow, in milliseconds.
pub const WAIT_MS_MAX: u64 = 2_000;

/// How long it takes at most until a change is seen where it has to be looked for, in milliseconds.
pub const POLL_MS: u64 = 1_000;

/// The extensions of files that content is read from.
pub const CONTENT: &[&str] = &["md", "yml", "yaml", "json"];

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The system tells of them.
    Events,
    /// They are looked for: on network file systems the system knows only of what this machine writes.
    Polling,
}

/// Watches as long as it lives.
pub struct Watch {
    changes: mpsc::Receiver<()>,
    _watcher: Box<dyn Watcher + Send>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

/// Begins to watch folders with all that is in them, and single files, for changes of files with these extensions.
pub fn watch<'a>(
    paths: impl IntoIterator<Item = &'a Path>,
    extensions: &'static [&'static str],
    means: Means,
) -> notify::Result<Watch> {
    begin(
        paths
            .into_iter()
            .map(|path| (path, RecursiveMode::Recursive)),
        extensions,
        means,
    )
}

/// Begins to watch a folder and, if it is given, the folder around it, in which it may appear or be exchanged.
pub fn watch_in(
    folder: &Path,
    around: Option<&Path>,
    extensions: &'static [&'static str],
    means: Means,
) -> notify::Result<Watch> {
    let is_there = folder.exists() || around.is_none();
    let folder = is_there.then_some((folder, RecursiveMode::Recursive));
    let around = around.map(|around| (around, RecursiveMode::NonRecursive));
    begin(folder.into_iter().chain(around), extensions, means)
}

fn begin<'a>(
    paths: impl Iterator<Item = (&'a Path, RecursiveMode)>,
    extensions: &'static [&'static str],
    means: Means,
) -> notify::Result<Watch> {
    // One waiting change is enough: what changed is found by reading all again.
    let (sender, changes) = mpsc::channel(1);
    let tell = move |event: notify::Result<Event>| {
        // An error, such as a queue that ran over, may hide a change.
        if event
            .as_ref()
            .map_or(true, |event| is_change(event, extensions))
        {
            // A full channel already tells of a change; a closed one has nobody to tell.
            let _ = sender.try_send(());
        }
    };
    let mut watcher: Box<dyn Watcher + Send> = match means {
        Means::Events => Box::new(RecommendedWatcher::new(tell, Config::default())?),
        Means::Polling => Box::new(PollWatcher::new(tell, polling())?),
    };
    for (path, mode) in paths {
        watcher.watch(path, mode)?;
    }
    Ok(Watch {
        changes,
        _watcher: watcher,
    })
}

/// What files hold is compared: on some file systems the time of a change is told to the second.
fn polling() -> Config {
    Config::default()
        .with_poll_interval(Duration::from_millis(POLL_MS))
        .with_compare_contents(true)
}

impl Watch {
    /// Waits for the next change and until it is quiet again; `false` when there will never be one.
    pub async fn changed(&mut self) -> bool {
        if self.changes.recv().await.is_none() {
            return false;
        }
        let latest = Instant::now() + Duration::from_millis(WAIT_MS_MAX);
        loop {
            let quiet = Instant::now() + Duration::from_millis(QUIET_MS);
            match timeout_at(quiet.min(latest), self.changes.recv()).await {
                Ok(Some(())) => {}
                Ok(None) | Err(_) => return true,
            }
        }
    }
}

/// Reading is no change, and neither are the files that editors leave beside a text.
fn is_change(event: &Event, extensions: &[&str]) -> bool {
    // What has no extension may be a folder.
    let is_content = |path: &std::path::PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_none_or(|extension| extensions.contains(&extension))
    };
    !matches!(event.kind, EventKind::Access(_))
        && (event.paths.is_empty() || event.paths.iter().any(is_content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn many_changes_are_told_once_and_reading_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        std::fs::write(&file, "a").unwrap();
        let mut watch = watch([folder.path()], &["md"], Means::Events).unwrap();
        for text in ["b", "c", "d"] {
            std::fs::write(&file, text).unwrap();
        }
        assert!(watch.changed().await);
        std::fs::read(&file).unwrap();
        std::fs::write(folder.path().join("a.md.swp"), "x").unwrap();
        let quiet = tokio::time::timeout(Duration::from_millis(3 * QUIET_MS), watch.changed());
        assert!(quiet.await.is_err());
        std::fs::remove_file(&file).unwrap();
        assert!(watch.changed().await);
    }
}
