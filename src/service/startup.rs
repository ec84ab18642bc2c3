//! What a start makes sure of: that what is derived was derived from today's locales, chains, collations and renderer.
//! Nothing of it is new content: no revision, no `updatedAt`, nothing stale.

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::rendering;
use super::site::Site;
use super::tag;
use super::write;
use crate::document::body::RENDERER;
use crate::domain::change::{Change, ChangeKind};
use crate::domain::fallback::Locales;
use crate::domain::hexadecimal::hexadecimal;
use crate::domain::id::PostId;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::order::collation_fingerprint;
use crate::store::change;
use crate::store::rendering::{self as stored, RenderingRow};
use crate::store::view::{self, Which};
use crate::store::{Store, StoreError, revision, setting, staleness, translation};

/// The setting that says what the views were derived from.
const VIEW: &str = "view fingerprint";

/// The settings that say which locales and which texts the site had.
const LOCALES: &str = "locales";
const MESSAGES: &str = "messages fingerprint";

/// The setting that says whose reading of the blocks tells which translations are behind.
const STALENESS: &str = "staleness renderer";

/// Renderings that are made again in one transaction.
const BATCH: usize = 256;

/// What was derived anew, and what is new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derived {
    /// Whether the views of all locales were.
    pub views: bool,
    /// How many renderings were.
    pub renderings: usize,
    /// Locales that the site did not have before.
    pub added: Vec<Locale>,
    /// Locales that the site has no more, with how many posts are published in them.
    pub left: Vec<(Locale, i64)>,
}

/// Derives anew what another version or another configuration derived, and notes in the log what is new.
pub async fn derive(store: &Store, site: &Site, now: Instant) -> Result<Derived, StoreError> {
    let mut derived = derive_views(store, site, now).await?;
    derived.renderings = render_again(store, site).await?;
    compare_again(store).await?;
    Ok(derived)
}

/// The renderer that looked at all bodies last; `None` where none did.
async fn last_renderer(store: &Store) -> Result<Option<u32>, StoreError> {
    let renderer = setting::by_name(&store.read_newest().await?, STALENESS).await?;
    Ok(renderer.and_then(|renderer| renderer.parse().ok()))
}

/// Rebuilds the views of all locales if the locales, their chains or their collations are others than before, and notes
/// which locales and texts are new.
async fn derive_views(store: &Store, site: &Site, now: Instant) -> Result<Derived, StoreError> {
    let locales = &site.locales;
    let (view, known) = (fingerprint(locales), written(locales));
    let messages = site.catalog.fingerprint();
    let tx = store.read_newest().await?;
    let view_before = setting::by_name(&tx, VIEW).await?;
    let known_before = setting::by_name(&tx, LOCALES).await?;
    let messages_before = setting::by_name(&tx, MESSAGES).await?;
    drop(tx);
    let is_view_other = view_before.as_ref() != Some(&view);
    let is_same =
        known_before.as_ref() == Some(&known) && messages_before.as_deref() == Some(messages);
    if is_same && !is_view_other {
        return Ok(Derived::default());
    }
    let (added, left) = moves(known_before.as_ref().unwrap_or(&known), locales);
    let tx = store.write().await?;
    if is_view_other {
        view::refresh(&tx, locales, Which::All).await?;
    }
    for (name, value) in [
        (VIEW, view.as_str()),
        (LOCALES, &known),
        (MESSAGES, messages),
    ] {
        setting::put(&tx, name, value).await?;
    }
    let mut counted = Vec::new();
    for locale in left {
        let posts = translation::published(&tx, &locale).await?;
        counted.push((locale, posts));
    }
    let mut news: Vec<Change> = added.iter().map(came).collect();
    news.extend(tag::take_up(&tx, site).await?);
    if messages_before.is_some_and(|before| before != messages) {
        news.push(Change::new(ChangeKind::MessagesChanged));
    }
    change::append(&tx, &news, now).await?;
    tx.commit().await?;
    Ok(Derived {
        views: is_view_other,
        renderings: 0,
        added,
        left: counted,
    })
}

fn came(locale: &Locale) -> Change {
    Change {
        locale: Some(locale.clone()),
        ..Change::new(ChangeKind::LocaleAdded)
    }
}

/// The locales of a site as a setting keeps them.
fn written(locales: &Locales) -> String {
    let tags: Vec<&str> = locales.all().iter().map(Locale::as_str).collect();
    tags.join(" ")
}

/// Which locales came and which went since they were written down.
fn moves(before: &str, locales: &Locales) -> (Vec<Locale>, Vec<Locale>) {
    let before: Vec<Locale> = before
        .split_whitespace()
        .map(Locale::from_canonical)
        .collect();
    let is_new = |locale: &&Locale| !before.contains(locale);
    let added = locales.all().iter().filter(is_new).cloned().collect();
    let is_gone = |locale: &Locale| !locales.all().contains(locale);
    (
        added,
        before
            .iter()
            .filter(|locale| is_gone(locale))
            .cloned()
            .collect(),
    )
}

fn fingerprint(locales: &Locales) -> String {
    let mut hasher = Sha256::new();
    for locale in locales.all() {
        hasher.update(format!("{:?}", locales.chain(locale).locales()));
        hasher.update(collation_fingerprint(locale));
    }
    hexadecimal(&hasher.finalize())
}

/// Makes the renderings of an older renderer, or with other words than today's, again; readers go on meanwhile. What a newer
/// version rendered is left to it: while instances are replaced one by one, both would undo the other's work.
pub async fn render_again(store: &Store, site: &Site) -> Result<usize, StoreError> {
    let mut count = 0;
    if last_renderer(store).await? > Some(RENDERER) {
        return Ok(count);
    }
    for locale in site.locales.all() {
        let renderer = rendering::renderer_of(site, locale);
        loop {
            let tx = store.read_newest().await?;
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
            change::skip(&tx).await?;
            tx.commit().await?;
        }
    }
    Ok(count)
}

/// Looks again which translations are behind their source, if another parser looked before.
async fn compare_again(store: &Store) -> Result<(), StoreError> {
    if last_renderer(store).await? >= Some(RENDERER) {
        return Ok(());
    }
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
    setting::put(&tx, STALENESS, &RENDERER.to_string()).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Arc;

    use super::*;
    use crate::domain::grouping::group;
    use crate::domain::id::Ids;
    use crate::domain::path::PathStrategy;
    use crate::files;
    use crate::messages::catalog::Catalog;
    use crate::service::import::{self, Import};
    use crate::store::rendering::Rendering;
    use crate::store::scratch::Scratch;

    const NOW: Instant = Instant::from_micros(0);

    fn locale(tag: &str) -> Locale {
        Locale::parse(tag).unwrap()
    }

    fn site(locales: Locales) -> Site {
        Site {
            locales,
            strategy: PathStrategy::Prefix,
            url: "https://example.org".to_owned(),
            catalog: Arc::new(Catalog::load(None).0),
            words_per_minute: 200,
            minimark: crate::domain::minimark::Mode::default(),
            unbuilt: BTreeSet::new(),
        }
    }

    #[tokio::test]
    async fn another_chain_or_locale_derives_the_views_anew() {
        let scratch = Scratch::new().await;
        let one = Locales::new(locale("en"), [locale("de")], &BTreeMap::new());
        let two = Locales::new(locale("en"), [locale("de"), locale("fr")], &BTreeMap::new());
        let chain = BTreeMap::from([(locale("fr"), vec![locale("de")])]);
        let three = Locales::new(locale("en"), [locale("de"), locale("fr")], &chain);
        for (locales, is_derived, added, left) in [
            (&one, true, None, None),
            (&one, false, None, None),
            (&two, true, Some("fr"), None),
            (&three, true, None, None),
            (&three, false, None, None),
            (&one, true, None, Some("fr")),
        ] {
            let site = site(locales.clone());
            let derived = derive(&scratch.store, &site, NOW).await.unwrap();
            let expected = Derived {
                views: is_derived,
                renderings: 0,
                added: added.map(locale).into_iter().collect(),
                left: left.map(|tag| (locale(tag), 0)).into_iter().collect(),
            };
            assert_eq!(derived, expected);
        }
        let tx = scratch.store.read_newest().await.unwrap();
        assert_eq!(
            change::head(&tx).await.unwrap(),
            1,
            "the locale that was added"
        );
    }

    #[tokio::test]
    async fn what_another_renderer_made_is_rendered_again() {
        let scratch = Scratch::new().await;
        let site = site(Locales::new(locale("en"), [], &BTreeMap::new()));
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
            now: NOW,
            root: "content",
            grouping: group(reading.source, site.locales.default_locale(), known),
            render: &|_| Rendering::default(),
            tag_name: &|_, _| None,
            options: import::Options::default(),
            progress: &|_| (),
        })
        .await
        .unwrap();
        for (views, renderings) in [(true, 1), (false, 0)] {
            let derived = derive(&scratch.store, &site, NOW).await.unwrap();
            assert_eq!((derived.views, derived.renderings), (views, renderings));
        }
        for (by, renderings) in [(RENDERER + 1, 0), (RENDERER, 1)] {
            let other = Site {
                minimark: crate::domain::minimark::Mode::Plain,
                ..site.clone()
            };
            let tx = scratch.store.write().await.unwrap();
            setting::put(&tx, STALENESS, &by.to_string()).await.unwrap();
            tx.commit().await.unwrap();
            let derived = derive(&scratch.store, &other, NOW).await.unwrap();
            assert_eq!(derived.renderings, renderings, "the last one was {by}");
        }
    }
}
