//! What an export writes, on databases and folders of their own.

use std::fs;
use std::path::Path;

use super::*;
use crate::domain::fallback::Locales;
use crate::domain::grouping;
use crate::domain::id::Ids;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::files;
use crate::service::import::{self, Counts, Import};
use crate::store::rendering::Rendering;
use crate::store::scratch::Scratch;

fn locales() -> Locales {
    let locale = |tag: &str| Locale::parse(tag).unwrap();
    Locales::new(
        locale("en"),
        ["de", "ru", "ar"].map(locale),
        &BTreeMap::new(),
    )
}

fn reading() -> files::read::Options {
    files::read::Options {
        known: locales().all().to_vec(),
        ..files::read::Options::default()
    }
}

async fn import(scratch: &Scratch, folder: &Path) -> Counts {
    let locales = locales();
    let reading = files::read::read(folder, &reading(), &files::render::speechless, &|_| ());
    assert_eq!(reading.diagnostics, [], "what is read is in order");
    let outcome = import::run(Import {
        store: &scratch.store,
        locales: &locales,
        ids: &Ids::new(1),
        now: Instant::from_micros(1_700_000_000_000_000),
        root: "content",
        grouping: grouping::group(reading.source, locales.default_locale(), locales.all()),
        render: &|_| Rendering::default(),
        tag_name: &|_, _| None,
        options: import::Options::default(),
        progress: &|_| (),
    })
    .await
    .unwrap();
    let errors: Vec<_> = outcome
        .diagnostics
        .iter()
        .filter(|each| each.is_error())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    outcome.report.total()
}

/// Everything that a database says, without the ids and times of its own.
async fn content(scratch: &Scratch) -> Vec<String> {
    let tx = scratch.store.read().await.unwrap();
    let tags = tag::all(&tx).await.unwrap();
    let key_of = |id: &TagId| tags.iter().find(|tag| tag.id == *id).unwrap().key.clone();
    let mut lines = Vec::new();
    for post in post::all(&tx).await.unwrap() {
        let tags: Vec<String> = post.tags.iter().map(key_of).collect();
        lines.push(format!(
            "post {} {:?} {} {:?} {} {} {tags:?}",
            post.key, post.source_locale, post.section, post.date, post.navigation, post.meta,
        ));
        let mut rows = translation::of_posts(&tx, &[post.id]).await.unwrap();
        rows.sort_by(|a, b| a.locale.cmp(&b.locale));
        for row in rows {
            let head = revision::heads(&tx, &[row.id])
                .await
                .unwrap()
                .pop()
                .unwrap();
            lines.push(format!(
                "  {:?} {:?} {} {} {} {:?} {} {} {} {} {} {:?}",
                row.locale,
                row.head_rest,
                row.live_version.is_some(),
                row.stem,
                row.extension,
                row.published_at,
                head.slug,
                head.title,
                head.description,
                head.front_matter,
                head.meta,
                head.markdown.trim_start(),
            ));
        }
    }
    lines.extend(
        tags.iter()
            .map(|tag| format!("tag {} {:?}", tag.key, tag.names)),
    );
    lines.extend(
        section::all(&tx)
            .await
            .unwrap()
            .iter()
            .map(|row| format!("{row:?}")),
    );
    lines
}

/// Imports a folder, exports it, imports that into an empty database, and compares the two.
async fn assert_comes_back(folder: &Path) {
    let first = Scratch::new().await;
    let counts = import(&first, folder).await;
    assert!(counts.created > 0);
    let again = import(&first, folder).await;
    assert_eq!(
        (again.created, again.updated, again.unchanged),
        (0, 0, counts.created)
    );
    let source = read(&first.store.read().await.unwrap()).await.unwrap();
    let out = tempfile::tempdir().unwrap();
    let written = files::write::write(out.path(), &source, &reading());
    assert_eq!(written.diagnostics, []);
    let second = Scratch::new().await;
    assert_eq!(import(&second, out.path()).await.created, counts.created);
    let (before, after) = (content(&first).await, content(&second).await);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    assert_eq!(before.len(), after.len());
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[tokio::test]
async fn what_was_imported_comes_back_out() {
    let folder = folder(&[
        (
            "tags.yml",
            "kubernetes:\n  aliases: [k8s]\n  en: Kubernetes\n",
        ),
        ("en/index.md", "# Home\n\nWelcome."),
        (
            "en/1.guide/.navigation.yml",
            "title: The guide\nicon: book\n",
        ),
        ("en/1.guide/index.md", "---\ntitle: Guide\n---\nRead on."),
        (
            "en/1.guide/2.start.md",
            "---\ntitle: Start\ndate: 2024-02-03\ntags: [k8s, Rust]\nreadTime: 4\nseo:\n  title: S\n---\nGo.",
        ),
        (
            "de/1.guide/2.start.md",
            "---\ntitle: Anfang\nslug: anfang\ndescription: ''\n---\nLos.",
        ),
        (
            "en/old.md",
            "---\ntitle: Old\npath: /archive/old\ndraft: true\n---\nOld.",
        ),
        (
            "ru/новости.md",
            "---\ntitle: Новости\ntranslationKey: news\nnavigation:\n  icon: x\n---\nДа.",
        ),
        (
            "en/news.md",
            "---\ntitle: News\ntranslationKey: news\nsourceLocale: ru\n---\nYes.",
        ),
    ]);
    assert_comes_back(folder.path()).await;
}

#[tokio::test]
async fn the_demo_site_comes_back_out() {
    assert_comes_back(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")).await;
}

#[tokio::test]
async fn what_an_editor_changed_is_laid_over_the_front_matter() {
    let folder = folder(&[
        (
            "en/a.md",
            "---\ntitle: A\nicon: x # stays\ntags: [one]\n---\nA.",
        ),
        ("de/a.md", "---\ntitle: A\n---\nA."),
    ]);
    let scratch = Scratch::new().await;
    import(&scratch, folder.path()).await;
    let tx = scratch.store.write().await.unwrap();
    let mut post = post::all(&tx).await.unwrap().pop().unwrap();
    post.date = Date::parse("2024-05-06");
    post.tags.clear();
    post.shared_version += 1;
    post::put(&tx, &[post]).await.unwrap();
    tx.commit().await.unwrap();
    let source = read(&scratch.store.read().await.unwrap()).await.unwrap();
    let out = tempfile::tempdir().unwrap();
    files::write::write(out.path(), &source, &reading());
    let en = fs::read_to_string(out.path().join("en/a.md")).unwrap();
    assert_eq!(
        en,
        "---\ntitle: A\nicon: x\ntags: []\ndate: 2024-05-06\n---\n\nA."
    );
    let de = fs::read_to_string(out.path().join("de/a.md")).unwrap();
    assert_eq!(de, "---\ntitle: A\n---\n\nA.");
}
