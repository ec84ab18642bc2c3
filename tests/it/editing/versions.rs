//! Saved states and versions, and what editors see of them: conflicts, histories, previews, drafts.

use anyhow::{Result, ensure};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::desk::{As, Desk, text};
use crate::Harness;
use crate::database::{Backend, Databases};

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        harness.on_both("editing::two_translators_never_conflict", versions),
        harness.on_both("editing::many_editors_lose_nothing", many_editors),
        harness.on_both("editing::saved_states_are_listed_and_compared", history),
        harness.on_both("editing::a_preview_shows_the_draft", preview),
        harness.on_both("editing::editors_list_drafts", drafts),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn versions(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let id = desk.post("Text").await?;
    let save = |locale: &str, title: &str, version: i32| json!({"postId": id, "locale": locale, "input": {"title": title}, "expectedVersion": version});
    desk.done(As::Translator, "Save", save("de", "Eins", 0))
        .await?;
    desk.done(As::Translator, "Save", save("fr", "Un", 0))
        .await?;
    desk.done(As::Translator, "Save", save("de", "Zwei", 1))
        .await?;
    let answer = desk
        .ask_in(As::Translator, "de-AT", "Save", save("de", "Drei", 1))
        .await?;
    let error = &answer["data"]["translationSave"]["userErrors"][0];
    let current = json!({"version": 2, "savedAt": "2025-01-15T12:00:00Z", "author": "tara"});
    ensure!(
        error["code"] == "VERSION_CONFLICT" && error["current"] == current,
        "{answer:#}"
    );
    let words = text(error, "/message")?;
    ensure!(
        words.starts_with("Das wurde inzwischen geändert"),
        "not in German: {words}"
    );
    Ok(())
}

/// 8 editors, 40 changes each, all at once: each reads, adds a key and tries again where somebody was faster.
async fn many_editors(databases: &Databases, backend: Backend) -> Result<()> {
    let (editors, changes) = (8, 40);
    let desk = Desk::new(databases, backend).await?;
    let id = desk.post("Many").await?;
    let edit = async |editor: i32| -> Result<()> {
        for change in 0..changes {
            loop {
                let latest = json!({"by": {"postId": id}, "locale": "en"});
                let latest = desk.done(As::Editor, "Version", latest).await?;
                let mut meta = latest["ownMeta"].clone();
                meta[format!("{editor}-{change}")] = json!(true);
                let save = json!({
                    "postId": id, "locale": "en", "input": {"meta": meta}, "expectedVersion": latest["version"],
                });
                let answer = desk.ask(As::Editor, "SaveBriefly", save).await?;
                let errors = &answer["data"]["translationSave"]["userErrors"];
                if *errors == json!([]) {
                    break;
                }
                ensure!(errors[0]["code"] == "VERSION_CONFLICT", "{answer:#}");
            }
        }
        Ok(())
    };
    let all = (0..editors).map(edit);
    futures_util::future::try_join_all(all).await?;
    let latest = desk
        .done(
            As::Editor,
            "Latest",
            json!({"by": {"postId": id}, "locale": "en"}),
        )
        .await?;
    let kept = latest["ownMeta"].as_object().map(serde_json::Map::len);
    ensure!(
        i32::try_from(kept.unwrap_or(0))? == editors * changes,
        "{kept:?} are left"
    );
    ensure!(
        latest["version"] == 1 + editors * changes,
        "{}",
        latest["version"]
    );
    Ok(())
}

async fn history(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let id = desk.post("Old").await?;
    for title in ["Newer", "Newest"] {
        let input = json!({"title": title, "description": title});
        desk.done(
            As::Editor,
            "Save",
            json!({"postId": id, "locale": "en", "input": input}),
        )
        .await?;
    }
    desk.done(
        As::Editor,
        "Publish",
        json!({"postId": id, "locales": ["en"]}),
    )
    .await?;
    let ask = json!({"postId": id, "locale": "en", "first": 2, "against": 1});
    let page = desk.done(As::Translator, "History", ask).await?;
    ensure!(
        page["totalCount"] == 3 && page["pageInfo"]["hasNextPage"] == true,
        "{page}"
    );
    let newest = &page["nodes"][0];
    ensure!(
        newest["version"] == 3 && newest["isPublished"] == true && newest["author"] == "emil",
        "{newest}"
    );
    let diff = "--- version 1\n+++ version 3\n@@ -1,5 +1,5 @@\n-title: Old\n+title: Newest\n slug: old\n-description: \n\
        +description: Newest\n \n *Old* in English.\n";
    ensure!(newest["against"] == diff, "{}", newest["against"]);
    let ask =
        json!({"postId": id, "locale": "en", "after": page["pageInfo"]["endCursor"], "against": 3});
    let rest = desk.done(As::Translator, "History", ask).await?;
    let versions: Vec<&Value> = rest["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|node| &node["version"])
        .collect();
    ensure!(
        versions == [1] && rest["pageInfo"]["hasPreviousPage"] == true,
        "{rest}"
    );
    let ask = json!({"postId": id, "locale": "en", "against": 99});
    ensure!(
        desk.code(As::Translator, "History", ask).await? == "BAD_INPUT",
        "version 99"
    );
    let restored = json!({"postId": id, "locale": "en", "version": 1, "expectedVersion": 3});
    let restored = desk.done(As::Translator, "Restore", restored).await?;
    ensure!(
        restored["post"]["title"] == "Old" && restored["post"]["version"] == 4,
        "{restored}"
    );
    ensure!(
        desk.at("/en/blog/old").await? == "Post Newest",
        "restoring published it"
    );
    Ok(())
}

async fn preview(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let id = desk.post("Seen").await?;
    desk.done(
        As::Editor,
        "Publish",
        json!({"postId": id, "locales": ["en"]}),
    )
    .await?;
    let input = json!({"title": "Unseen", "slug": "plain-2", "markdown": "A draft."});
    desk.done(
        As::Editor,
        "Save",
        json!({"postId": id, "locale": "en", "input": input}),
    )
    .await?;
    let made = desk
        .done(
            As::Translator,
            "Preview",
            json!({"postId": id, "locale": "en", "expiresIn": 60}),
        )
        .await?;
    ensure!(
        made["path"] == "/en/blog/plain-2" && made["expiresAt"] == "2025-01-15T12:01:00Z",
        "{made}"
    );
    let token = text(&made, "/token")?;
    let see = async |path: &str, token: &str| {
        desk.ask(
            As::Stranger,
            "Route",
            json!({"path": path, "previewToken": token}),
        )
        .await
    };
    for path in ["/en/blog/plain-2", "/en/blog/seen"] {
        let route = see(path, &token).await?["data"]["route"].take();
        ensure!(
            route["title"] == "Unseen" && route["status"] == "DRAFT",
            "{path}: {route}"
        );
        ensure!(
            route["path"] == path && route["body"]["text"] == "A draft.",
            "{path}: {route}"
        );
    }
    for path in ["/en/blog/plain", "/de/blog/seen", "/en/blog/nothing"] {
        let with = see(path, &token).await?;
        let without = desk
            .ask(As::Stranger, "Route", json!({"path": path}))
            .await?;
        ensure!(with == without, "{path}: {with}");
    }
    desk.wait(60);
    for (path, token) in [
        ("/en/blog/seen", token.as_str()),
        ("/en/blog/plain", "nonsense"),
    ] {
        let answer = see(path, token).await?;
        let code = answer.pointer("/errors/0/extensions/code");
        ensure!(
            code == Some(&json!("UNAUTHENTICATED")) && answer["data"].is_null(),
            "{answer}"
        );
    }
    // Where another post is live at the path, the preview shows the draft, and publishing says so.
    let other = desk.post("Other").await?;
    desk.done(
        As::Editor,
        "Publish",
        json!({"postId": other, "locales": ["en"]}),
    )
    .await?;
    desk.done(
        As::Editor,
        "Save",
        json!({"postId": other, "locale": "en", "input": {"slug": "aside"}}),
    )
    .await?;
    desk.done(
        As::Editor,
        "Save",
        json!({"postId": id, "locale": "en", "input": {"slug": "other"}}),
    )
    .await?;
    let made = desk
        .done(As::Editor, "Preview", json!({"postId": id, "locale": "en"}))
        .await?;
    let route = see("/en/blog/other", &text(&made, "/token")?).await?["data"]["route"].take();
    ensure!(route["title"] == "Unseen", "{route}");
    let taken = desk
        .refused(
            As::Editor,
            "Publish",
            json!({"postId": id, "locales": ["en"]}),
        )
        .await?;
    ensure!(
        taken == [("PATH_TAKEN".to_owned(), "locales".to_owned())],
        "{taken:?}"
    );
    Ok(())
}

async fn drafts(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let id = desk.post("Ünïque Título").await?;
    let list = async |filter: Value, fallback: Value| -> Result<Vec<String>> {
        let ask = json!({"locale": "en", "filter": filter, "fallback": fallback});
        let list = desk.done(As::Translator, "Drafts", ask).await?;
        let nodes = list["nodes"].as_array().cloned().unwrap_or_default();
        let keys = nodes.iter().map(|node| text(node, "/key"));
        keys.collect()
    };
    let drafts = list(json!({"statuses": ["DRAFT"]}), Value::Null).await?;
    ensure!(
        drafts == ["blog/ünïque-título", "blog/hidden"],
        "{drafts:?}"
    );
    let found = list(json!({"titleContains": "unique TITULO"}), Value::Null).await?;
    ensure!(found == ["blog/ünïque-título"], "{found:?}");
    let all = list(Value::Null, Value::Null).await?;
    let own = list(Value::Null, json!([])).await?;
    ensure!(
        all.len() > own.len() || own.contains(&"blog/hidden".to_owned()),
        "{own:?}"
    );
    let without_view = "{ posts(locale: \"en\", filter: {statuses: [DRAFT]}) { totalCount } }";
    let answer = crate::app::ask(
        &desk.writer.store,
        &crate::case::site("blog"),
        without_view,
        json!({}),
    )
    .await?;
    let code = answer.pointer("/errors/0/extensions/code");
    ensure!(code == Some(&json!("BAD_INPUT")), "{answer}");
    // The newest state has an id of its own, so that a cache keeps both.
    desk.done(
        As::Editor,
        "Publish",
        json!({"postId": id, "locales": ["en"]}),
    )
    .await?;
    let latest = desk
        .done(
            As::Editor,
            "Latest",
            json!({"by": {"path": "/en/blog/ünïque-título"}}),
        )
        .await?;
    let query = "query($id: ID!) { post(by: {postId: $id}) { id } }";
    let seen = crate::app::ask(
        &desk.writer.store,
        &crate::case::site("blog"),
        query,
        json!({"id": id}),
    )
    .await?;
    ensure!(seen["data"]["post"]["id"] != latest["id"], "{seen}");
    Ok(())
}
