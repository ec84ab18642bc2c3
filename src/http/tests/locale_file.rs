//! `/locales/{tag}.ftl` as a frontend meets it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::*;
use crate::domain::fallback::Locales;
use crate::domain::locale::Locale;
use crate::domain::minimark::Mode;
use crate::domain::path::PathStrategy;
use crate::messages::catalog::Catalog;
use crate::service::site::Site;

/// A site in English, German and Austrian German.
pub(in crate::http) fn site() -> LiveSite {
    let root = tempfile::tempdir().unwrap();
    for (tag, text) in [
        (
            "en",
            "home = Home\nonly-english = E { -brand }\n-brand = B\n",
        ),
        ("de", "home = Start\nonly-german = D\n"),
        ("de-AT", "home = Servus\n"),
    ] {
        fs::create_dir(root.path().join(tag)).unwrap();
        fs::write(root.path().join(tag).join("site.ftl"), text).unwrap();
    }
    let (catalog, _) = Catalog::load(Some(root.path()));
    let en = Locale::parse("en").unwrap();
    LiveSite::new(Arc::new(Site {
        locales: Locales::new(en, catalog.locales().to_vec(), &BTreeMap::new()),
        strategy: PathStrategy::default(),
        url: "http://localhost".to_owned(),
        catalog: Arc::new(catalog),
        words_per_minute: 200,
        minimark: Mode::default(),
        unbuilt: BTreeSet::new(),
    }))
}

#[tokio::test]
async fn messages_are_delivered_along_the_chain_in_any_spelling_of_the_locale() {
    for uri in ["/locales/de-AT.ftl", "/locales/de_at.ftl"] {
        let answer = send(get("*/*", uri)).await;
        assert_eq!(answer.status(), 200);
        let headers = answer.headers();
        assert_eq!(headers["content-type"], "text/plain; charset=utf-8");
        assert_eq!(headers["content-language"], "de-AT");
        assert_eq!(headers["cache-control"], "no-cache");
        let text = text(answer).await;
        let lines: Vec<&str> = text.lines().collect();
        for line in [
            "home = Servus",
            "only-german = D",
            "only-english = E { -brand }",
            "-brand = B",
        ] {
            assert_eq!(
                lines.iter().filter(|each| *each == &line).count(),
                1,
                "{line} in {text}"
            );
        }
        assert!(!lines.contains(&"home = Home") && !lines.contains(&"home = Start"));
    }
}

#[tokio::test]
async fn a_locale_file_that_the_client_has_is_not_sent_again() {
    let first = send(get("*/*", "/locales/de.ftl")).await;
    let other = send(get("*/*", "/locales/en.ftl")).await;
    let tag = first.headers()["etag"].clone();
    assert_ne!(tag, other.headers()["etag"]);
    let mut request = get("*/*", "/locales/de.ftl");
    request.headers_mut().insert("if-none-match", tag.clone());
    let again = send(request).await;
    assert_eq!(again.status(), 304);
    assert_eq!(again.headers()["etag"], tag);
    assert!(text(again).await.is_empty());
    let head = Request::head("/locales/de.ftl")
        .body(Body::empty())
        .unwrap();
    let head = send(head).await;
    assert_eq!(
        (head.status(), &head.headers()["etag"]),
        (StatusCode::OK, &tag)
    );
    assert!(text(head).await.is_empty());
}

#[tokio::test]
async fn pages_of_other_origins_may_read_locale_files() {
    let mut request = get("*/*", "/locales/de.ftl");
    let origin = HeaderValue::from_static("https://example.com");
    request.headers_mut().insert("origin", origin);
    let answer = send(request).await;
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
}

#[tokio::test]
async fn what_is_no_locale_file_is_not_found_with_a_hint() {
    for (uri, hint) in [
        (
            "/locales/fr.ftl",
            "unknown locale `fr`; known are en, de, de-AT\n",
        ),
        ("/locales/..%2F..%2Fetc%2Fpasswd.ftl", "unknown locale"),
        ("/locales/de", "messages are at /locales/{tag}.ftl"),
        ("/locales/", "nothing is here"),
    ] {
        let answer = send(get("*/*", uri)).await;
        assert_eq!(answer.status(), 404, "{uri}");
        let text = text(answer).await;
        assert!(text.starts_with(hint), "{uri}: {text}");
    }
}
