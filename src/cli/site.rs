//! What most commands begin with: the site as it is configured, and its database.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::print::Problems;
use crate::config::Config;
use crate::domain::diagnostic::Diagnostic;
use crate::domain::fallback::Locales;
use crate::messages::catalog::Catalog;
use crate::service::site::Site;
use crate::service::startup;
use crate::store::Store;

/// The folder that makes the locales where none is named.
const USUAL_FOLDER: &str = "locales";

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
    let folder = &config.locales.folder;
    // Without the usual folder, the site has the locales that the binary ships; another one was named on purpose.
    let is_missed = !folder.exists() && folder.ends_with(USUAL_FOLDER);
    let (catalog, mut problems) = Catalog::load((!is_missed).then_some(folder.as_path()));
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
        catalog,
        words_per_minute: config.words_per_minute,
        minimark: config.minimark,
    };
    (site, problems)
}

/// The database, migrated, with views that fit the site.
pub async fn open_store(config: &Config, site: &Site) -> Result<Store> {
    let store = connect(config).await?;
    store.migrate().await?;
    startup::derive(&store, site).await?;
    Ok(store)
}

/// The database as it is; the folder of a SQLite file is made if it is not there.
pub async fn connect(config: &Config) -> Result<Store> {
    let url = &config.database_url;
    if let Some(folder) = url.sqlite_file().as_deref().and_then(Path::parent) {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    let store = Store::open(url.reveal()).await;
    store.with_context(|| format!("the database {url} cannot be opened"))
}

/// The database that is there; a command that only reads makes none.
pub async fn connect_existing(config: &Config) -> Result<Store> {
    let url = &config.database_url;
    if url.sqlite_file().is_some_and(|file| !file.exists()) {
        bail!("there is no database at {url}; `isogloss import DIR` makes one");
    }
    connect(config).await
}
