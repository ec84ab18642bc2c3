//! Noticing that something in a content folder changed, for `import --watch`.
//! What changed is found out by reading again; here is only when to.

use std::path::Path;
use std::time::Duration;

use notify::event::{Event, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

/// How long nothing must change before a change is told, in milliseconds: editors write a file in several steps.
pub const QUIET_MS: u64 = 200;

/// How long a change is held back at most while others follow, in milliseconds.
pub const WAIT_MS_MAX: u64 = 2_000;

/// Watches as long as it lives.
#[derive(Debug)]
pub struct Watch {
    changes: mpsc::Receiver<()>,
    _watcher: RecommendedWatcher,
}

/// Begins to watch folders with all that is in them, and single files.
pub fn watch<'a>(paths: impl IntoIterator<Item = &'a Path>) -> notify::Result<Watch> {
    // One waiting change is enough: what changed is found by reading all again.
    let (sender, changes) = mpsc::channel(1);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // An error, such as a queue that ran over, may hide a change.
        if event.as_ref().map_or(true, is_change) {
            // A full channel already tells of a change; a closed one has nobody to tell.
            let _ = sender.try_send(());
        }
    })?;
    for path in paths {
        watcher.watch(path, RecursiveMode::Recursive)?;
    }
    Ok(Watch {
        changes,
        _watcher: watcher,
    })
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
fn is_change(event: &Event) -> bool {
    let is_content = |path: &std::path::PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        matches!(extension, None | Some("md" | "yml" | "yaml" | "json"))
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
        let mut watch = watch([folder.path()]).unwrap();
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
