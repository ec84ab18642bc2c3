//! Copying from one kind of database to the other and back, and what is refused.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail, ensure};
use isogloss::service::moving::{self, MoveError, Stage, Step};
use isogloss::store::{StoreError, copy};
use libtest_mimic::Trial;
use sea_orm::{ConnectionTrait, Database, Statement};

use super::{copy_all, equal, other};
use crate::Harness;
use crate::case::{self, site};
use crate::database::{Backend, Databases, open};
use crate::editing::everything;
use crate::queries;

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        harness.on_both("moving::there_and_back_nothing_is_lost", there_and_back),
        harness.on_both("moving::a_copy_answers_every_case", answers),
        harness.on_both("moving::a_database_in_use_is_not_copied_to", occupied),
        harness.on_both("moving::another_version_is_not_copied_from", versions),
        harness.on_both("moving::what_was_changed_is_found", changed),
        harness.on_both("moving::what_is_written_meanwhile_is_not_copied", meanwhile),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// From one kind to the other and from that to a third database of the first kind.
async fn there_and_back(databases: &Databases, backend: Backend) -> Result<()> {
    let [there, back] = [other(backend), backend];
    let first = everything(databases, backend).await?;
    let second = databases.empty(there).await?;
    let third = databases.empty(back).await?;
    let (from, to) = (open(&first).await?, open(&second).await?);
    let copied = copy_all(&from, &to).await?;
    all_tables(&from, copied.iter().map(|it| it.table.as_str()).collect()).await?;
    copy_all(&to, &open(&third).await?).await?;
    equal(&moving::compare(&from, &open(&third).await?, &|_| ()).await?)?;
    for each in &copied {
        let (one, other) = (
            rows(&first, &each.table).await?,
            rows(&third, &each.table).await?,
        );
        ensure!(
            one == other && !one.is_empty(),
            "{}: {one:#?} became {other:#?}",
            each.table
        );
    }
    Ok(())
}

/// Every table that the database has is copied: a migration that adds one need not think of it.
async fn all_tables(store: &isogloss::store::Store, copied: BTreeSet<&str>) -> Result<()> {
    let there = copy::names(&store.read().await?).await?;
    let there: BTreeSet<&str> = there.iter().map(String::as_str).collect();
    ensure!(copied == there, "copied {copied:?} of {there:?}");
    ensure!(copied.len() > 15, "only {copied:?}");
    Ok(())
}

/// All rows of a table as the database itself writes them as JSON, in some order of their own.
async fn rows(url: &str, table: &str) -> Result<Vec<String>> {
    let connection = Database::connect(url).await?;
    let backend = connection.get_database_backend();
    let sql = match url.starts_with("sqlite") {
        true => {
            let columns = format!("SELECT name FROM pragma_table_info('{table}')");
            let columns = connection
                .query_all_raw(Statement::from_string(backend, columns))
                .await?;
            let columns = columns
                .iter()
                .map(|row| Ok(format!("quote(\"{}\")", row.try_get::<String>("", "name")?)));
            let columns: Result<Vec<String>> = columns.collect();
            format!(
                "SELECT {} AS line FROM {table}",
                columns?.join(" || ' ' || ")
            )
        }
        false => format!("SELECT t::text AS line FROM {table} t"),
    };
    let rows = connection
        .query_all_raw(Statement::from_string(backend, sql))
        .await?;
    let mut rows: Vec<String> = rows
        .iter()
        .map(|row| row.try_get("", "line"))
        .collect::<Result<_, _>>()?;
    rows.sort();
    Ok(rows)
}

/// The recorded cases, asked of a copy: the same answers by the same statements.
async fn answers(databases: &Databases, backend: Backend) -> Result<()> {
    let cases = case::all()?;
    let blog = site("blog");
    let copied = databases.empty(backend).await?;
    let original = databases.seeded(other(backend), &blog).await?;
    copy_all(&open(&original).await?, &open(&copied).await?).await?;
    let asked = cases.values().filter(|case| case.site == blog);
    let mut count = 0;
    for case in asked {
        let outcome = queries::run_at(&copied, &blog, &cases, case).await?;
        let compared = queries::compare(Backend::Postgres, case, &outcome);
        compared.with_context(|| case.name.clone())?;
        count += 1;
    }
    ensure!(count > 30, "only {count} cases");
    Ok(())
}

/// Content, and where there is none, tokens; a database that was only started and filled with nothing is no obstacle.
async fn occupied(databases: &Databases, backend: Backend) -> Result<()> {
    let from = open(&databases.seeded(other(backend), &site("blog")).await?).await?;
    let full = databases.copy(backend, &site("blog")).await?;
    let before = rows(&full, "revision").await?;
    refused(
        &moving::copy(&from, &open(&full).await?, &|_| ()).await,
        "listing",
    )?;
    ensure!(rows(&full, "revision").await? == before, "it was changed");

    let new = databases.empty(backend).await?;
    let store = open(&new).await?;
    store.migrate().await?;
    crate::app::ask_configured(
        &store,
        &site("blog"),
        ("de", &["en"]),
        "{ __typename }",
        serde_json::json!({}),
    )
    .await?;
    let token =
        "INSERT INTO token (id, name, hash, role, created_at) VALUES (1, 'a', 'b', 'ADMIN', 0)";
    let connection = Database::connect(&new).await?;
    connection.execute_unprepared(token).await?;
    refused(&moving::copy(&from, &store, &|_| ()).await, "token")?;
    connection.execute_unprepared("DELETE FROM token").await?;
    copy_all(&from, &store).await?;
    Ok(())
}

fn refused<T: std::fmt::Debug>(result: &Result<T, MoveError>, table: &str) -> Result<()> {
    match result {
        Err(MoveError::Occupied(found)) if found == table => Ok(()),
        other => bail!("not refused for `{table}`: {other:?}"),
    }
}

/// No site, an older one, a newer one: none is touched, and no destination is made of it.
async fn versions(databases: &Databases, backend: Backend) -> Result<()> {
    let to = open(&databases.empty(other(backend)).await?).await?;
    let url = databases.empty(backend).await?;
    let from = open(&url).await?;
    let copied = moving::copy(&from, &to, &|_| ()).await;
    ensure!(matches!(copied, Err(MoveError::NoSite)), "{copied:?}");
    from.migrate().await?;
    from.migrate_down(1).await?;
    let copied = moving::copy(&from, &to, &|_| ()).await;
    let Err(MoveError::Older { side, missing }) = &copied else {
        bail!("{copied:?}");
    };
    ensure!(*side == "from" && missing.len() == 1, "{copied:?}");
    ensure!(
        copied.is_err_and(|error| error.to_string().contains("isogloss migrate")),
        "it does not say what to do"
    );
    from.migrate().await?;
    let unknown = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m2999_future', 0)";
    Database::connect(&url)
        .await?
        .execute_unprepared(unknown)
        .await?;
    let copied = moving::copy(&from, &to, &|_| ()).await;
    ensure!(
        matches!(&copied, Err(MoveError::Store(StoreError::Newer(name))) if name == "m2999_future"),
        "{copied:?}"
    );
    ensure!(
        copy::names(&to.read().await?).await?.is_empty(),
        "something was made"
    );
    Ok(())
}

/// A value, a null, a row less: each is found in its table, and nothing else is.
async fn changed(databases: &Databases, backend: Backend) -> Result<()> {
    let url = everything(databases, backend).await?;
    let copied = databases.empty(other(backend)).await?;
    let (from, to) = (open(&url).await?, open(&copied).await?);
    copy_all(&from, &to).await?;
    let connection = Database::connect(&copied).await?;
    for (table, change) in [
        (
            "revision",
            "UPDATE revision SET author = author || 'x' WHERE version = 2",
        ),
        ("post", "UPDATE post SET date = NULL WHERE date IS NOT NULL"),
        ("listing", "UPDATE listing SET dated = NOT dated"),
        ("token", "DELETE FROM token WHERE name = 'anna'"),
        ("change_head", "UPDATE change_head SET seq = seq + 1"),
    ] {
        connection.execute_unprepared(change).await?;
        let compared = moving::compare(&from, &to, &|_| ()).await?;
        let found = compared.iter().find(|it| it.table == table);
        ensure!(
            found.is_some_and(|it| !it.is_equal()),
            "{change} was not found"
        );
    }
    let compared = moving::compare(&from, &to, &|_| ()).await?;
    let differing = compared.iter().filter(|it| !it.is_equal()).count();
    ensure!(differing == 5, "{differing} tables differ");
    Ok(())
}

/// What is written once the copy began is not in it, and stops nothing.
async fn meanwhile(databases: &Databases, backend: Backend) -> Result<()> {
    let url = databases.copy(backend, &site("blog")).await?;
    let (from, to) = (
        open(&url).await?,
        open(&databases.empty(other(backend)).await?).await?,
    );
    let writer = Database::connect(&url).await?;
    let runtime = tokio::runtime::Handle::current();
    let write = move |step: Step| {
        if step.stage == Stage::Copying {
            let (writer, runtime) = (writer.clone(), runtime.clone());
            let value = "INSERT INTO setting (name, value) VALUES ('later', '') \
                ON CONFLICT (name) DO UPDATE SET value = setting.value || 'x'";
            let written = std::thread::spawn(move || {
                runtime.block_on(writer.execute_unprepared(value)).is_ok()
            });
            assert!(written.join().unwrap_or(false), "a writer was stopped");
        }
    };
    let compared = moving::copy(&from, &to, &write).await?;
    equal(&compared)?;
    let (one, other) = (open(&url).await?, to);
    let later = isogloss::store::setting::by_name(&one.read().await?, "later").await?;
    ensure!(later.is_some(), "nothing was written meanwhile");
    let later = isogloss::store::setting::by_name(&other.read().await?, "later").await?;
    ensure!(later.is_none(), "the copy is of no one moment");
    Ok(())
}
