use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::domain::grouping;
use crate::domain::id::PostId;
use crate::domain::path::Rest;
use crate::domain::route::{RouteKind, RouteRow, Subject};
use crate::files;
use crate::store::post::{self, PostRow};
use crate::store::revision;
use crate::store::route;
use crate::store::scratch::Scratch;
use crate::store::translation::{self, TranslationRow};
use crate::store::{tag, view};

const NOON: Instant = Instant::from_micros(1_700_000_000_000_000);

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

fn locales() -> Locales {
    Locales::new(locale("en"), [locale("de"), locale("ru")], &BTreeMap::new())
}

fn rendering(document: &SourceDocument) -> Rendering {
    Rendering {
        html: document.markdown.clone(),
        ..Rendering::default()
    }
}

/// A content folder and a database into which it is imported.
struct Site {
    scratch: Scratch,
    folder: TempDir,
    ids: Ids,
}

impl Site {
    async fn new(files: &[(&str, &str)]) -> Self {
        let site = Self {
            scratch: Scratch::new().await,
            folder: tempfile::tempdir().unwrap(),
            ids: Ids::new(1),
        };
        site.say(files);
        site
    }

    fn say(&self, files: &[(&str, &str)]) {
        for (file, text) in files {
            let path = self.folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    fn remove(&self, file: &str) {
        fs::remove_file(self.folder.path().join(file)).unwrap();
    }

    async fn import(&self) -> Outcome {
        self.import_with(Options::default()).await
    }

    async fn prune(&self) -> Outcome {
        let options = Options {
            prune: true,
            ..Options::default()
        };
        self.import_with(options).await
    }

    async fn force(&self) -> Outcome {
        let options = Options {
            force: true,
            prune: true,
            ..Options::default()
        };
        self.import_with(options).await
    }

    async fn import_with(&self, options: Options) -> Outcome {
        let outcome = self
            .import_from(self.folder.path(), "content", options)
            .await;
        self.assert_view().await;
        outcome
    }

    async fn import_from(&self, folder: &Path, root: &str, options: Options) -> Outcome {
        let locales = locales();
        let reading = files::read::Options {
            known: locales.all().to_vec(),
            ..files::read::Options::default()
        };
        let reading = files::read::read(folder, &reading, &files::render::speechless, &|_| ());
        let default = locales.default_locale();
        let mut grouping = grouping::group(reading.source, default, locales.all());
        grouping.diagnostics.extend(reading.diagnostics);
        run(Import {
            store: &self.scratch.store,
            locales: &locales,
            ids: &self.ids,
            now: NOON,
            root,
            grouping,
            render: &rendering,
            tag_name: &|key, locale| {
                (key == "rust" && locale.as_str() == "ru").then(|| "Раст".to_owned())
            },
            options: Options {
                author: "test".to_owned(),
                ..options
            },
            progress: &|_| (),
        })
        .await
        .unwrap()
    }

    async fn assert_view(&self) {
        let tx = self.scratch.store.read().await.unwrap();
        assert_eq!(view::check(&tx, &locales()).await.unwrap(), []);
    }

    async fn post(&self, key: &str) -> PostRow {
        let tx = self.scratch.store.read().await.unwrap();
        post::by_keys(&tx, &[key]).await.unwrap().pop().expect(key)
    }

    async fn translation(&self, key: &str, tag: &str) -> TranslationRow {
        let id = self.post(key).await.id;
        let tx = self.scratch.store.read().await.unwrap();
        let rows = translation::of_posts(&tx, &[id]).await.unwrap();
        rows.into_iter()
            .find(|row| row.locale == locale(tag))
            .expect(tag)
    }

    /// What an editor would do to a translation, and to where it is live.
    async fn edit(&self, key: &str, tag: &str, change: impl FnOnce(&mut TranslationRow)) {
        let mut row = self.translation(key, tag).await;
        let tx = self.scratch.store.write().await.unwrap();
        let mut head = revision::heads(&tx, &[row.id])
            .await
            .unwrap()
            .pop()
            .unwrap();
        let version = row.head_version;
        change(&mut row);
        if row.head_version != version {
            head.version = row.head_version;
            head.title = "Edited".to_owned();
            revision::insert(&tx, vec![head]).await.unwrap();
        }
        if row.live_version.is_none() {
            let live = route::live_of_posts(&tx, &[row.post]).await.unwrap();
            let gone = live.into_iter().filter(|live| live.locale == row.locale);
            let gone: Vec<RouteRow> = gone
                .map(|live| RouteRow {
                    kind: RouteKind::Moved(Subject::Post(row.post)),
                    ..live
                })
                .collect();
            route::put(&tx, &gone).await.unwrap();
        }
        translation::put(&tx, &[row.clone()]).await.unwrap();
        view::refresh(&tx, &locales(), view::Which::Posts(&[row.post]))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// What is at a path: `live` or `moved` and the key of the post, or nothing.
    async fn at(&self, tag: &str, rest: &str) -> String {
        let tx = self.scratch.store.read().await.unwrap();
        let rows = route::at(&tx, &[rest]).await.unwrap();
        let Some(row) = rows.into_iter().find(|row| row.locale == locale(tag)) else {
            return "nothing".to_owned();
        };
        let (kind, subject) = match row.kind {
            RouteKind::Live(subject) => ("live", subject),
            RouteKind::Moved(subject) => ("moved", subject),
            RouteKind::Manual { .. } => return "manual".to_owned(),
        };
        match subject {
            Subject::Post(id) => {
                let key = post::by_ids(&tx, &[id]).await.unwrap().pop().unwrap().key;
                format!("{kind} {key}")
            }
            Subject::Tag(_) => format!("{kind} tag"),
        }
    }
}

/// What a run did, as `created 2, drafts 1`.
fn summary(outcome: &Outcome) -> String {
    let total = outcome.report.total();
    let counts = [
        ("created", total.created),
        ("updated", total.updated),
        ("unchanged", total.unchanged),
        ("removed", total.removed),
        ("conflicts", total.conflicts),
        ("failed", total.failed),
        ("drafts", total.drafts),
    ];
    let named = counts.iter().filter(|(_, count)| *count > 0);
    let named: Vec<String> = named
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    named.join(", ")
}

fn codes(outcome: &Outcome) -> Vec<&'static str> {
    outcome
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect()
}

const HELLO: &[(&str, &str)] = &[
    (
        "en/blog/hello.md",
        "---\ntitle: Hello\ndate: 2024-02-03\ntags: [Rust]\n---\nOne.",
    ),
    (
        "de/blog/hello.md",
        "---\ntitle: Hallo\nslug: hallo\n---\nEins.",
    ),
];

#[tokio::test]
async fn a_folder_becomes_posts() {
    let site = Site::new(HELLO).await;
    let outcome = site.import().await;
    assert_eq!(
        (summary(&outcome).as_str(), codes(&outcome)),
        ("created 2", vec![])
    );
    let post = site.post("blog/hello").await;
    assert_eq!(post.source_locale, locale("en"));
    assert_eq!(
        post.date.map(|date| date.to_string()).as_deref(),
        Some("2024-02-03")
    );
    assert_eq!(post.tags.len(), 1);
    let de = site.translation("blog/hello", "de").await;
    assert_eq!(de.head_rest, Some(Rest::from_canonical("blog/hallo")));
    assert_eq!(de.published_at, post.date.map(|date| date.instant()));
    assert_eq!(
        (de.live_version, de.confirmed_source_version),
        (Some(1), Some(1))
    );
    assert_eq!(
        site.translation("blog/hello", "en")
            .await
            .confirmed_source_version,
        None
    );
    assert_eq!(site.at("de", "blog/hallo").await, "live blog/hello");
    assert_eq!(site.at("ru", "tags/раст").await, "live tag");
    assert_eq!(outcome.head, 4, "two translations, one tag in two locales");
}

#[tokio::test]
async fn the_same_folder_again_changes_nothing_whatever_editors_did() {
    let site = Site::new(HELLO).await;
    let first = site.import().await;
    let edited = |row: &mut TranslationRow| {
        row.head_version = 2;
        row.live_version = Some(2);
    };
    site.edit("blog/hello", "en", edited).await;
    let again = site.import().await;
    assert_eq!(
        (summary(&again).as_str(), again.head),
        ("unchanged 2", first.head)
    );
    assert_eq!(site.translation("blog/hello", "en").await.head_version, 2);
}

#[tokio::test]
async fn a_changed_file_is_a_new_revision_and_confirms_its_source() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.say(&[(
        "en/blog/hello.md",
        "---\ntitle: Hello\ndate: 2024-02-03\ntags: [Rust]\n---\nTwo.",
    )]);
    let outcome = site.import().await;
    assert_eq!(summary(&outcome), "updated 1, unchanged 1");
    let en = site.translation("blog/hello", "en").await;
    assert_eq!((en.head_version, en.live_version), (2, Some(2)));
    assert_eq!(site.post("blog/hello").await.shared_version, 1);
    assert_eq!(
        site.translation("blog/hello", "de")
            .await
            .confirmed_source_version,
        Some(1)
    );
    site.say(&[(
        "de/blog/hello.md",
        "---\ntitle: Hallo\nslug: hallo\n---\nZwei.",
    )]);
    site.import().await;
    assert_eq!(
        site.translation("blog/hello", "de")
            .await
            .confirmed_source_version,
        Some(2)
    );
}

#[tokio::test]
async fn a_file_that_says_the_same_in_other_words_makes_no_revision() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.say(&[(
        "de/blog/hello.md",
        "---\ntitle: \"Hallo\"\nslug: 'hallo'\n---\nEins.",
    )]);
    assert_eq!(summary(&site.import().await), "unchanged 2");
    assert_eq!(site.translation("blog/hello", "de").await.head_version, 1);
}

#[tokio::test]
async fn what_both_changed_is_a_conflict_unless_forced() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.edit("blog/hello", "de", |row| row.head_version = 2)
        .await;
    site.say(&[(
        "de/blog/hello.md",
        "---\ntitle: Hallo\nslug: hallo\n---\nZwei.",
    )]);
    let outcome = site.import().await;
    assert_eq!(
        (summary(&outcome).as_str(), codes(&outcome)),
        ("unchanged 1, conflicts 1", vec!["CONFLICT"])
    );
    assert_eq!(site.translation("blog/hello", "de").await.head_version, 2);
    assert_eq!(summary(&site.force().await), "updated 1, unchanged 1");
    assert_eq!(
        site.translation("blog/hello", "de").await.live_version,
        Some(3)
    );
}

#[tokio::test]
async fn what_an_editor_unpublished_does_not_come_back_by_itself() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.edit("blog/hello", "de", |row| row.live_version = None)
        .await;
    assert_eq!(summary(&site.import().await), "unchanged 2");
    site.say(&[(
        "de/blog/hello.md",
        "---\ntitle: Hallo\nslug: hallo\n---\nZwei.",
    )]);
    assert_eq!(codes(&site.import().await), ["CONFLICT"]);
}

#[tokio::test]
async fn a_changed_slug_or_section_leaves_the_old_path_behind() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.say(&[(
        "de/blog/hello.md",
        "---\ntitle: Hallo\nslug: guten-tag\n---\nEins.",
    )]);
    site.import().await;
    assert_eq!(site.at("de", "blog/hallo").await, "moved blog/hello");
    assert_eq!(site.at("de", "blog/guten-tag").await, "live blog/hello");
    site.say(&[(
        "en/blog/hello.md",
        "---\ntitle: Hello\npath: /news/hello\ndate: 2024-02-03\ntags: [Rust]\n---\nOne.",
    )]);
    let outcome = site.import().await;
    assert_eq!(
        site.post("blog/hello").await.section.as_str(),
        "news",
        "{:?}",
        outcome.diagnostics
    );
    assert_eq!(site.at("en", "blog/hello").await, "moved blog/hello");
    assert_eq!(site.at("en", "news/hello").await, "live blog/hello");
    assert_eq!(site.at("de", "news/guten-tag").await, "live blog/hello");
}

#[tokio::test]
async fn two_posts_may_exchange_their_paths() {
    let a = |slug: &str| format!("---\ntitle: A\nslug: {slug}\n---\nA.");
    let site = Site::new(&[("en/a.md", &a("one")), ("en/b.md", &a("two"))]).await;
    site.import().await;
    site.say(&[("en/a.md", &a("two")), ("en/b.md", &a("one"))]);
    assert_eq!(summary(&site.import().await), "updated 2");
    assert_eq!(site.at("en", "two").await, "live a");
    assert_eq!(site.at("en", "one").await, "live b");
}

#[tokio::test]
async fn a_path_of_another_import_is_taken() {
    let site = Site::new(HELLO).await;
    site.import().await;
    let other = tempfile::tempdir().unwrap();
    fs::create_dir_all(other.path().join("en/blog")).unwrap();
    fs::write(
        other.path().join("en/blog/x.md"),
        "---\ntitle: X\nslug: hello\n---\n",
    )
    .unwrap();
    fs::write(other.path().join("en/blog/y.md"), "---\ntitle: Y\n---\n").unwrap();
    let outcome = site
        .import_from(other.path(), "other", Options::default())
        .await;
    assert_eq!(
        (summary(&outcome).as_str(), codes(&outcome)),
        ("created 1, failed 1", vec!["PATH_TAKEN"])
    );
    let message = &outcome.diagnostics[0].message;
    assert!(
        message.contains("/en/blog/hello") && message.contains("content/en/blog/hello.md"),
        "{message}"
    );
    site.assert_view().await;
    assert_eq!(site.at("en", "blog/hello").await, "live blog/hello");
    assert_eq!(site.at("en", "blog/y").await, "live blog/y");
}

#[tokio::test]
async fn drafts_are_saved_and_not_shown() {
    let site = Site::new(&[("en/a.md", "---\ntitle: A\ndraft: true\n---\n")]).await;
    assert_eq!(summary(&site.import().await), "created 1, drafts 1");
    assert_eq!(site.at("en", "a").await, "nothing");
    site.say(&[("en/a.md", "---\ntitle: A\n---\n")]);
    assert_eq!(summary(&site.import().await), "updated 1");
    assert_eq!(site.at("en", "a").await, "live a");
    assert_eq!(site.translation("a", "en").await.published_at, Some(NOON));
    site.say(&[("en/a.md", "---\ntitle: A\ndraft: true\n---\n")]);
    assert_eq!(summary(&site.import().await), "updated 1, drafts 1");
    assert_eq!(site.at("en", "a").await, "moved a");
}

#[tokio::test]
async fn pruning_takes_away_what_the_folder_lost_and_nothing_else() {
    let site = Site::new(HELLO).await;
    site.say(&[("en/other.md", "---\ntitle: Other\n---\n")]);
    site.import().await;
    site.edit("other", "en", |row| row.head_version = 2).await;
    site.remove("de/blog/hello.md");
    site.remove("en/other.md");
    assert_eq!(
        summary(&site.import().await),
        "unchanged 1",
        "never by itself"
    );
    let outcome = site.prune().await;
    assert_eq!(
        (summary(&outcome).as_str(), codes(&outcome)),
        ("unchanged 1, removed 1, conflicts 1", vec!["CONFLICT"])
    );
    assert_eq!(site.at("de", "blog/hallo").await, "moved blog/hello");
    assert_eq!(site.translation("blog/hello", "de").await.head_rest, None);
    assert_eq!(summary(&site.force().await), "unchanged 1, removed 1");
    site.say(HELLO);
    assert_eq!(
        summary(&site.import().await),
        "created 1, unchanged 1",
        "a file may come back"
    );
    assert_eq!(site.at("de", "blog/hallo").await, "live blog/hello");
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_not_pruned() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.say(&[("de/blog/hello.md", "---\ntitle: [\n---\n")]);
    let outcome = site.prune().await;
    assert_eq!(summary(&outcome), "unchanged 1, failed 1");
    assert_eq!(site.at("de", "blog/hallo").await, "live blog/hello");
}

#[tokio::test]
async fn a_part_of_a_folder_decides_nothing_for_the_whole() {
    let site = Site::new(HELLO).await;
    site.import().await;
    let before = site.post("blog/hello").await;
    let part = tempfile::tempdir().unwrap();
    fs::create_dir_all(part.path().join("de/blog")).unwrap();
    fs::write(
        part.path().join("de/blog/hello.md"),
        "---\ntitle: Neu\nslug: hallo\ndate: 2020-01-01\n---\n",
    )
    .unwrap();
    let outcome = site
        .import_from(part.path(), "content", Options::default())
        .await;
    assert_eq!(summary(&outcome), "updated 1");
    assert_eq!(site.post("blog/hello").await, before);
    site.assert_view().await;
}

#[tokio::test]
async fn what_editors_share_stays_until_the_file_says_otherwise() {
    let site = Site::new(HELLO).await;
    site.import().await;
    let mut row = site.post("blog/hello").await;
    row.tags.clear();
    row.shared_version += 1;
    let tx = site.scratch.store.write().await.unwrap();
    post::put(&tx, &[row.clone()]).await.unwrap();
    view::refresh(&tx, &locales(), view::Which::Posts(&[row.id]))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    site.say(&[(
        "en/blog/hello.md",
        "---\ntitle: Hello you\ndate: 2024-02-03\ntags: [Rust]\n---\nOne.",
    )]);
    assert_eq!(summary(&site.import().await), "updated 1, unchanged 1");
    assert_eq!(site.post("blog/hello").await, row);
    site.say(&[(
        "en/blog/hello.md",
        "---\ntitle: Hello you\ndate: 2024-02-04\ntags: [Rust]\n---\nOne.",
    )]);
    assert_eq!(codes(&site.import().await), ["CONFLICT"]);
    assert_eq!(site.post("blog/hello").await, row);
    site.force().await;
    let forced = site.post("blog/hello").await;
    assert_eq!(
        (
            forced.shared_version,
            forced.imported_shared_version,
            forced.tags.len()
        ),
        (3, Some(3), 1)
    );
}

#[tokio::test]
async fn a_dry_run_tells_and_forgets() {
    let site = Site::new(HELLO).await;
    let options = Options {
        dry_run: true,
        ..Options::default()
    };
    assert_eq!(summary(&site.import_with(options).await), "created 2");
    let tx = site.scratch.store.read().await.unwrap();
    assert_eq!(post::all(&tx).await.unwrap(), []);
    assert_eq!(change::head(&tx).await.unwrap(), 0);
}

#[tokio::test]
async fn one_tag_keeps_its_path_when_it_is_called_otherwise() {
    let site = Site::new(HELLO).await;
    site.import().await;
    site.say(&[("tags.yml", "rust:\n  en: Rust language\n  de: Rust\n")]);
    let outcome = site.import().await;
    assert_eq!(codes(&outcome), Vec::<&str>::new());
    let tx = site.scratch.store.read().await.unwrap();
    let tags = tag::all(&tx).await.unwrap();
    let names: Vec<&str> = tags[0]
        .names
        .values()
        .map(|name| name.name.as_str())
        .collect();
    assert_eq!(
        (tags.len(), names),
        (1, vec!["Rust", "Rust language", "Раст"])
    );
    assert_eq!(site.at("en", "tags/rust").await, "moved tag");
    assert_eq!(site.at("en", "tags/rust-language").await, "live tag");
    let _: PostId = site.post("blog/hello").await.id;
}
