//! Databases for tests, on both backends: empty ones, one seeded for each fixture site, and copies of those for tests that write.
//! PostgreSQL is started when the first test asks for it, and everything is stopped and removed by [`Databases::stop`].

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result, anyhow};
use isogloss::store::Store;
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::app;
use crate::postgres::Postgres;

/// A kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Backend {
    Sqlite,
    Postgres,
}

/// Both kinds: no test is written for one of them alone.
pub(crate) const BACKENDS: [Backend; 2] = [Backend::Sqlite, Backend::Postgres];

/// All databases of one run.
pub(crate) struct Databases {
    folder: TempDir,
    postgres: OnceCell<Result<Postgres, String>>,
    seeded: Mutex<BTreeMap<(Backend, String), Seeded>>,
    count: AtomicU32,
}

/// A seeded database, made by the first test that asks for it.
type Seeded = Arc<OnceCell<Site>>;

/// URLs of a database that holds a site.
#[derive(Clone)]
struct Site {
    /// The one that tests read.
    read: String,
    /// The one that copies are made of; PostgreSQL copies only what nobody is connected to.
    template: String,
}

/// Why a test cannot run on this machine.
#[derive(Clone, Debug)]
pub(crate) struct Skipped(pub(crate) String);

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        })
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Skipped {}

impl Databases {
    pub(crate) fn new() -> Result<Self> {
        Ok(Self {
            folder: tempfile::Builder::new().prefix("isogloss-").tempdir()?,
            postgres: OnceCell::new(),
            seeded: Mutex::default(),
            count: AtomicU32::new(0),
        })
    }

    /// The temporary folder of this run.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The URL of a database without tables.
    pub(crate) async fn empty(&self, backend: Backend) -> Result<String> {
        let name = self.next_name();
        match backend {
            Backend::Sqlite => Ok(self.sqlite_url(&name)),
            Backend::Postgres => self.postgres().await?.create(&name, None).await,
        }
    }

    /// The URL of the database that holds a site; tests only read it.
    pub(crate) async fn seeded(&self, backend: Backend, site: &Path) -> Result<String> {
        Ok(self.site(backend, site).await?.read)
    }

    /// The URL of a copy of the database that holds a site, for a test that writes.
    pub(crate) async fn copy(&self, backend: Backend, site: &Path) -> Result<String> {
        let site = self.site(backend, site).await?;
        self.copy_of(backend, &site.template).await
    }

    async fn site(&self, backend: Backend, site: &Path) -> Result<Site> {
        let key = (backend, site.display().to_string());
        let cell = {
            let mut seeded = self
                .seeded
                .lock()
                .map_err(|_| anyhow!("a test panicked while seeding"))?;
            Arc::clone(seeded.entry(key).or_default())
        };
        let made = cell.get_or_try_init(|| self.seed(backend, site)).await?;
        Ok(made.clone())
    }

    async fn seed(&self, backend: Backend, site: &Path) -> Result<Site> {
        let template = self.empty(backend).await?;
        let store = open(&template).await?;
        store.migrate().await?;
        app::seed(&store, site)
            .await
            .with_context(|| format!("{} cannot be imported", site.display()))?;
        drop(store);
        let read = self.copy_of(backend, &template).await?;
        Ok(Site { read, template })
    }

    async fn copy_of(&self, backend: Backend, url: &str) -> Result<String> {
        let name = self.next_name();
        match backend {
            Backend::Sqlite => {
                let file = self.sqlite_file(&name);
                let original = Database::connect(url).await?;
                original
                    .execute_unprepared(&format!("VACUUM INTO '{file}'"))
                    .await?;
                Ok(self.sqlite_url(&name))
            }
            Backend::Postgres => self.postgres().await?.create(&name, Some(url)).await,
        }
    }

    /// Stops the server and removes every file.
    pub(crate) async fn stop(mut self) {
        if let Some(Ok(postgres)) = self.postgres.take() {
            postgres.stop().await;
        }
    }

    async fn postgres(&self) -> Result<&Postgres> {
        let postgres = self
            .postgres
            .get_or_init(async || {
                let postgres = Postgres::start().await;
                postgres.map_err(|error| format!("{error:#}"))
            })
            .await;
        postgres
            .as_ref()
            .map_err(|reason| Skipped(reason.clone()).into())
    }

    fn next_name(&self) -> String {
        self.count.fetch_add(1, Ordering::Relaxed).to_string()
    }

    fn sqlite_file(&self, name: &str) -> String {
        let file = self.folder.path().join(name).with_extension("db");
        file.display().to_string()
    }

    fn sqlite_url(&self, name: &str) -> String {
        format!("sqlite://{}?mode=rwc", self.sqlite_file(name))
    }
}

/// Opens a database that is of this version.
pub(crate) async fn open(url: &str) -> Result<Store> {
    Ok(Store::open(url).await?)
}
