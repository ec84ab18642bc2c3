//! A site and a post that no database has seen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::json;

use crate::domain::fallback::Locales;
use crate::domain::id::{PostId, TagId};
use crate::domain::instant::{Date, Instant};
use crate::domain::locale::Locale;
use crate::domain::path::{PathStrategy, Rest};
use crate::domain::route::Place;
use crate::domain::slug::Section;
use crate::domain::status::Status;
use crate::graphql::schema::Clock;
use crate::messages::catalog::Catalog;
use crate::service::read::view::{AlternateView, BodyView, PostView, SeoView, TagView};
use crate::service::site::Site;

pub(super) fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

pub(super) fn place(tag: &str, rest: &str) -> Place {
    Place {
        locale: locale(tag),
        rest: Rest::from_canonical(rest),
    }
}

pub(super) fn site() -> Arc<Site> {
    let known = ["en", "de", "ru", "pt-BR"].map(locale);
    let (catalog, _) = Catalog::load(None);
    Arc::new(Site {
        locales: Locales::new(locale("en"), known, &BTreeMap::new()),
        strategy: PathStrategy::Prefix,
        url: "https://example.org".to_owned(),
        catalog: Arc::new(catalog),
        words_per_minute: 200,
        minimark: crate::domain::minimark::Mode::default(),
        unbuilt: BTreeSet::new(),
    })
}

pub(super) fn clock() -> Clock {
    Arc::new(|| Instant::from_micros(0))
}

fn alternate(tag: &str, rest: &str, title: &str) -> AlternateView {
    AlternateView {
        place: place(tag, rest),
        title: title.to_owned(),
    }
}

/// A post written in English, translated into German, asked for in `requested` and served from `served`.
pub(super) fn post(requested: &str, served: &str, fallback: Option<&[Locale]>) -> Arc<PostView> {
    let rest = match served {
        "de" => "blog/über-uns",
        _ => "blog/about-us",
    };
    let scope = site().scope(locale(requested), fallback, Instant::from_micros(0));
    Arc::new(PostView {
        scope: Arc::new(scope),
        id: PostId(7),
        key: "blog/about-us".to_owned(),
        source_locale: locale("en"),
        locale: locale(served),
        place: place(requested, rest),
        canonical: place(served, rest),
        section_key: Section::parse("blog").unwrap(),
        slug: rest.rsplit('/').next().unwrap().to_owned(),
        title: "About us".to_owned(),
        description: "Who we are".to_owned(),
        seo: SeoView {
            image: Some("/cover.png".to_owned()),
            ..SeoView::default()
        },
        date: Date::parse("2026-01-31"),
        published_at: Instant::parse("2026-01-31T00:00:00Z"),
        updated_at: Instant::parse("2026-02-01T12:00:00Z").unwrap(),
        words: 750,
        code_words: 0,
        meta: json!({"b": 1, "a": [null]}).as_object().unwrap().clone(),
        navigation: true,
        extension: "md".to_owned(),
        stem: "en/blog/about-us".to_owned(),
        version: 3,
        shared_version: 2,
        status: Status::Published,
        scheduled_for: None,
        has_unpublished_changes: false,
        shared_meta: Default::default(),
        own_meta: Default::default(),
        hash: "abc".to_owned(),
        body: Some(Arc::new(BodyView {
            markdown: "## One\n".to_owned(),
            html: "<h2 id=\"one\">One</h2>".to_owned(),
            text: "One".to_owned(),
            toc: json!([{"anchor": "one", "depth": 2, "text": "One", "children": [
                {"anchor": "two", "depth": 3, "text": "Two", "children": [
                    {"anchor": "three", "depth": 4, "text": "Three"}
                ]}
            ]}])
            .to_string(),
            excerpt: None,
            minimark: Some(json!({"type": "minimark"}).to_string()),
        })),
        alternates: vec![
            alternate("en", "blog/about-us", "About us"),
            alternate("de", "blog/über-uns", "Über uns"),
        ],
        tags: vec![tag(requested)],
        section: None,
        previous: None,
        next: None,
        related: BTreeMap::from([(3, Vec::new())]),
        translations: Vec::new(),
        revisions: Vec::new(),
        translation: None,
    })
}

/// A tag in English alone.
pub(super) fn tag(requested: &str) -> Arc<TagView> {
    let scope = site().scope(locale(requested), None, Instant::from_micros(0));
    Arc::new(TagView {
        scope: Arc::new(scope),
        id: TagId(7),
        key: "rust".to_owned(),
        locale: locale("en"),
        place: place(requested, "tags/rust"),
        canonical: place("en", "tags/rust"),
        name: "Rust".to_owned(),
        slug: "rust".to_owned(),
        description: String::new(),
        count: 1,
        alternates: vec![alternate("en", "tags/rust", "Rust")],
        lists: Vec::new(),
    })
}
