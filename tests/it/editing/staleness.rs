//! What happens to translations when their source changes: which are stale, by which blocks, and what is to be done next.

use anyhow::{Context, Result, ensure};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::desk::{As, Desk};
use crate::Harness;
use crate::database::{Backend, Databases};

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        harness.on_both("editing::a_translation_is_stale_by_content", content),
        harness.on_both("editing::what_is_published_counts", published),
        harness.on_both("editing::a_translation_is_brought_up_to_date", caught_up),
        harness.on_both("editing::confirmations_that_are_refused", refusals),
        harness.on_both("editing::the_queue_begins_with_what_is_urgent", queue),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A post in English, translated into German.
struct Post<'a> {
    desk: &'a Desk,
    id: String,
}

impl<'a> Post<'a> {
    async fn new(desk: &'a Desk, title: &str) -> Result<Self> {
        let id = desk.post(title).await?;
        let post = Self { desk, id };
        post.save(
            "en",
            json!({"markdown": "# One\n\nTwo.\n\n- three\n- four\n"}),
        )
        .await?;
        post.save(
            "de",
            json!({"title": format!("{title}, deutsch"), "markdown": "# Eins"}),
        )
        .await?;
        Ok(post)
    }

    async fn save(&self, locale: &str, input: Value) -> Result<()> {
        let save = json!({"postId": self.id, "locale": locale, "input": input});
        self.desk.done(As::Editor, "Save", save).await?;
        Ok(())
    }

    async fn publish(&self, locale: &str) -> Result<()> {
        let publish = json!({"postId": self.id, "locales": [locale]});
        self.desk.done(As::Editor, "Publish", publish).await?;
        Ok(())
    }

    /// How far it is in a locale, and by which blocks it is behind: place, text, and text before.
    async fn progress(&self, locale: &str) -> Result<(String, Value)> {
        let asked = json!({"by": {"postId": self.id}, "locale": locale});
        let post = self
            .desk
            .done(As::GermanTranslator, "Progress", asked)
            .await?;
        let state = &post["translation"];
        let segments = state["staleSegments"].as_array().context("no segments")?;
        let segments = segments
            .iter()
            .map(|each| json!([each["index"], each["source"], each["was"]]));
        Ok((
            state["status"].as_str().unwrap_or_default().to_owned(),
            segments.collect(),
        ))
    }

    async fn expect(&self, locale: &str, status: &str, segments: Value) -> Result<()> {
        let found = self.progress(locale).await?;
        ensure!(
            found == (status.to_owned(), segments),
            "{locale}: {found:?}"
        );
        Ok(())
    }
}

async fn content(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let post = Post::new(&desk, "Text").await?;
    post.expect("en", "SOURCE", json!([])).await?;
    post.expect("de", "UP_TO_DATE", json!([])).await?;
    post.expect("fr", "MISSING", json!([])).await?;
    // Saved again, written otherwise, and with another slug: nobody has to look.
    let same = json!({"markdown": "# One\n\nTwo.\n\n- three\n- four\n"});
    post.save("en", same).await?;
    let otherwise = json!({"slug": "other", "markdown": "One\n===\n\nTwo.\n\n* three\n* four"});
    post.save("en", otherwise).await?;
    post.expect("de", "UP_TO_DATE", json!([])).await?;
    let changed = json!({"title": "Texts", "markdown": "# One\n\nTwo and a half.\n\n- three\n"});
    post.save("en", changed).await?;
    let segments = json!([
        [-2, "Texts", "Text"],
        [1, "Two and a half.", "Two."],
        [3, "", "four"]
    ]);
    post.expect("de", "STALE", segments).await?;
    // What was changed back is as it was.
    let back = json!({"title": "Text", "markdown": "# One\n\nTwo.\n\n- three\n- four\n"});
    post.save("en", back).await?;
    post.expect("de", "UP_TO_DATE", json!([])).await
}

async fn published(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let post = Post::new(&desk, "Text").await?;
    post.publish("en").await?;
    // A draft over what is published is nobody's work yet.
    post.save("en", json!({"markdown": "# One more\n"})).await?;
    post.expect("de", "UP_TO_DATE", json!([])).await?;
    post.publish("en").await?;
    let (status, segments) = post.progress("de").await?;
    ensure!(status == "STALE", "{status}");
    ensure!(segments[0] == json!([0, "One more", "One"]), "{segments}");
    // While nothing is published, the newest state counts.
    let unpublish = json!({"postId": post.id, "locales": ["en"]});
    desk.done(As::Editor, "Unpublish", unpublish).await?;
    post.save("en", json!({"markdown": "# Two more\n"})).await?;
    let (_, segments) = post.progress("de").await?;
    ensure!(segments[0] == json!([0, "Two more", "One"]), "{segments}");
    // What is deleted is not behind, and what comes back is again.
    let delete = json!({"postId": post.id, "locale": "de"});
    desk.done(As::Editor, "DeleteTranslation", delete).await?;
    post.expect("de", "MISSING", json!([])).await?;
    let restore = json!({"postId": post.id, "locale": "de", "version": 1});
    desk.done(As::Editor, "Restore", restore).await?;
    ensure!(post.progress("de").await?.0 == "STALE", "forgotten");
    Ok(())
}

async fn caught_up(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let post = Post::new(&desk, "Text").await?;
    post.save("en", json!({"markdown": "# One more\n"})).await?;
    // A corrected stale text stays stale.
    post.save("de", json!({"markdown": "# Eins!"})).await?;
    ensure!(post.progress("de").await?.0 == "STALE", "forgotten");
    let queue = desk.done(As::GermanTranslator, "Queue", json!({"locale": "de"}));
    let queue = queue.await?;
    let tasks = queue["nodes"].as_array().context("no tasks")?;
    let task = tasks.iter().find(|task| task["source"]["title"] == "Text");
    let version = task.context("not in the queue")?["sourceVersion"].clone();
    let translated = json!({"markdown": "# Noch eins", "sourceVersion": version});
    post.save("de", translated).await?;
    post.expect("de", "UP_TO_DATE", json!([])).await?;
    // A translation that is good as it is.
    post.save("en", json!({"markdown": "# One, more\n"}))
        .await?;
    ensure!(post.progress("de").await?.0 == "STALE", "not noticed");
    let confirm =
        |version: i64| json!({"postId": post.id, "locale": "de", "sourceVersion": version});
    let looked_at = version.as_i64().context("no version")? + 1;
    let confirmed = desk
        .done(As::GermanTranslator, "Confirm", confirm(looked_at))
        .await?;
    ensure!(
        confirmed["post"]["translation"]["status"] == "UP_TO_DATE"
            && confirmed["post"]["version"] == 3,
        "{confirmed:#}"
    );
    // A confirmation of what was looked at says nothing of what came after.
    post.save("en", json!({"markdown": "# One, or more\n"}))
        .await?;
    post.expect("de", "STALE", json!([[0, "One, or more", "One, more"]]))
        .await
}

async fn refusals(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let post = Post::new(&desk, "Text").await?;
    let refused = async |who, locale: &str, version: i32| {
        let confirm = json!({"postId": post.id, "locale": locale, "sourceVersion": version});
        desk.refused(who, "Confirm", confirm).await
    };
    let one = |code: &str, path: &str| vec![(code.to_owned(), path.to_owned())];
    for (who, locale, version, expected) in [
        (As::Editor, "en", 1, one("INVALID", "sourceVersion")),
        (As::Editor, "de", 0, one("INVALID", "sourceVersion")),
        (As::Editor, "de", 99, one("INVALID", "sourceVersion")),
        (As::Editor, "fr", 1, one("NOT_FOUND", "locale")),
        (As::Editor, "xx", 1, one("UNKNOWN_LOCALE", "locale")),
        (
            As::GermanTranslator,
            "fr",
            1,
            one("LOCALE_FORBIDDEN", "locale"),
        ),
    ] {
        let found = refused(who, locale, version).await?;
        ensure!(found == expected, "{locale} {version}: {found:?}");
    }
    Ok(())
}

async fn queue(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let words = |count: usize| json!({"markdown": vec!["word"; count].join(" ")});
    let mut ids = Vec::new();
    // Of each: whether the source is published, how many of its words changed since it was translated, if it was.
    for (title, is_published, changed) in [
        ("A", false, Some(50)),
        ("B", true, None),
        ("C", true, Some(3)),
        ("D", true, Some(30)),
        ("E", false, None),
    ] {
        let id = desk.post(title).await?;
        let post = Post { desk: &desk, id };
        if let Some(changed) = changed {
            post.save("fr", json!({"title": format!("{title} fr")}))
                .await?;
            post.save("en", words(changed)).await?;
        }
        if is_published {
            post.publish("en").await?;
        }
        ids.push(post.id.clone());
        desk.wait(1);
    }
    let mut found = Vec::new();
    let mut page = json!({"locale": "fr", "first": 2});
    desk.statements();
    loop {
        let queue = desk.done(As::Translator, "Queue", page.clone()).await?;
        // The token, the page, published sources, drafts, translations, and how many there are.
        let statements = desk.statements();
        ensure!(statements.len() <= 6, "{statements:#?}");
        let tasks = queue["nodes"].as_array().context("no tasks")?;
        found.extend(tasks.iter().cloned());
        if queue["pageInfo"]["hasNextPage"] == false {
            ensure!(queue["totalCount"] == found.len(), "{queue:#}");
            break;
        }
        page["after"] = queue["pageInfo"]["endCursor"].clone();
    }
    let ours = found.iter().filter_map(|task| {
        let title = task["source"]["title"].as_str()?;
        (title.len() == 1)
            .then(|| format!("{title} {}", task["status"].as_str().unwrap_or_default()))
    });
    let ours: Vec<String> = ours.collect();
    ensure!(
        ours == ["D STALE", "C STALE", "B MISSING", "A STALE", "E MISSING"],
        "{ours:?}"
    );
    let stale = json!({"locale": "fr", "states": ["STALE", "UP_TO_DATE"]});
    let stale = desk.done(As::Translator, "Queue", stale).await?;
    ensure!(
        stale["nodes"]
            .as_array()
            .context("no tasks")?
            .iter()
            .all(|task| task["status"] != "MISSING"),
        "{stale:#}"
    );
    let task = &stale["nodes"][0];
    ensure!(
        task["target"]["title"] == "D fr" && task["source"]["status"] == "PUBLISHED",
        "{task:#}"
    );
    let code = desk.code(
        As::Translator,
        "Queue",
        json!({"locale": "fr", "after": "q~1"}),
    );
    ensure!(code.await? == "BAD_INPUT", "a wrong cursor is taken");
    Ok(())
}
