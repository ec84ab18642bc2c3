//! A database of a test's own: a SQLite file that goes when the test ends.

use tempfile::TempDir;

use super::Store;

/// The database; its folder is removed when this is dropped.
pub(crate) struct Scratch {
    pub(crate) store: Store,
    _folder: TempDir,
}

impl Scratch {
    /// An empty database with all tables.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("test.db");
        let url = format!("sqlite://{}?mode=rwc", file.display());
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        Self {
            store,
            _folder: folder,
        }
    }
}
