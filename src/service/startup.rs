//! What a start makes sure of: that what is derived was derived from today's locales, chains, collations and renderer.
//! Nothing of it is new content: no revision, no `updatedAt`, nothing stale.

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::rendering;
use super::site::Site;
use super::write;
use crate::document::body::RENDERER;
use crate::domain::fallback::Locales;
use crate::domain::hexadecimal::hexadecimal;
use crate::domain::id::PostId;
use crate::domain::order::collation_fingerprint;
use crate::store::rendering::{self as stored, RenderingRow};
use crate::store::view::{self, Which};
use crate::store::{Store, StoreError, revision, setting, staleness};

/// The setting that says what the views were derived from.
const VIEW: &str = "view fingerprint";

/// The setting that says whose reading of the blocks tells which translations are behind.
const STALENESS: &str = "staleness renderer";

/// Renderings that are made again in one transaction.
const BATCH: usize = 256;

/// What was derived anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Derived {
    /// Whether the views of all locales were.
    pub views: bool,
    /// How many renderings were.
    pub renderings: usize,
}

/// Derives anew what another version or another configuration derived.
pub async fn derive(store: &Store, site: &Site) -> Result<Derived, StoreError> {
    let views = derive_views(store, &site.locales).await?;
    let renderings = render_again(store, site).await?;
    compare_again(store).await?;
    Ok(Derived { views, renderings })
}

/// Rebuilds the views of all locales if the locales, their chains or their collations are others than before.
async fn derive_views(store: &Store, locales: &Locales) -> Result<bool, StoreError> {
    let fingerprint = fingerprint(locales);
    let tx = store.read().await?;
    if setting::by_name(&tx, VIEW).await?.as_ref() == Some(&fingerprint) {
        return Ok(false);
    }
    drop(tx);
    let tx = store.write().await?;
    view::refresh(&tx, locales, Which::All).await?;
    setting::put(&tx, VIEW, &fingerprint).await?;
    tx.commit().await?;
    Ok(true)
}

fn fingerprint(locales: &Locales) -> String {
    let mut hasher = Sha256::new();
    for locale in locales.all() {
        hasher.update(format!("{:?}", locales.chain(locale).locales()));
        hasher.update(collation_fingerprint(locale));
    }
    hexadecimal(&hasher.finalize())
}

/// Makes the renderings of an older renderer, or with other words than today's, again; readers go on meanwhile.
async fn render_again(store: &Store, site: &Site) -> Result<usize, StoreError> {
    let mut count = 0;
    for locale in site.locales.all() {
        let renderer = rendering::renderer_of(site, locale);
        loop {
            let tx = store.read().await?;
            let outdated = stored::outdated(&tx, locale, &renderer, BATCH).await?;
            let revisions = revision::by_versions(&tx, &outdated).await?;
            drop(tx);
            if revisions.is_empty() {
                break;
            }
            let rows: Vec<RenderingRow> = revisions
                .par_iter()
                .map(|revision| RenderingRow {
                    translation: revision.translation,
                    version: revision.version,
                    rendering: rendering::of_revision(site, locale, revision),
                })
                .collect();
            count += rows.len();
            let tx = store.write().await?;
            stored::replace(&tx, rows).await?;
            tx.commit().await?;
        }
    }
    Ok(count)
}

/// Looks again which translations are behind their source, if another parser looked before.
async fn compare_again(store: &Store) -> Result<(), StoreError> {
    let renderer = RENDERER.to_string();
    let tx = store.read().await?;
    if setting::by_name(&tx, STALENESS).await?.as_ref() == Some(&renderer) {
        return Ok(());
    }
    drop(tx);
    let mut last = PostId(i64::MIN);
    loop {
        let tx = store.write().await?;
        let posts = staleness::posts(&tx, last, BATCH).await?;
        let Some(end) = posts.last() else { break };
        last = *end;
        write::staleness::refresh(&tx, &posts).await?;
        tx.commit().await?;
    }
    let tx = store.write().await?;
    setting::put(&tx, STALENESS, &renderer).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::grouping::group;
    use crate::domain::id::Ids;
    use crate::domain::instant::Instant;
    use crate::domain::locale::Locale;
    use crate::domain::path::PathStrategy;
    use crate::files;
    use crate::messages::catalog::Catalog;
    use crate::service::import::{self, Import};
    use crate::store::rendering::Rendering;
    use crate::store::scratch::Scratch;

    #[tokio::test]
    async fn another_chain_or_locale_derives_the_views_anew() {
        let locale = |tag: &str| Locale::parse(tag).unwrap();
        let scratch = Scratch::new().await;
        let one = Locales::new(locale("en"), [locale("de")], &BTreeMap::new());
        let two = Locales::new(locale("en"), [locale("de"), locale("fr")], &BTreeMap::new());
        let chain = BTreeMap::from([(locale("fr"), vec![locale("de")])]);
        let three = Locales::new(locale("en"), [locale("de"), locale("fr")], &chain);
        for (locales, is_derived) in [
            (&one, true),
            (&one, false),
            (&two, true),
            (&three, true),
            (&three, false),
        ] {
            assert_eq!(
                derive_views(&scratch.store, locales).await.unwrap(),
                is_derived
            );
        }
    }

    #[tokio::test]
    async fn what_another_renderer_made_is_rendered_again() {
        let scratch = Scratch::new().await;
        let (catalog, _) = Catalog::load(None);
        let site = Site {
            locales: Locales::new(Locale::parse("en").unwrap(), [], &BTreeMap::new()),
            strategy: PathStrategy::Prefix,
            url: "https://example.org".to_owned(),
            catalog,
            words_per_minute: 200,
            minimark: crate::domain::minimark::Mode::default(),
        };
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("en")).unwrap();
        std::fs::write(
            folder.path().join("en/a.md"),
            "---\ntitle: A\n---\nOne *two*.",
        )
        .unwrap();
        let options = files::read::Options::default();
        let reading =
            files::read::read(folder.path(), &options, &files::render::speechless, &|_| ());
        let known = site.locales.all();
        import::run(Import {
            store: &scratch.store,
            locales: &site.locales,
            ids: &Ids::new(1),
            now: Instant::from_micros(0),
            root: "content",
            grouping: group(reading.source, site.locales.default_locale(), known),
            render: &|_| Rendering::default(),
            tag_name: &|_, _| None,
            options: import::Options::default(),
            progress: &|_| (),
        })
        .await
        .unwrap();
        let derived = derive(&scratch.store, &site).await.unwrap();
        assert_eq!(
            derived,
            Derived {
                views: true,
                renderings: 1
            }
        );
        let derived = derive(&scratch.store, &site).await.unwrap();
        assert_eq!(
            derived,
            Derived {
                views: false,
                renderings: 0
            }
        );
    }
}
