//! What is promised about locales and imports, tried on a whole site instead of on one query.

use anyhow::{Context, Result, ensure};
use libtest_mimic::Trial;
use sea_orm::{ConnectionTrait, Database, Statement};
use serde_json::{Value, json};

use crate::case::site;
use crate::database::{Backend, Databases, open};
use crate::{Harness, app};

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        harness.on_both(
            "promises::every_listed_path_resolves",
            every_listed_path_resolves,
        ),
        harness.on_both(
            "promises::importing_again_changes_nothing",
            importing_again_changes_nothing,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Promise 1: what `paths` and `posts` show in a locale, `route` answers with at that path.
async fn every_listed_path_resolves(databases: &Databases, backend: Backend) -> Result<()> {
    let site = site("blog");
    let store = open(&databases.seeded(backend, &site).await?).await?;
    let mut count = 0;
    for locale in ["en", "de", "fr", "ar"] {
        let lists = "query($locale: Locale!) {
            paths(locale: $locale, includeFallbacks: true, first: 100) { nodes { path kind } }
            posts(locale: $locale, first: 100) { nodes { kind: __typename path } }
        }";
        let lists = app::ask(&store, &site, lists, json!({"locale": locale})).await?;
        let listed = ["/data/paths/nodes", "/data/posts/nodes"]
            .into_iter()
            .flat_map(|list| {
                let nodes = lists.pointer(list).and_then(Value::as_array);
                nodes.into_iter().flatten()
            });
        for entry in listed {
            let query = "query($path: String!) { route(path: $path) { kind: __typename ... on Localized { path } } }";
            let answer = app::ask(&store, &site, query, json!({"path": entry["path"]})).await?;
            let found = answer.pointer("/data/route").context("no answer")?;
            let kind = |value: &Value| value["kind"].as_str().map(str::to_lowercase);
            ensure!(
                found["path"] == entry["path"] && kind(found) == kind(entry),
                "{locale} lists {entry}, route answers {found}"
            );
            count += 1;
        }
    }
    ensure!(count > 90, "only {count} paths were listed");
    Ok(())
}

/// The same files again: no revision, no new `updatedAt`, nothing in the log.
async fn importing_again_changes_nothing(databases: &Databases, backend: Backend) -> Result<()> {
    let site = site("blog");
    let url = databases.copy(backend, &site).await?;
    let before = log(&url).await?;
    app::seed(&open(&url).await?, &site).await?;
    let after = log(&url).await?;
    ensure!(before == after, "the log went from {before:?} to {after:?}");
    Ok(())
}

/// The number of the newest change, and how many revisions there are.
async fn log(url: &str) -> Result<(i64, i64)> {
    let connection = Database::connect(url).await?;
    let sql =
        "SELECT (SELECT seq FROM change_head) AS seq, (SELECT COUNT(*) FROM revision) AS revisions";
    let row = connection
        .query_one_raw(Statement::from_string(
            connection.get_database_backend(),
            sql,
        ))
        .await?;
    let row = row.context("no row")?;
    Ok((row.try_get("", "seq")?, row.try_get("", "revisions")?))
}
