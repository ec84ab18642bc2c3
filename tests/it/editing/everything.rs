//! A site on which everything happened that leaves a row somewhere: no table of it is empty.

use anyhow::{Result, ensure};
use isogloss::store::copy;
use serde_json::json;

use super::desk::{As, Desk, text};
use crate::case::site;
use crate::database::{Backend, Databases};

/// The URL of such a database.
pub(crate) async fn everything(databases: &Databases, backend: Backend) -> Result<String> {
    let url = databases.copy(backend, &site("blog")).await?;
    let desk = Desk::of(&url).await?;
    stale(&desk).await?;
    deleted(&desk).await?;
    moved(&desk).await?;
    paired(&url).await?;
    let tx = desk.writer.store.read().await?;
    for table in copy::names(&tx).await? {
        let is_empty = copy::is_empty(&tx, &table).await?;
        ensure!(
            !is_empty,
            "nothing of the story is in `{table}`: let something happen that is"
        );
    }
    Ok(url)
}

/// A translation that is behind its source, a newer draft over it, and one that is to be published later.
async fn stale(desk: &Desk) -> Result<()> {
    let id = desk.post("Behind").await?;
    let german = json!({"title": "Zurück", "markdown": "# Eins\n\nZwei ß 日本 🙂."});
    let save = json!({"postId": id, "locale": "de", "input": german});
    desk.done(As::Editor, "Save", save).await?;
    let publish = json!({"postId": id, "locales": ["en", "de"]});
    desk.done(As::Editor, "Publish", publish).await?;
    desk.wait(60);
    for markdown in ["# Other\n\nWords.", "# Other\n\nWords, not published."] {
        let save = json!({"postId": id, "locale": "en", "input": {"markdown": markdown}});
        desk.done(As::Editor, "Save", save).await?;
        if !markdown.contains("not") {
            let publish = json!({"postId": id, "locales": ["en"]});
            desk.done(As::Editor, "Publish", publish).await?;
        }
    }
    let later = desk.post("Later").await?;
    let publish = json!({"postId": later, "locales": ["en"], "at": "2030-01-01T00:00:00Z"});
    desk.done(As::Editor, "Publish", publish).await?;
    Ok(())
}

/// A post that was published and is deleted, a token that was revoked.
async fn deleted(desk: &Desk) -> Result<()> {
    let id = desk.post("Gone").await?;
    let publish = json!({"postId": id, "locales": ["en"]});
    desk.done(As::Editor, "Publish", publish).await?;
    desk.done(As::Editor, "Delete", json!({"postId": id}))
        .await?;
    desk.done(As::Admin, "RevokeToken", json!({"name": "theo"}))
        .await?;
    Ok(())
}

/// An old path, a redirect by hand, a folder and a tag with names, and a preview, for which a key is made.
async fn moved(desk: &Desk) -> Result<()> {
    let id = desk.post("Here").await?;
    let publish = json!({"postId": id, "locales": ["en"]});
    desk.done(As::Editor, "Publish", publish.clone()).await?;
    let save = json!({"postId": id, "locale": "en", "input": {"slug": "there"}});
    desk.done(As::Editor, "Save", save).await?;
    desk.done(As::Editor, "Publish", publish).await?;
    let redirect = json!({"from": "/en/old", "to": "https://example.com/new", "statusCode": 302});
    desk.done(As::Editor, "Redirect", redirect).await?;
    let section = json!({"key": "blog", "locale": "de", "title": "Notizen"});
    desk.done(As::Editor, "NameSection", section).await?;
    let input = json!({"input": {"key": "new", "locale": "en", "name": "New"}});
    let tag = desk.done(As::Editor, "CreateTag", input).await?;
    text(&tag, "/tag/key")?;
    let preview = json!({"postId": id, "locale": "en"});
    desk.done(As::Editor, "Preview", preview).await?;
    Ok(())
}

/// What a translator's file said of blocks.
async fn paired(url: &str) -> Result<()> {
    use sea_orm::{ConnectionTrait, Database};
    let pair = "INSERT INTO pairing (translation_id, source_version, version, links) \
        SELECT translation_id, words, words, '[[0,0]]' FROM staleness";
    Database::connect(url)
        .await?
        .execute_unprepared(pair)
        .await?;
    Ok(())
}
