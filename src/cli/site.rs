//! What most commands begin with: the site as it is configured, and its database.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::present;
use super::print::Problems;
use crate::config::{Config, DatabaseUrl};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::fallback::Locales;
use crate::domain::locale::Locale;
use crate::messages::catalog::Catalog;
use crate::service::site::Site;
use crate::service::startup;
use crate::store::{Options, Store, StoreError};

/// The folder that makes the locales where none is named.
const USUAL_FOLDER: &str = "locales";

/// How long a server waits until it looks again for its database.
const WAIT: Duration = Duration::from_secs(1);

/// The site with its locales. Problems of locale files are told; a default locale that is not there stops the command.
pub fn open_site(config: &Config, tell: impl Fn(&[Diagnostic])) -> Result<Arc<Site>> {
    let (site, problems) = read_site(config);
    let (errors, others): (Vec<Diagnostic>, Vec<Diagnostic>) = problems
        .into_iter()
        .partition(|problem| problem.code == "CONFIG_UNKNOWN_LOCALE" && problem.is_error());
    tell(&others);
    if errors.is_empty() {
        Ok(Arc::new(site))
    } else {
        Err(Problems(errors).into())
    }
}

/// The site with its locales, and every problem of its locale files.
pub fn read_site(config: &Config) -> (Site, Vec<Diagnostic>) {
    let (catalog, problems) = Catalog::load(named_folder(config));
    with_catalog(config, catalog, problems)
}

/// The same read again, where broken files say what they said before.
pub fn read_site_again(config: &Config, before: &Site) -> (Site, Vec<Diagnostic>) {
    let (catalog, problems) = match named_folder(config) {
        Some(folder) => before.catalog.load_again(folder),
        None => Catalog::load(None),
    };
    with_catalog(config, catalog, problems)
}

/// Without the usual folder, the site has the locales that the binary ships; another one was named on purpose.
fn named_folder(config: &Config) -> Option<&Path> {
    let folder = &config.locales.folder;
    let is_missed = !folder.exists() && folder.ends_with(USUAL_FOLDER);
    (!is_missed).then_some(folder.as_path())
}

fn with_catalog(
    config: &Config,
    catalog: Catalog,
    mut problems: Vec<Diagnostic>,
) -> (Site, Vec<Diagnostic>) {
    problems.extend(config.locales.check(catalog.locales()));
    let locales = Locales::new(
        config.locales.default.clone(),
        catalog.locales().to_vec(),
        &config.locales.fallback,
    );
    let site = Site {
        locales,
        strategy: config.paths,
        url: config.site_url.clone(),
        catalog: Arc::new(catalog),
        words_per_minute: config.words_per_minute,
        minimark: config.minimark,
        unbuilt: BTreeSet::new(),
    };
    (site, problems)
}

/// The database, migrated, with views that fit the site.
pub async fn open_store(
    config: &Config,
    site: &Site,
    tell: impl Fn(&[Diagnostic]),
) -> Result<Store> {
    let store = connect(config).await?;
    prepare_store(&store, config, site, tell).await?;
    Ok(store)
}

/// Migrates a database, and makes its views fit the site.
pub async fn prepare_store(
    store: &Store,
    config: &Config,
    site: &Site,
    tell: impl Fn(&[Diagnostic]),
) -> Result<()> {
    store.migrate().await?;
    let derived = startup::derive(store, site, present::now()).await?;
    for (locale, posts) in derived.left.iter().filter(|(_, posts)| *posts > 0) {
        tell(&[without_folder(locale, *posts, &config.locales.folder)]);
    }
    Ok(())
}

/// That what is published in a locale is not shown any more.
fn without_folder(locale: &Locale, posts: i64, folder: &Path) -> Diagnostic {
    let message = format!(
        "the locale `{locale}` is gone: what is published in it ({posts}) is kept, but not shown"
    );
    Diagnostic::warning("LOCALE_GONE", message).help(format!(
        "bring `{}` back",
        folder.join(locale.as_str()).display()
    ))
}

/// The database as it is; the folder of a SQLite file is made if it is not there.
pub async fn connect(config: &Config) -> Result<Store> {
    open(&config.database_url, options(config)).await
}

/// The same for a database that is not the configured one.
pub async fn connect_to(url: &DatabaseUrl) -> Result<Store> {
    open(url, Options::new(url.reveal())).await
}

async fn open(url: &DatabaseUrl, options: Options) -> Result<Store> {
    if let Some(folder) = url.sqlite_file().as_deref().and_then(Path::parent) {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    let store = Store::open_with(options).await;
    store.with_context(|| format!("the database {url} cannot be opened"))
}

/// The same for a server that may have been started before its database: it waits, and says so.
pub async fn connect_patiently(config: &Config) -> Result<Store> {
    let begun = Instant::now();
    loop {
        let error = match connect(config).await {
            Ok(store) => return Ok(store),
            Err(error) => error,
        };
        // Trying takes time, too.
        let left = config.postgres.wait.saturating_sub(begun.elapsed());
        let failure = error.downcast_ref::<StoreError>();
        if left.is_zero() || !failure.is_some_and(StoreError::is_passing) {
            return Err(error);
        }
        let (url, left_s) = (&config.database_url, left.as_secs());
        let error = error.root_cause();
        tracing::warn!(%error, "waiting for the database {url}, for {left_s} s more");
        tokio::time::sleep(WAIT.min(left)).await;
    }
}

fn options(config: &Config) -> Options {
    let postgres = &config.postgres;
    Options {
        replica_url: postgres
            .replica_url
            .as_ref()
            .map(|url| url.reveal().to_owned()),
        connections: postgres.connections,
        has_pooler: postgres.has_pooler,
        notifies: postgres.notifies,
        ..Options::new(config.database_url.reveal())
    }
}

/// The database that is there; a command that only reads makes none.
pub async fn connect_existing(config: &Config) -> Result<Store> {
    refuse_missing(&config.database_url)?;
    connect(config).await
}

/// The same for a database that is not the configured one.
pub async fn connect_to_existing(url: &DatabaseUrl) -> Result<Store> {
    refuse_missing(url)?;
    connect_to(url).await
}

fn refuse_missing(url: &DatabaseUrl) -> Result<()> {
    if url.sqlite_file().is_some_and(|file| !file.exists()) {
        bail!("there is no database at {url}; `isogloss import DIR` makes one");
    }
    Ok(())
}
