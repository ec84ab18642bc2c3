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
        harness.on_both(
            "promises::another_chain_answers_like_a_configured_one",
            another_chain_answers_like_a_configured_one,
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

/// Promise 4 and design, section 4: a chain that a request names gives the answers that it would give if it were configured.
async fn another_chain_answers_like_a_configured_one(
    databases: &Databases,
    backend: Backend,
) -> Result<()> {
    let site = site("blog");
    let store = open(&databases.copy(backend, &site).await?).await?;
    let page = "{ totalCount pageInfo { hasNextPage endCursor } tags { tag { key name path postCount } count } nodes {
        path locale isFallback title section { title path locale } tags { name path locale postCount }
        previous { path } next { path } related(first: 5) { path } alternates { path } } }";
    let query = format!(
        "query($fallback: [Locale!]) {{
            newest: posts(locale: \"fr\", fallback: $fallback, first: 4) {page}
            title: posts(locale: \"fr\", fallback: $fallback, orderBy: TITLE, first: 100) {page}
            source: posts(locale: \"fr\", fallback: $fallback, orderBy: SOURCE, last: 5) {page}
            updated: posts(locale: \"fr\", fallback: $fallback, orderBy: RECENTLY_UPDATED, first: 100, filter: {{section: \"blog\"}}) {page}
            translated: posts(locale: \"fr\", fallback: $fallback, filter: {{translatedInto: {{all: [\"de\"], none: [\"fr\"]}}}}) {page}
            tags(locale: \"fr\", fallback: $fallback, first: 100) {{ totalCount nodes {{ path name postCount posts(first: 2) {{ nodes {{ path }} totalCount }} }} }}
            navigation(locale: \"fr\", fallback: $fallback) {{ title path isPage children {{ title path isPage }} }}
        }}"
    );
    let named = json!({"fallback": ["de", "ar", "en"]});
    let named = app::ask(&store, &site, &query, named).await?;
    let chain = ("fr", &["de", "ar", "en"][..]);
    let configured = app::ask_configured(&store, &site, chain, &query, json!({})).await?;
    ensure!(named["errors"].is_null(), "{named:#}");
    ensure!(
        named == configured,
        "named\n{named:#}\nconfigured\n{configured:#}"
    );
    let shown = named
        .pointer("/data/newest/totalCount")
        .and_then(Value::as_i64);
    ensure!(shown > Some(5), "only {shown:?} posts");
    Ok(())
}
