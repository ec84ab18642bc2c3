//! Stories of those who listen: what is told of changes, to whom, and where one goes on who was away.

use std::ops::RangeInclusive;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use async_graphql::Response;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use isogloss::domain::change::{Change, ChangeKind};
use isogloss::domain::locale::Locale;
use isogloss::domain::path::Rest;
use isogloss::store::change;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::desk::{As, Desk, text};
use crate::Harness;
use crate::database::{Backend, Databases};

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        harness.on_both(
            "changes::readers_hear_what_they_can_see",
            readers_hear_what_they_can_see,
        ),
        harness.on_both(
            "changes::drafts_are_told_to_those_who_may_see_them",
            drafts_are_told_to_those_who_may_see_them,
        ),
        harness.on_both(
            "changes::one_hears_what_one_wants",
            one_hears_what_one_wants,
        ),
        harness.on_both(
            "changes::who_was_away_misses_nothing",
            who_was_away_misses_nothing,
        ),
        harness.on_both(
            "changes::listening_outlives_the_site",
            listening_outlives_the_site,
        ),
        harness.on_both(
            "changes::who_may_not_listen_is_told_why",
            who_may_not_listen_is_told_why,
        ),
        harness.on_both(
            "changes::who_is_too_slow_is_cut_off",
            who_is_too_slow_is_cut_off,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How long nothing has to come before it counts as nothing.
const SILENCE: Duration = Duration::from_millis(50);

/// Somebody who listens.
struct Ear(BoxStream<'static, Response>);

impl Ear {
    /// Begins to listen; what came before is not told.
    async fn open(desk: &Desk, who: As<'_>, variables: Value) -> Result<Self> {
        desk.tell().await?;
        let mut ear = Self(desk.listen(who, variables)?);
        ensure!(ear.heard().await?.is_empty(), "something was told at once");
        Ok(ear)
    }

    /// The next answer; `None` where there is none for a while, or no more.
    async fn next(&mut self) -> Option<Value> {
        let next = tokio::time::timeout(SILENCE, self.0.next()).await;
        serde_json::to_value(next.ok()??).ok()
    }

    /// All changes until it is silent.
    async fn changes(&mut self) -> Result<Vec<Value>> {
        let mut changes = Vec::new();
        while let Some(answer) = self.next().await {
            ensure!(answer["errors"].is_null(), "{answer:#}");
            changes.push(answer["data"]["contentChanged"].clone());
        }
        Ok(changes)
    }

    /// The same, each as one line: kind, path, where it was before, title of the post.
    async fn heard(&mut self) -> Result<Vec<String>> {
        let changes = self.changes().await?;
        Ok(changes.iter().map(line).collect())
    }

    /// The code of the error it is told.
    async fn code(&mut self) -> Result<String> {
        let answer = self.next().await.context("nothing")?;
        let code = answer.pointer("/errors/0/extensions/code");
        Ok(code.and_then(Value::as_str).context("no error")?.to_owned())
    }
}

fn line(change: &Value) -> String {
    let parts = [
        &change["kind"],
        &change["path"],
        &change["previousPath"],
        &change["post"]["title"],
    ];
    let parts: Vec<&str> = parts.into_iter().filter_map(Value::as_str).collect();
    parts.join(" ")
}

async fn save(desk: &Desk, who: As<'_>, post: &str, locale: &str, slug: &str) -> Result<Value> {
    let input = json!({"title": format!("Title of {slug}"), "slug": slug, "markdown": "Text."});
    let variables = json!({"postId": post, "locale": locale, "input": input});
    desk.done(who, "Save", variables).await
}

async fn publish(desk: &Desk, post: &str, locales: &[&str]) -> Result<Value> {
    let variables = json!({"postId": post, "locales": locales});
    desk.done(As::Editor, "Publish", variables).await
}

async fn readers_hear_what_they_can_see(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let mut ear = Ear::open(&desk, As::Stranger, json!({})).await?;
    let post = desk.post("Owls").await?;
    save(&desk, As::Editor, &post, "de", "eulen").await?;
    desk.tell().await?;
    ensure!(ear.heard().await?.is_empty(), "a draft was told");

    publish(&desk, &post, &["en", "de"]).await?;
    desk.tell().await?;
    let changes = ear.changes().await?;
    let lines: Vec<String> = changes.iter().map(line).collect();
    ensure!(
        lines
            == [
                "PUBLISHED /en/blog/owls Owls",
                "PUBLISHED /de/blog/eulen Title of eulen"
            ],
        "{lines:#?}"
    );
    let first = &changes[0];
    ensure!(
        first["hash"] == first["post"]["hash"] && first["hash"].is_string(),
        "{first:#}"
    );
    let keys = json!([format!("post:{post}"), "path:/en/blog/owls", "locale:en"]);
    ensure!(first["keys"] == keys, "{first:#}");

    save(&desk, As::Editor, &post, "de", "kaeuze").await?;
    publish(&desk, &post, &["de"]).await?;
    let locales = json!({"postId": post, "locales": ["de"]});
    desk.done(As::Editor, "Unpublish", locales).await?;
    desk.done(As::Editor, "Delete", json!({"postId": post}))
        .await?;
    desk.tell().await?;
    let heard = ear.heard().await?;
    // What is gone has no post any more: each change is looked at when it is told.
    let expected = [
        "UPDATED /de/blog/kaeuze /de/blog/eulen",
        "UNPUBLISHED /de/blog/kaeuze",
        "DELETED /en/blog/owls",
    ];
    ensure!(heard == expected, "{heard:#?}");
    Ok(())
}

async fn drafts_are_told_to_those_who_may_see_them(
    databases: &Databases,
    backend: Backend,
) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let (post, other) = (desk.post("Owls").await?, desk.post("Bats").await?);
    save(&desk, As::Editor, &post, "de", "eulen").await?;
    let preview = desk
        .done(
            As::Editor,
            "Preview",
            json!({"postId": post, "locale": "de"}),
        )
        .await?;
    let preview = json!({"previewToken": text(&preview, "/token")?});
    let mut all = Ear::open(&desk, As::Translator, json!({})).await?;
    let mut german = Ear::open(&desk, As::GermanTranslator, json!({})).await?;
    let mut previewer = Ear::open(&desk, As::Stranger, preview).await?;
    for (post, locale, slug) in [
        (&post, "en", "owl"),
        (&post, "de", "eule"),
        (&other, "de", "fledermaus"),
    ] {
        save(&desk, As::Editor, post, locale, slug).await?;
    }
    desk.tell().await?;
    let (owl, eule, bat) = (
        "DRAFT_SAVED /en/blog/owl Title of owl",
        "DRAFT_SAVED /de/blog/eule Title of eule",
        "DRAFT_SAVED /de/blog/fledermaus Title of fledermaus",
    );
    let heard = [
        all.heard().await?,
        german.heard().await?,
        previewer.heard().await?,
    ];
    ensure!(heard[0] == [owl, eule, bat], "{heard:#?}");
    ensure!(heard[1] == [eule, bat], "{heard:#?}");
    ensure!(heard[2] == [eule], "{heard:#?}");
    Ok(())
}

async fn one_hears_what_one_wants(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let mut german = Ear::open(&desk, As::Stranger, json!({"locales": ["DE"]})).await?;
    let mut blog = Ear::open(&desk, As::Stranger, json!({"pathPrefix": "/en/blog/"})).await?;
    let mut everything = Ear::open(&desk, As::Stranger, json!({"pathPrefix": "/"})).await?;
    for section in ["blog", "blogs"] {
        let translation = json!({"title": section, "slug": "owls", "markdown": "Text."});
        let input = json!({"locale": "en", "section": section, "translation": translation});
        let made = desk
            .done(As::Editor, "Create", json!({"input": input}))
            .await?;
        let post = text(&made, "/post/postId")?;
        save(&desk, As::Editor, &post, "de", "eulen").await?;
        publish(&desk, &post, &["en", "de"]).await?;
    }
    desk.tell().await?;
    let heard = [
        german.heard().await?,
        blog.heard().await?,
        everything.heard().await?,
    ];
    let eulen = "Title of eulen";
    ensure!(
        heard[0]
            == [
                format!("PUBLISHED /de/blog/eulen {eulen}"),
                format!("PUBLISHED /de/blogs/eulen {eulen}")
            ],
        "{heard:#?}"
    );
    ensure!(heard[1] == ["PUBLISHED /en/blog/owls blog"], "{heard:#?}");
    ensure!(heard[2].len() == 4, "{heard:#?}");
    Ok(())
}

/// More happened than is read of the log at once, and more happens while it is read.
async fn who_was_away_misses_nothing(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    desk.tell().await?;
    let after = format!("c~{}", desk.head().await?);
    log(&desk, 1..=600).await?;
    let mut ear = Ear(desk.listen(As::Stranger, json!({"after": after}))?);
    let first = ear.next().await.context("nothing")?;
    desk.tell().await?;
    log(&desk, 601..=900).await?;
    desk.tell().await?;
    let mut changes = vec![first["data"]["contentChanged"].clone()];
    changes.extend(ear.changes().await?);
    log(&desk, 901..=903).await?;
    desk.tell().await?;
    changes.extend(ear.changes().await?);
    let paths = changes.iter().filter_map(|change| change["path"].as_str());
    let expected: Vec<String> = (1..=903).map(|number| format!("/en/{number}")).collect();
    let strayed = paths
        .zip(&expected)
        .find(|(told, expected)| told != expected);
    ensure!(
        strayed.is_none() && changes.len() == 903,
        "{} {strayed:?}",
        changes.len()
    );

    let last = changes.last().context("nothing")?["cursor"].clone();
    let mut again = Ear(desk.listen(As::Stranger, json!({"after": last}))?);
    ensure!(again.heard().await?.is_empty(), "told twice");
    Ok(())
}

/// Writes changes of this many paths into the log, as one import does.
async fn log(desk: &Desk, numbers: RangeInclusive<u32>) -> Result<()> {
    let change = |number: u32| Change {
        locale: Some(Locale::from_canonical("en")),
        rest: Some(Rest::from_canonical(&number.to_string())),
        ..Change::new(ChangeKind::Updated)
    };
    let changes: Vec<Change> = numbers.map(change).collect();
    let tx = desk.writer.store.write().await?;
    change::append(&tx, &changes, desk.now()).await?;
    Ok(tx.commit().await?)
}

/// Changes of locale files and settings make another site; whoever listened before hears of it as it is.
async fn listening_outlives_the_site(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let mut ear = Ear::open(&desk, As::Stranger, json!({})).await?;
    log(&desk, 1..=2).await?;
    desk.tell().await?;
    let mut heard = vec![line(
        &ear.next().await.context("nothing")?["data"]["contentChanged"],
    )];
    desk.shorten_paths();
    log(&desk, 3..=3).await?;
    desk.tell().await?;
    heard.extend(ear.heard().await?);
    ensure!(
        heard == ["UPDATED /en/1", "UPDATED /2", "UPDATED /3"],
        "{heard:?}"
    );
    Ok(())
}

async fn who_may_not_listen_is_told_why(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    for (who, variables, code) in [
        (As::Bearer("isogloss_wrong"), json!({}), "UNAUTHENTICATED"),
        (
            As::Stranger,
            json!({"previewToken": "x.y"}),
            "UNAUTHENTICATED",
        ),
        (As::Stranger, json!({"locales": ["xx"]}), "UNKNOWN_LOCALE"),
        (As::Stranger, json!({"pathPrefix": "blog"}), "BAD_INPUT"),
        (As::Stranger, json!({"after": "d~1~2"}), "BAD_INPUT"),
        (As::Stranger, json!({"after": "c~999999"}), "BAD_INPUT"),
    ] {
        let mut ear = Ear(desk.listen(who, variables.clone())?);
        let told = ear.code().await?;
        ensure!(told == code, "{variables}: {told}");
        ensure!(ear.next().await.is_none(), "{variables}: it goes on");
    }
    Ok(())
}

/// Whoever reads nothing is told so when he reads again; whoever reads is not held up by him.
async fn who_is_too_slow_is_cut_off(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let mut slow = Ear::open(&desk, As::Stranger, json!({})).await?;
    let mut quick = Ear::open(&desk, As::Stranger, json!({})).await?;
    let mut last = Value::Null;
    for number in 1..=257 {
        log(&desk, number..=number).await?;
        desk.tell().await?;
        let answer = quick
            .next()
            .await
            .with_context(|| format!("nothing at {number}"))?;
        last = answer["data"]["contentChanged"]["cursor"].clone();
    }
    ensure!(slow.code().await? == "LIMIT_EXCEEDED", "not cut off");
    ensure!(slow.next().await.is_none(), "it goes on");
    ensure!(last.is_string(), "{last}");
    Ok(())
}
