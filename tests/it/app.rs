//! The application as the tests run it: content goes in through the import, answers come out of the schema.
//! The clock stands still and ids begin at a constant, so that the same site always gives the same answers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use async_graphql::{Request, Variables};
use isogloss::domain::diagnostic::Diagnostic;
use isogloss::domain::fallback::Locales;
use isogloss::domain::grouping::group;
use isogloss::domain::id::Ids;
use isogloss::domain::instant::Instant;
use isogloss::domain::locale::Locale;
use isogloss::domain::path::PathStrategy;
use isogloss::files::read;
use isogloss::graphql::schema::{self, Limits};
use isogloss::messages::catalog::Catalog;
use isogloss::service::act::Writer;
use isogloss::service::feed::Feed;
use isogloss::service::import::{self, Import};
use isogloss::service::rendering;
use isogloss::service::site::Site;
use isogloss::service::startup;
use isogloss::store::Store;
use serde_json::Value;

/// When everything is imported and every question is asked: 2025-01-15T12:00:00Z.
pub(crate) const NOW: Instant = Instant::from_micros(1_736_942_400_000_000);

/// Takes `folder/content` into a migrated database, under the locales of `folder/locales`. An error in a file fails.
pub(crate) async fn seed(store: &Store, folder: &Path) -> Result<()> {
    seed_from(store, folder, &folder.join("content")).await
}

/// Takes `content`, a folder or a file, into a migrated database, under the locales of `folder/locales`.
pub(crate) async fn seed_from(store: &Store, folder: &Path, content: &Path) -> Result<()> {
    let site = site(folder)?;
    startup::derive(store, &site, NOW).await?;
    let options = read::Options {
        known: site.locales.all().to_vec(),
        ..read::Options::default()
    };
    let context = |locale: &Locale| rendering::context(&site, locale);
    let reading = read::read(content, &options, &context, &|_| ());
    let mut grouping = group(
        reading.source,
        site.locales.default_locale(),
        site.locales.all(),
    );
    grouping.diagnostics.extend(reading.diagnostics);
    let outcome = import::run(Import {
        store,
        locales: &site.locales,
        ids: &Ids::new(1),
        now: NOW,
        // Not where the folder lies: that differs from machine to machine.
        root: "content",
        grouping,
        render: &|document| rendering::render(&site, document),
        tag_name: &|key, locale| site.catalog.own(locale, &format!("tag-{key}")),
        options: import::Options {
            author: "test".to_owned(),
            ..import::Options::default()
        },
        progress: &|_| (),
    })
    .await?;
    fail_on_errors(&outcome.diagnostics)
}

/// The whole answer to one request: `{"data": …, "errors": …}`.
pub(crate) async fn ask(
    store: &Store,
    folder: &Path,
    query: &str,
    variables: Value,
) -> Result<Value> {
    ask_site(store, site(folder)?, query, variables).await
}

/// The same, and the views of the database derived for a site in which `locale` falls back along `chain`.
pub(crate) async fn ask_configured(
    store: &Store,
    folder: &Path,
    (locale, chain): (&str, &[&str]),
    query: &str,
    variables: Value,
) -> Result<Value> {
    let chain = chain
        .iter()
        .map(|tag| Locale::parse(tag))
        .collect::<Result<_, _>>()?;
    let configured = BTreeMap::from([(Locale::parse(locale)?, chain)]);
    let mut site = site(folder)?;
    let known = site.locales.all().to_vec();
    site.locales = Locales::new(site.locales.default_locale().clone(), known, &configured);
    startup::derive(store, &site, NOW).await?;
    ask_site(store, site, query, variables).await
}

async fn ask_site(store: &Store, site: Site, query: &str, variables: Value) -> Result<Value> {
    let writer = Writer {
        site: Arc::new(site),
        store: store.clone(),
        ids: Arc::new(Ids::new(1 << 19)),
        randomness: || Some([7; 32]),
    };
    let schema = schema::build(writer, Feed::default(), Arc::new(|| NOW), Limits::default());
    let request = Request::new(query).variables(Variables::from_json(variables));
    Ok(serde_json::to_value(schema.execute(request).await)?)
}

pub(crate) fn site(folder: &Path) -> Result<Site> {
    let (catalog, diagnostics) = Catalog::load(Some(&folder.join("locales")));
    fail_on_errors(&diagnostics)?;
    let default = Locale::parse("en").context("no locale")?;
    Ok(Site {
        locales: Locales::new(default, catalog.locales().to_vec(), &BTreeMap::new()),
        strategy: PathStrategy::default(),
        url: "https://example.org".to_owned(),
        catalog: Arc::new(catalog),
        words_per_minute: 200,
        minimark: isogloss::domain::minimark::Mode::default(),
        unbuilt: BTreeSet::new(),
    })
}

fn fail_on_errors(diagnostics: &[Diagnostic]) -> Result<()> {
    let errors: Vec<&Diagnostic> = diagnostics.iter().filter(|each| each.is_error()).collect();
    ensure!(errors.is_empty(), "{errors:#?}");
    Ok(())
}
