//! Writing, publishing, scheduling, moving, deleting and bringing back.

use anyhow::{Result, ensure};
use isogloss::service::post::publish_due;
use libtest_mimic::Trial;
use serde_json::json;

use super::check_views;
use super::desk::{As, Desk, text};
use crate::Harness;
use crate::database::{Backend, Databases};

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        harness.on_both(
            "editing::a_post_from_draft_to_gone_and_back",
            from_draft_to_gone,
        ),
        harness.on_both(
            "editing::a_draft_over_a_published_post",
            draft_over_published,
        ),
        harness.on_both("editing::what_is_scheduled_is_published_once", scheduled),
        harness.on_both("editing::a_moved_section_leaves_redirects", moved),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn from_draft_to_gone(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let input = json!({
        "date": "2025-01-14", "tags": ["web"], "meta": {"author": "Emil"}, "locale": "en",
        "translation": {"title": "First steps", "markdown": "Some **text**.", "meta": {"level": 1}},
    });
    let made = desk
        .done(As::Editor, "Create", json!({"input": input}))
        .await?;
    let post = &made["post"];
    let expected = json!({
        "key": "blog/first-steps", "path": "/en/blog/first-steps", "status": "DRAFT", "version": 1, "sharedVersion": 1,
        "hasUnpublishedChanges": true, "date": "2025-01-14", "tags": [{"key": "web"}],
        "body": {"markdown": "Some **text**.", "html": "<p>Some <strong>text</strong>.</p>"},
    });
    for (name, value) in expected.as_object().into_iter().flatten() {
        ensure!(
            post[name] == *value,
            "{name}: {} instead of {value}",
            post[name]
        );
    }
    let id = text(&made, "/post/postId")?;
    ensure!(
        desk.at("/en/blog/first-steps").await? == "NotFound",
        "a draft shows"
    );

    desk.done(
        As::Editor,
        "Publish",
        json!({"postId": id, "locales": ["en"]}),
    )
    .await?;
    ensure!(
        desk.at("/en/blog/first-steps").await? == "Post First steps",
        "it is not published"
    );
    ensure!(
        desk.at("/de/blog/first-steps").await? == "Post First steps",
        "German does not fall back"
    );

    let german =
        json!({"title": "Erste Schritte", "markdown": "Etwas *Text*.", "sourceVersion": 1});
    let save = json!({"postId": id, "locale": "de", "input": german});
    desk.done(As::GermanTranslator, "Save", save).await?;
    ensure!(
        desk.at("/de/blog/first-steps").await? == "Post First steps",
        "a German draft shows"
    );
    desk.done(
        As::GermanEditor,
        "Publish",
        json!({"postId": id, "locales": ["de"]}),
    )
    .await?;
    ensure!(
        desk.at("/de/blog/erste-schritte").await? == "Post Erste Schritte",
        "no German"
    );
    ensure!(
        desk.at("/de/blog/first-steps").await? == "Redirect /de/blog/erste-schritte",
        "the English slug does not lead to the German one"
    );
    check_views(&desk).await?;

    let source = desk
        .refused(
            As::Editor,
            "DeleteTranslation",
            json!({"postId": id, "locale": "en"}),
        )
        .await?;
    ensure!(
        source == [("INVALID".to_owned(), "locale".to_owned())],
        "{source:?}"
    );
    desk.done(
        As::Editor,
        "Unpublish",
        json!({"postId": id, "locales": ["de"]}),
    )
    .await?;
    ensure!(
        desk.at("/de/blog/erste-schritte").await? == "Redirect /de/blog/first-steps",
        "unpublished"
    );
    let latest = desk
        .done(
            As::Editor,
            "Latest",
            json!({"by": {"postId": id}, "locale": "de"}),
        )
        .await?;
    ensure!(latest["status"] == "UNPUBLISHED", "{latest}");
    ensure!(
        latest["sharedMeta"] == json!({"author": "Emil"}),
        "{latest}"
    );
    ensure!(
        latest["translations"].as_array().map(Vec::len) == Some(2),
        "{latest}"
    );

    desk.done(
        As::Editor,
        "Delete",
        json!({"postId": id, "expectedVersion": 1}),
    )
    .await?;
    ensure!(
        desk.at("/en/blog/first-steps").await? == "Gone",
        "it is not gone"
    );
    ensure!(
        desk.at("/de/blog/erste-schritte").await? == "Gone",
        "it is not gone in German"
    );
    let twice = desk
        .refused(As::Editor, "Delete", json!({"postId": id}))
        .await?;
    ensure!(
        twice == [("NOT_FOUND".to_owned(), "postId".to_owned())],
        "{twice:?}"
    );
    check_views(&desk).await?;

    let first = json!({"postId": id, "locale": "de", "version": 1});
    let refused = desk.refused(As::Editor, "Restore", first.clone()).await?;
    ensure!(
        refused == [("INVALID".to_owned(), "locale".to_owned())],
        "the source is missing: {refused:?}"
    );
    desk.done(
        As::Editor,
        "Restore",
        json!({"postId": id, "locale": "en", "version": 1}),
    )
    .await?;
    desk.done(As::Editor, "Restore", first).await?;
    desk.done(
        As::Editor,
        "Publish",
        json!({"postId": id, "locales": ["en", "de"]}),
    )
    .await?;
    ensure!(
        desk.at("/en/blog/first-steps").await? == "Post First steps",
        "not brought back"
    );
    ensure!(
        desk.at("/de/blog/erste-schritte").await? == "Post Erste Schritte",
        "no German again"
    );
    check_views(&desk).await
}

async fn draft_over_published(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let id = desk.post("One").await?;
    desk.done(
        As::Editor,
        "Publish",
        json!({"postId": id, "locales": ["en"]}),
    )
    .await?;
    let read = json!({"path": "/en/blog/one"});
    let before = desk.done(As::Stranger, "Route", read.clone()).await?;
    desk.wait(60);
    let input = json!({"title": "Two", "slug": "two", "markdown": "Newer."});
    let saved = desk
        .done(
            As::Editor,
            "Save",
            json!({"postId": id, "locale": "en", "input": input}),
        )
        .await?;
    ensure!(
        saved["post"]["status"] == "DRAFT" && saved["post"]["version"] == 2,
        "{saved}"
    );
    ensure!(saved["post"]["hasUnpublishedChanges"] == true, "{saved}");
    let after = desk.done(As::Stranger, "Route", read).await?;
    ensure!(before == after, "readers see the draft: {after}");
    ensure!(
        desk.at("/en/blog/two").await? == "NotFound",
        "the draft's path shows"
    );
    // The same again is no new state.
    let again = desk
        .done(
            As::Editor,
            "Save",
            json!({"postId": id, "locale": "en", "input": {"title": "Two"}}),
        )
        .await?;
    ensure!(again["post"]["version"] == 2, "{again}");
    desk.done(
        As::Editor,
        "Publish",
        json!({"postId": id, "locales": ["en"]}),
    )
    .await?;
    ensure!(
        desk.at("/en/blog/one").await? == "Redirect /en/blog/two",
        "the old slug is lost"
    );
    ensure!(
        desk.at("/de/blog/one").await? == "Redirect /de/blog/two",
        "the old slug is lost in German"
    );
    let nothing = desk
        .refused(
            As::Editor,
            "Publish",
            json!({"postId": id, "locales": ["en"]}),
        )
        .await?;
    ensure!(
        nothing == [("NOTHING_TO_PUBLISH".to_owned(), "locales.0".to_owned())],
        "{nothing:?}"
    );
    let redirects = desk
        .done(As::Stranger, "Redirects", json!({"locale": "en"}))
        .await?;
    let slug = json!({"from": "/en/blog/one", "to": "/en/blog/two", "statusCode": 301, "reason": "SLUG_CHANGED"});
    ensure!(
        redirects["nodes"] == json!([slug]) && redirects["totalCount"] == 1,
        "{redirects}"
    );
    check_views(&desk).await
}

async fn scheduled(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let id = desk.post("Later").await?;
    let at = "2025-01-15T13:00:00Z";
    let publish = json!({"postId": id, "locales": ["en"], "at": at});
    let scheduled = desk.done(As::Editor, "Publish", publish.clone()).await?;
    let post = &scheduled["posts"][0];
    ensure!(
        post["status"] == "SCHEDULED" && post["scheduledFor"] == at,
        "{post}"
    );
    // A later save does not change what was scheduled.
    let input = json!({"title": "Not this"});
    desk.done(
        As::Editor,
        "Save",
        json!({"postId": id, "locale": "en", "input": input}),
    )
    .await?;
    desk.wait(3599);
    ensure!(
        publish_due(&desk.writer, desk.now()).await?.is_empty(),
        "it is too early"
    );
    ensure!(
        desk.at("/en/blog/later").await? == "NotFound",
        "it is too early"
    );
    desk.wait(1);
    let other = desk.writer.clone();
    let (one, two) = tokio::join!(
        publish_due(&desk.writer, desk.now()),
        publish_due(&other, desk.now())
    );
    ensure!(one?.len() + two?.len() == 1, "it was not published once");
    ensure!(
        desk.at("/en/blog/later").await? == "Post Later",
        "it was not published"
    );
    let latest = desk
        .done(
            As::Editor,
            "Latest",
            json!({"by": {"postId": id}, "locale": "en"}),
        )
        .await?;
    ensure!(
        latest["status"] == "DRAFT" && latest["scheduledFor"].is_null(),
        "{latest}"
    );

    let at = "2025-01-16T00:00:00Z";
    desk.done(
        As::Editor,
        "Publish",
        json!({"postId": id, "locales": ["en"], "at": at}),
    )
    .await?;
    desk.done(
        As::Editor,
        "Unschedule",
        json!({"postId": id, "locales": ["en"]}),
    )
    .await?;
    desk.wait(24 * 3600);
    ensure!(
        publish_due(&desk.writer, desk.now()).await?.is_empty(),
        "it was cancelled"
    );
    ensure!(
        desk.at("/en/blog/later").await? == "Post Later",
        "what readers see stays"
    );
    check_views(&desk).await
}

async fn moved(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let hello = desk
        .done(As::Editor, "Latest", json!({"by": {"key": "blog/hello"}}))
        .await?;
    let id = text(&hello, "/postId")?;
    let input = json!({"section": "news/2025", "tags": ["tools"], "date": null});
    let updated = desk
        .done(As::Editor, "Update", json!({"postId": id, "input": input}))
        .await?;
    ensure!(updated["post"]["sharedVersion"] == 2, "{updated}");
    for (old, new) in [
        ("/en/blog/hello", "/en/news/2025/hello"),
        ("/de/blog/hallo", "/de/news/2025/hallo"),
        ("/fr/blog/bonjour", "/fr/news/2025/bonjour"),
    ] {
        ensure!(
            desk.at(old).await? == format!("Redirect {new}"),
            "{old}: {}",
            desk.at(old).await?
        );
        ensure!(desk.at(new).await?.starts_with("Post "), "{new}");
    }
    ensure!(
        desk.at("/en/news").await?.starts_with("Section "),
        "no section"
    );
    let name = json!({"key": "news", "locale": "de", "title": "Neuigkeiten"});
    let named = desk.done(As::GermanTranslator, "NameSection", name).await?;
    ensure!(named["section"]["title"] == "Neuigkeiten", "{named}");
    ensure!(
        desk.at("/de/news").await? == "Section Neuigkeiten",
        "not named"
    );
    let stale = json!({"postId": id, "input": {"navigation": false, "expectedVersion": 1}});
    let conflict = desk.refused(As::Editor, "Update", stale).await?;
    ensure!(
        conflict
            == [(
                "VERSION_CONFLICT".to_owned(),
                "input.expectedVersion".to_owned()
            )],
        "{conflict:?}"
    );
    check_views(&desk).await
}
