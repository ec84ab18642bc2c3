//! What an import makes of content folders, on databases of their own.

mod edit;
mod path;
mod share;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::domain::grouping;
use crate::domain::path::Rest;
use crate::domain::route::{RouteKind, RouteRow, Subject};
use crate::domain::translation::TranslationStatus;
use crate::files;
use crate::store::post::{self, PostRow};
use crate::store::revision;
use crate::store::route;
use crate::store::scratch::Scratch;
use crate::store::statement::Statement;
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

    /// How far a post is in a locale.
    async fn progress(&self, key: &str, tag: &str) -> TranslationStatus {
        let post = self.post(key).await.id;
        let tx = self.scratch.store.read().await.unwrap();
        let states = crate::store::read::translation::states(&tx, &[(post, locale(tag))]).await;
        states.unwrap().pop().unwrap().1.status
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

    async fn renderings(&self) -> i64 {
        let tx = self.scratch.store.write().await.unwrap();
        let statement = Statement::new("SELECT COUNT(*) FROM rendering");
        let rows = tx.all(statement).await.unwrap();
        rows[0].try_get_by_index(0).unwrap()
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
            RouteKind::Gone => return "gone".to_owned(),
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
