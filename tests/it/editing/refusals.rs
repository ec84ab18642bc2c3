//! Input that cannot be taken: each a code and a path, all of one input at once, and nothing changed.

use anyhow::{Result, ensure};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::desk::{As, Desk, text};
use crate::Harness;
use crate::database::{Backend, Databases};

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        harness.on_both("editing::input_that_cannot_be_is_refused", refused),
        harness.on_both("editing::a_taken_slug_gets_a_free_one", taken),
        harness.on_both("editing::a_body_is_rendered_without_being_saved", rendered),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn refused(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let id = desk.post("Here").await?;
    let save = |input: Value| {
        (
            "Save",
            json!({"postId": id, "locale": "en", "input": input}),
        )
    };
    let create = |more: Value| {
        let mut input = json!({"locale": "en", "translation": {"title": "T"}});
        if let (Some(input), Value::Object(more)) = (input.as_object_mut(), more) {
            input.extend(more);
        }
        ("Create", json!({"input": input}))
    };
    let one = |operation: &'static str, variables: Value| (operation, variables);
    for ((operation, variables), expected) in [
        (save(json!({"slug": "a/b"})), vec!["INVALID input.slug"]),
        (save(json!({"slug": "a b"})), vec!["INVALID input.slug"]),
        (save(json!({"slug": "ABC"})), vec!["INVALID input.slug"]),
        (save(json!({"slug": "!?"})), vec!["INVALID input.slug"]),
        (save(json!({"title": ""})), vec!["REQUIRED input.title"]),
        (save(json!({"title": null})), vec!["REQUIRED input.title"]),
        (
            save(json!({"title": "x".repeat(300)})),
            vec!["TOO_LONG input.title"],
        ),
        (
            save(json!({"title": "a\u{7}b"})),
            vec!["INVALID input.title"],
        ),
        (
            save(json!({"markdown": "a\u{0}b"})),
            vec!["INVALID input.markdown"],
        ),
        (save(json!({"meta": [1]})), vec!["INVALID input.meta"]),
        (
            save(json!({"seo": {"title": "a\u{7}"}})),
            vec!["INVALID input.seo.title"],
        ),
        (
            save(json!({"sourceVersion": 1})),
            vec!["INVALID input.sourceVersion"],
        ),
        (
            save(json!({"title": " ", "slug": "/", "description": "x".repeat(1001)})),
            vec![
                "REQUIRED input.title",
                "INVALID input.slug",
                "TOO_LONG input.description",
            ],
        ),
        (
            one("Save", json!({"postId": id, "locale": "dee", "input": {}})),
            vec!["UNKNOWN_LOCALE locale"],
        ),
        (
            one("Save", json!({"postId": id, "locale": "de", "input": {}})),
            vec!["REQUIRED input.title"],
        ),
        (
            one(
                "Save",
                json!({"postId": id, "locale": "de", "input": {"title": "!"}}),
            ),
            vec!["INVALID input.slug"],
        ),
        (
            one(
                "Save",
                json!({"postId": id, "locale": "de", "input": {"title": "D", "sourceVersion": 2}}),
            ),
            vec!["INVALID input.sourceVersion"],
        ),
        (
            one(
                "Save",
                json!({"postId": "p123", "locale": "en", "input": {"title": "T"}}),
            ),
            vec!["NOT_FOUND postId"],
        ),
        (
            one(
                "Save",
                json!({"postId": "?", "locale": "en", "input": {"title": "T"}}),
            ),
            vec!["NOT_FOUND postId"],
        ),
        (
            create(json!({"tags": ["web", "wep"]})),
            vec!["NOT_FOUND input.tags.1"],
        ),
        (
            create(json!({"section": "a//b"})),
            vec!["INVALID input.section"],
        ),
        (
            create(json!({"section": "de/x"})),
            vec!["INVALID input.translation.slug"],
        ),
        (
            create(json!({"section": "tags"})),
            vec!["INVALID input.translation.slug"],
        ),
        (
            create(json!({"key": "blog/hello"})),
            vec!["KEY_TAKEN input.key"],
        ),
        (
            create(json!({"locale": "xx"})),
            vec!["UNKNOWN_LOCALE input.locale"],
        ),
        (
            create(json!({"key": "", "section": "A", "translation": {"title": ""}})),
            vec![
                "INVALID input.section",
                "REQUIRED input.key",
                "REQUIRED input.translation.title",
            ],
        ),
        (
            one(
                "Update",
                json!({"postId": id, "input": {"section": "tags/x"}}),
            ),
            vec!["INVALID input.section"],
        ),
        (
            one("Publish", json!({"postId": id, "locales": []})),
            vec!["REQUIRED locales"],
        ),
        (
            one(
                "Publish",
                json!({"postId": id, "locales": ["en", "de", "xx"]}),
            ),
            vec!["UNKNOWN_LOCALE locales.2", "NOTHING_TO_PUBLISH locales.1"],
        ),
        (
            one("Unpublish", json!({"postId": id, "locales": ["de"]})),
            vec!["NOT_FOUND locales.0"],
        ),
        (
            one("Unschedule", json!({"postId": id, "locales": ["de"]})),
            vec!["NOT_FOUND locales.0"],
        ),
        (
            one(
                "Restore",
                json!({"postId": id, "locale": "en", "version": 9}),
            ),
            vec!["NOT_FOUND version"],
        ),
        (
            one(
                "Restore",
                json!({"postId": id, "locale": "de", "version": 1}),
            ),
            vec!["NOT_FOUND locale"],
        ),
        (
            one(
                "Restore",
                json!({"postId": id, "locale": "en", "version": 1, "expectedVersion": 7}),
            ),
            vec!["VERSION_CONFLICT expectedVersion"],
        ),
        (
            one("DeleteTranslation", json!({"postId": id, "locale": "de"})),
            vec!["NOT_FOUND locale"],
        ),
        (
            one(
                "DeleteTranslation",
                json!({"postId": id, "locale": "en", "expectedVersion": 5}),
            ),
            vec!["VERSION_CONFLICT expectedVersion"],
        ),
        (
            one("Delete", json!({"postId": id, "expectedVersion": 5})),
            vec!["VERSION_CONFLICT expectedVersion"],
        ),
        (
            one("Preview", json!({"postId": id, "locale": "de"})),
            vec!["NOT_FOUND locale"],
        ),
        (
            one(
                "Preview",
                json!({"postId": id, "locale": "en", "expiresIn": 0}),
            ),
            vec!["INVALID expiresIn"],
        ),
        (
            one(
                "NameSection",
                json!({"key": "nothing", "locale": "en", "title": "N"}),
            ),
            vec!["NOT_FOUND key"],
        ),
        (
            one(
                "NameSection",
                json!({"key": "blog", "locale": "en", "title": "a\nb"}),
            ),
            vec!["INVALID title"],
        ),
        (
            one("Redirect", json!({"from": "/en/blog/hello", "to": "/en"})),
            vec!["PATH_TAKEN from"],
        ),
        (
            one("Redirect", json!({"from": "old", "to": "/en"})),
            vec!["INVALID from"],
        ),
        (
            one("Redirect", json!({"from": "/xx/old", "to": "/en"})),
            vec!["INVALID from"],
        ),
        (
            one("Redirect", json!({"from": "/en/old", "to": "/en/old"})),
            vec!["INVALID to"],
        ),
        (
            one(
                "Redirect",
                json!({"from": "/en/old", "to": "javascript:alert(1)"}),
            ),
            vec!["INVALID to"],
        ),
        (
            one(
                "Redirect",
                json!({"from": "/en/old", "to": "//evil.example"}),
            ),
            vec!["INVALID to"],
        ),
        (
            one(
                "Redirect",
                json!({"from": "nowhere", "to": "", "statusCode": 200}),
            ),
            vec!["INVALID from", "REQUIRED to", "INVALID statusCode"],
        ),
        (
            one("DeleteRedirect", json!({"from": "/en/old"})),
            vec!["NOT_FOUND from"],
        ),
    ] {
        let told = desk
            .refused(As::Editor, operation, variables.clone())
            .await?;
        let told: Vec<String> = told
            .into_iter()
            .map(|(code, path)| format!("{code} {path}"))
            .collect();
        ensure!(
            told == expected,
            "{operation} {variables}: {told:?} instead of {expected:?}"
        );
    }
    Ok(())
}

async fn taken(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let input = json!({"locale": "en", "translation": {"title": "Hello"}});
    let answer = desk
        .ask(As::Editor, "Create", json!({"input": input}))
        .await?;
    let error = &answer["data"]["postCreate"]["userErrors"][0];
    ensure!(
        error["code"] == "SLUG_TAKEN" && error["suggestion"] == "hello-2",
        "{answer:#}"
    );
    let input =
        json!({"locale": "en", "translation": {"title": "Hello", "slug": error["suggestion"]}});
    let made = desk
        .done(As::Editor, "Create", json!({"input": input}))
        .await?;
    ensure!(made["post"]["path"] == "/en/blog/hello-2", "{made}");
    // The same slug is free in another locale.
    let id = text(&made, "/post/postId")?;
    desk.done(
        As::Editor,
        "Save",
        json!({"postId": id, "locale": "de", "input": {"title": "Hello"}}),
    )
    .await?;
    let index =
        json!({"section": "docs", "locale": "en", "translation": {"title": "Docs", "slug": ""}});
    let refused = desk
        .refused(As::Editor, "Create", json!({"input": index}))
        .await?;
    ensure!(
        refused == [("SLUG_TAKEN".to_owned(), "input.translation.slug".to_owned())],
        "{refused:?}"
    );
    Ok(())
}

async fn rendered(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let before = desk.head().await?;
    let markdown = "## One\n\nText[^1] <script>alert(1)</script>\n\n<!--more-->\n\n[^1]: Note.\n";
    let ask = json!({"markdown": markdown, "locale": "de"});
    let rendering = desk.done(As::Translator, "Render", ask).await?;
    let html = text(&rendering, "/body/html")?;
    ensure!(
        html.contains("<h2 id=\"one\"") && !html.contains("<script"),
        "{html}"
    );
    ensure!(
        rendering["body"]["toc"] == json!([{"anchor": "one"}]),
        "{rendering}"
    );
    ensure!(
        rendering["body"]["minimark"]["type"] == "minimark",
        "{rendering}"
    );
    let told = rendering["diagnostics"].as_array().map(Vec::len);
    ensure!(told == Some(1), "{rendering}");
    ensure!(desk.head().await? == before, "it was saved");
    let unknown = json!({"markdown": "", "locale": "xx"});
    ensure!(
        desk.code(As::Translator, "Render", unknown).await? == "UNKNOWN_LOCALE",
        "xx"
    );
    let long = json!({"markdown": "a".repeat(2 * 1024 * 1024 + 1), "locale": "en"});
    ensure!(
        desk.code(As::Translator, "Render", long).await? == "LIMIT_EXCEEDED",
        "too long"
    );
    Ok(())
}
