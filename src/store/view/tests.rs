//! That the views which are kept equal those made from nothing, after random changes.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::id::{TagId, TranslationId};
use crate::domain::instant::{Date, Instant};
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::{RouteKind, RouteRow, Subject};
use crate::domain::source::SourceSeo;
use crate::store::post::PostRow;
use crate::store::revision::RevisionRow;
use crate::store::scratch::Scratch;
use crate::store::tag::{TagName, TagRow};
use crate::store::translation::TranslationRow;
use crate::store::{post, revision, route, section, tag, translation};

const TAGS: [&str; 3] = ["en", "de", "fr"];
const RESTS: [&str; 3] = ["blog/a", "blog/b", "blog"];
const SECTIONS: [&str; 3] = ["", "blog", "docs/guide"];

#[derive(Clone, Debug)]
enum Operation {
    Publish {
        post: i64,
        locale: usize,
        rest: usize,
    },
    Unpublish {
        post: i64,
        locale: usize,
    },
    Share {
        post: i64,
        section: usize,
        tags: usize,
        day: usize,
    },
}

fn any_operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        4 => (1..5i64, 0..3usize, 0..3usize)
            .prop_map(|(post, locale, rest)| Operation::Publish { post, locale, rest }),
        2 => (1..5i64, 0..3usize).prop_map(|(post, locale)| Operation::Unpublish { post, locale }),
        1 => (1..5i64, 0..3usize, 0..3usize, 0..3usize)
            .prop_map(|(post, section, tags, day)| Operation::Share { post, section, tags, day }),
    ]
}

fn locale(index: usize) -> Locale {
    Locale::parse(TAGS[index]).unwrap()
}

fn site() -> Locales {
    let configured = BTreeMap::from([(locale(1), vec![locale(2), locale(0)])]);
    Locales::new(locale(0), (0..3).map(locale), &configured)
}

fn post_row(id: i64) -> PostRow {
    PostRow {
        id: PostId(id),
        key: format!("post-{id}"),
        source_locale: locale(0),
        section: Section::root(),
        date: None,
        navigation: true,
        meta: "{}".to_owned(),
        shared_version: 1,
        imported_shared_version: None,
        created_at: Instant::from_micros(0),
        updated_at: Instant::from_micros(0),
        updated_by: String::new(),
        tags: Vec::new(),
    }
}

async fn begin(tx: &WriteTx) {
    let sections = SECTIONS.iter().map(|key| Section::parse(key).unwrap());
    section::ensure(tx, &sections.collect()).await.unwrap();
    let tags: Vec<TagRow> = (1..4i64)
        .map(|id| TagRow {
            id: TagId(id),
            key: format!("tag-{id}"),
            names: BTreeMap::from([(
                locale(0),
                TagName {
                    name: format!("Tag {id}"),
                    slug: format!("tag-{id}"),
                    description: String::new(),
                },
            )]),
        })
        .collect();
    tag::put(tx, &tags).await.unwrap();
    let posts: Vec<PostRow> = (1..5).map(post_row).collect();
    post::put(tx, &posts).await.unwrap();
}

/// What the operation changes; the view is not touched.
async fn apply(tx: &WriteTx, operation: &Operation, step: i32) -> PostId {
    match *operation {
        Operation::Publish {
            post,
            locale: of,
            rest,
        } => {
            publish(tx, PostId(post), locale(of), RESTS[rest], step).await;
            PostId(post)
        }
        Operation::Unpublish { post, locale: of } => {
            leave(tx, PostId(post), &locale(of)).await;
            PostId(post)
        }
        Operation::Share {
            post,
            section,
            tags,
            day,
        } => {
            let mut row = post_row(post);
            row.section = Section::parse(SECTIONS[section]).unwrap();
            row.tags = (1..=tags as i64).map(TagId).collect();
            row.date = Date::parse(["", "2024-02-03", "2023-01-01"][day]);
            row.updated_at = Instant::from_micros(i64::from(step));
            post::put(tx, &[row]).await.unwrap();
            PostId(post)
        }
    }
}

async fn leave(tx: &WriteTx, of: PostId, from: &Locale) {
    let live = route::live_of_posts(tx, &[of]).await.unwrap();
    let moved: Vec<RouteRow> = live
        .into_iter()
        .filter(|row| row.locale == *from)
        .map(|row| RouteRow {
            kind: RouteKind::Moved(Subject::Post(of)),
            ..row
        })
        .collect();
    route::put(tx, &moved).await.unwrap();
}

async fn publish(tx: &WriteTx, of: PostId, to: Locale, rest: &str, step: i32) {
    let rest = Rest::from_canonical(rest);
    let there = route::at(tx, &[rest.as_str()]).await.unwrap();
    let is_taken = |row: &RouteRow| {
        row.locale == to && matches!(row.kind, RouteKind::Live(owner) if owner != Subject::Post(of))
    };
    if there.iter().any(is_taken) {
        return;
    }
    let known = translation::of_posts(tx, &[of]).await.unwrap();
    let known = known.into_iter().find(|row| row.locale == to);
    let rank = TAGS.iter().position(|tag| *tag == to.as_str()).unwrap() as i64;
    let row = TranslationRow {
        id: TranslationId(of.0 * 10 + rank),
        post: of,
        locale: to.clone(),
        head_version: known.map_or(1, |row| row.head_version + 1),
        live_version: None,
        scheduled_version: None,
        publish_at: None,
        published_at: Some(Instant::from_micros(i64::from(step) * 40_000_000_000)),
        confirmed_source_version: None,
        head_rest: None,
        stem: format!("{to}/{}.x", of.0),
        extension: "md".to_owned(),
        source_root: None,
        source_file: None,
        imported_hash: None,
        imported_version: None,
        updated_at: Instant::from_micros(i64::from(step)),
    };
    let row = TranslationRow {
        live_version: Some(row.head_version),
        ..row
    };
    translation::put(tx, std::slice::from_ref(&row))
        .await
        .unwrap();
    let revision = RevisionRow {
        translation: row.id,
        version: row.head_version,
        slug: rest.last_segment().to_owned(),
        title: format!("Title {step}"),
        description: String::new(),
        seo: SourceSeo::default(),
        meta: "{}".to_owned(),
        navigation: None,
        front_matter: "{}".to_owned(),
        markdown: String::new(),
        author: "test".to_owned(),
        created_at: Instant::from_micros(0),
    };
    revision::insert(tx, vec![revision]).await.unwrap();
    leave(tx, of, &to).await;
    let live = RouteRow {
        rest,
        locale: to,
        kind: RouteKind::Live(Subject::Post(of)),
    };
    route::put(tx, &[live]).await.unwrap();
}

async fn differences_after(operations: &[Operation], together: usize) -> Vec<Difference> {
    let scratch = Scratch::new().await;
    let tx = scratch.store.write().await.unwrap();
    begin(&tx).await;
    let mut found = Vec::new();
    let mut step = 0;
    for several in operations.chunks(together) {
        let mut touched = Vec::new();
        for operation in several {
            step += 1;
            touched.push(apply(&tx, operation, step).await);
        }
        refresh(&tx, &site(), Which::Posts(&touched)).await.unwrap();
        found.extend(check(&tx, &site()).await.unwrap());
    }
    tx.commit().await.unwrap();
    let tx = scratch.store.write().await.unwrap();
    refresh(&tx, &site(), Which::All).await.unwrap();
    found.extend(check(&tx, &site()).await.unwrap());
    found
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn what_is_kept_up_to_date_is_what_computing_it_anew_gives(
        operations in prop::collection::vec(any_operation(), 1..14),
        together in 1..4usize,
    ) {
        prop_assert_eq!(run(differences_after(&operations, together)), vec![]);
    }
}

#[test]
fn a_check_tells_what_is_wrong() {
    run(async {
        let scratch = Scratch::new().await;
        let tx = scratch.store.write().await.unwrap();
        begin(&tx).await;
        let operation = Operation::Publish {
            post: 1,
            locale: 0,
            rest: 0,
        };
        apply(&tx, &operation, 1).await;
        let missing = check(&tx, &site()).await.unwrap();
        assert!(missing.iter().all(|difference| difference.stored.is_none()));
        let tables: BTreeSet<&str> = missing.iter().map(|each| each.table).collect();
        assert_eq!(
            tables,
            BTreeSet::from(["listing", "listing_section", "tally"])
        );
        refresh(&tx, &site(), Which::Posts(&[PostId(1)]))
            .await
            .unwrap();
        assert_eq!(check(&tx, &site()).await.unwrap(), []);
    });
}
