//! Tags and redirects: made, named, led elsewhere, taken away.

use anyhow::{Result, ensure};
use libtest_mimic::Trial;
use serde_json::json;

use super::check_views;
use super::desk::{As, Desk, text};
use crate::Harness;
use crate::database::{Backend, Databases};

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        harness.on_both("editing::a_tag_from_its_first_name_to_gone", tag),
        harness.on_both("editing::a_redirect_yields_to_what_is_published", redirect),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn tag(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let input =
        json!({"key": "rust", "locale": "en", "name": "Rust", "description": "A language."});
    let made = desk
        .done(As::Editor, "CreateTag", json!({"input": input.clone()}))
        .await?;
    ensure!(made["tag"]["path"] == "/en/tags/rust", "{made}");
    let id = text(&made, "/tag/tagId")?;
    let twice = desk
        .refused(As::Editor, "CreateTag", json!({"input": input}))
        .await?;
    let taken: Vec<&str> = twice.iter().map(|(code, _)| code.as_str()).collect();
    ensure!(taken == ["KEY_TAKEN", "SLUG_TAKEN"], "{twice:?}");
    let post = desk.post("Oxide").await?;
    desk.done(
        As::Editor,
        "Update",
        json!({"postId": post, "input": {"tags": ["web", "rust"]}}),
    )
    .await?;
    desk.done(
        As::Editor,
        "Publish",
        json!({"postId": post, "locales": ["en"]}),
    )
    .await?;
    ensure!(desk.at("/en/tags/rust").await? == "Tag Rust", "no tag");
    let name = |locale: &str, name: &str, slug: &str| json!({"tagId": id, "locale": locale, "name": name, "slug": slug});
    let named = desk
        .done(As::GermanTranslator, "NameTag", name("de", "Rost", "rost"))
        .await?;
    ensure!(
        named["tag"]["path"] == "/de/tags/rost" && named["tag"]["description"] == "",
        "{named}"
    );
    ensure!(desk.at("/de/tags/rost").await? == "Tag Rost", "not named");
    let taken = desk
        .refused(As::Translator, "NameTag", name("de", "Rost", "netz"))
        .await?;
    ensure!(
        taken == [("SLUG_TAKEN".to_owned(), "slug".to_owned())],
        "{taken:?}"
    );
    desk.done(
        As::Translator,
        "NameTag",
        name("de", "Eisenoxid", "eisenoxid"),
    )
    .await?;
    ensure!(
        desk.at("/de/tags/rost").await? == "Redirect /de/tags/eisenoxid",
        "the old slug is lost"
    );
    desk.done(
        As::Editor,
        "UnnameTag",
        json!({"tagId": id, "locale": "de"}),
    )
    .await?;
    ensure!(
        desk.at("/de/tags/eisenoxid").await? == "Redirect /de/tags/rust",
        "no fallback"
    );
    let last = desk
        .refused(
            As::Editor,
            "UnnameTag",
            json!({"tagId": id, "locale": "en"}),
        )
        .await?;
    ensure!(
        last == [("INVALID".to_owned(), "locale".to_owned())],
        "{last:?}"
    );
    check_views(&desk).await?;
    desk.done(As::Editor, "DeleteTag", json!({"tagId": id}))
        .await?;
    ensure!(desk.at("/en/tags/rust").await? == "Gone", "not gone");
    ensure!(
        desk.at("/de/tags/rost").await? == "Gone",
        "not gone in German"
    );
    let left = desk
        .done(As::Editor, "Latest", json!({"by": {"postId": post}}))
        .await?;
    ensure!(
        left["tags"] == json!([{"key": "web"}]) && left["sharedVersion"] == 3,
        "{left}"
    );
    let twice = desk
        .refused(As::Editor, "DeleteTag", json!({"tagId": id}))
        .await?;
    ensure!(
        twice == [("NOT_FOUND".to_owned(), "tagId".to_owned())],
        "{twice:?}"
    );
    check_views(&desk).await
}

async fn redirect(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let made = json!({"from": "/en/old/", "to": "https://example.com/new", "statusCode": 302});
    let made = desk.done(As::Editor, "Redirect", made).await?;
    let expected = json!({"from": "/en/old", "to": "https://example.com/new", "statusCode": 302, "reason": "MANUAL"});
    ensure!(made["redirect"] == expected, "{made}");
    ensure!(
        desk.at("/en/old").await? == "Redirect https://example.com/new",
        "no redirect"
    );
    desk.done(
        As::Editor,
        "Redirect",
        json!({"from": "/en/old", "to": "/en/blog/hello"}),
    )
    .await?;
    ensure!(
        desk.at("/en/old").await? == "Redirect /en/blog/hello",
        "not replaced"
    );
    let list = desk
        .done(As::Stranger, "Redirects", json!({"reasons": ["MANUAL"]}))
        .await?;
    ensure!(
        list["totalCount"] == 1 && list["nodes"][0]["statusCode"] == 301,
        "{list}"
    );
    let none = desk
        .done(
            As::Stranger,
            "Redirects",
            json!({"reasons": ["NORMALIZED"]}),
        )
        .await?;
    ensure!(none["totalCount"] == 0, "{none}");
    let input = json!({"section": "", "locale": "en", "translation": {"title": "Old"}});
    let post = desk
        .done(As::Editor, "Create", json!({"input": input}))
        .await?;
    let id = text(&post, "/post/postId")?;
    desk.done(
        As::Editor,
        "Publish",
        json!({"postId": id, "locales": ["en"]}),
    )
    .await?;
    ensure!(
        desk.at("/en/old").await? == "Post Old",
        "what is published does not win"
    );
    desk.done(
        As::Editor,
        "Redirect",
        json!({"from": "/de/fort", "to": "/de"}),
    )
    .await?;
    let gone = desk
        .done(As::Editor, "DeleteRedirect", json!({"from": "/de/fort"}))
        .await?;
    ensure!(
        gone["deletedId"] == "/de/fort" && desk.at("/de/fort").await? == "NotFound",
        "{gone}"
    );
    Ok(())
}
