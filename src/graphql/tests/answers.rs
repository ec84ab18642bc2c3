//! Loaded views → answers: what the objects say of what they were given.

use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};
use serde_json::{Value, json};

use super::fixture;
use crate::graphql::post::Post;

/// The same post through four scopes.
struct Fixture;

#[Object]
impl Fixture {
    async fn en(&self) -> Post {
        Post(fixture::post("en", "en", None))
    }

    async fn de(&self) -> Post {
        Post(fixture::post("de", "de", None))
    }

    async fn ru(&self) -> Post {
        Post(fixture::post("ru", "en", None))
    }

    async fn custom(&self) -> Post {
        let german = [fixture::locale("de")];
        Post(fixture::post("ru", "de", Some(&german)))
    }
}

async fn ask(query: &str) -> Value {
    let schema = Schema::build(Fixture, EmptyMutation, EmptySubscription)
        .data(fixture::site())
        .finish();
    let response = schema.execute(query).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
    response.data.into_json().unwrap()
}

#[tokio::test]
async fn a_post_is_answered_as_its_scope_shows_it() {
    let answer = ask(
        "{ ru { postId key requestedLocale locale isFallback path url slug title date publishedAt updatedAt hash status
             version sharedVersion meta navigation stem extension tags { name path isFallback }
             readingTime { minutes words text }
             alternates { locale hreflang path url title isDefault }
             seo { title description canonicalUrl image }
             body { html excerpt toc(depth: 1) { anchor depth text children { anchor } } } } }",
    )
    .await;
    let alternate = |locale: &str, path: &str, url: &str, title: &str| {
        json!({
            "locale": locale, "hreflang": locale, "path": path, "url": url, "title": title, "isDefault": locale == "en",
        })
    };
    let expected = json!({
        "postId": "p7", "key": "blog/about-us",
        "requestedLocale": "ru", "locale": "en", "isFallback": true,
        "path": "/ru/blog/about-us", "url": "https://example.org/ru/blog/about-us", "slug": "about-us",
        "title": "About us", "date": "2026-01-31",
        "publishedAt": "2026-01-31T00:00:00Z", "updatedAt": "2026-02-01T12:00:00Z",
        "hash": "abc", "status": "PUBLISHED", "version": 3, "sharedVersion": 2,
        "meta": {"b": 1, "a": [null]}, "navigation": true, "stem": "en/blog/about-us", "extension": "md",
        "tags": [{"name": "Rust", "path": "/ru/tags/rust", "isFallback": true}],
        "readingTime": {"minutes": 4, "words": 750, "text": "4 min read"},
        "alternates": [
            alternate("en", "/en/blog/about-us", "https://example.org/en/blog/about-us", "About us"),
            alternate("de", "/de/blog/über-uns", "https://example.org/de/blog/%C3%BCber-uns", "Über uns"),
        ],
        "seo": {
            "title": "About us", "description": "Who we are",
            "canonicalUrl": "https://example.org/en/blog/about-us", "image": "https://example.org/cover.png",
        },
        "body": {
            "html": "<h2 id=\"one\">One</h2>", "excerpt": null,
            "toc": [{"anchor": "one", "depth": 2, "text": "One", "children": []}],
        },
    });
    assert_eq!(answer["ru"], expected);
    let keys: Vec<&String> = answer["ru"]["meta"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["b", "a"]);
}

#[tokio::test]
async fn an_id_is_never_the_same_in_two_scopes() {
    let answer = ask("{ en { id } de { id } ru { id } custom { id } }").await;
    let ids: Vec<&str> = ["en", "de", "ru", "custom"]
        .iter()
        .map(|scope| answer[scope]["id"].as_str().unwrap())
        .collect();
    let different: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(different.len(), ids.len());
}

#[tokio::test]
async fn search_engines_are_told_of_the_translations() {
    let answer = ask("{ en { seo { jsonLd } } de { seo { jsonLd } } }").await;
    let german = "https://example.org/de/blog/%C3%BCber-uns";
    let english = "https://example.org/en/blog/about-us";
    let work = |url: &str, locale: &str| json!({"@type": "BlogPosting", "@id": url, "url": url, "inLanguage": locale});
    assert_eq!(
        answer["de"]["seo"]["jsonLd"],
        json!({
            "@context": "https://schema.org", "@type": "BlogPosting", "@id": german, "url": german,
            "mainEntityOfPage": german, "headline": "About us", "description": "Who we are", "inLanguage": "de",
            "datePublished": "2026-01-31", "dateModified": "2026-02-01T12:00:00Z",
            "image": "https://example.org/cover.png", "translationOfWork": work(english, "en"),
        })
    );
    let source = &answer["en"]["seo"]["jsonLd"];
    assert_eq!(source["workTranslation"], json!([work(german, "de")]));
    assert_eq!(source.get("translationOfWork"), None);
}

#[tokio::test]
async fn what_was_not_loaded_is_an_error_of_ours_and_never_empty() {
    let schema = Schema::build(Fixture, EmptyMutation, EmptySubscription)
        .data(fixture::site())
        .finish();
    for query in [
        "{ en { section { title } } }",
        "{ en { related(first: 5) { title } } }",
        "{ en { tags { posts { totalCount } } } }",
    ] {
        let response = schema.execute(query).await;
        let extensions = response.errors[0].extensions.as_ref().unwrap();
        assert_eq!(extensions.get("code"), Some(&"INTERNAL".into()), "{query}");
        assert!(!response.errors[0].message.contains("loaded"));
    }
}
