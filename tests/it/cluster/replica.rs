//! Between the instances and their database: a replica that is behind, and a pooler that keeps nothing.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use libtest_mimic::Trial;
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};

use super::author::must_publish;
use super::live::{Ear, tell};
use super::server::PostgresServer;
use super::start;
use crate::Harness;
use crate::database::{Databases, Skipped};
use crate::process::{run, site};

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once(
            "cluster::a_replica_is_never_behind_what_was_acknowledged",
            replica,
        ),
        harness.once("cluster::a_pooler_in_transaction_mode_will_do", pooler),
    ]
}

/// The replica applies everything two seconds late.
async fn replica(databases: &Databases) -> Result<()> {
    let mut postgres = PostgresServer::start()?;
    postgres.tell("replica 2s")?;
    let variables = [
        ("ISOGLOSS_DATABASE_URL", &*postgres.url()),
        ("ISOGLOSS_DATABASE_REPLICA_URL", &*postgres.replica_url()),
        // What is read is to be seen, not what is remembered.
        ("ISOGLOSS_CACHE_BYTES", "0"),
    ];
    let server = start(databases, &["replicated"], &variables).await?.pop();
    let server = server.context("no server")?;
    let secret = server.secret()?;
    for number in 0..10 {
        let slug = format!("fresh-{number}");
        must_publish(&server, &secret, &slug).await?;
        ensure!(
            server.shows(&slug).await?,
            "{slug} was acknowledged and not seen"
        );
    }
    let before = reads(&postgres.replica_url()).await?;
    tokio::time::sleep(Duration::from_millis(4500)).await;
    for _ in 0..20 {
        ensure!(server.shows("fresh-9").await?, "it is gone again");
    }
    let after = reads(&postgres.replica_url()).await?;
    ensure!(
        after >= before + 20,
        "the replica was asked {before}, then {after} times"
    );

    postgres.tell("stop-replica")?;
    for number in 0..10 {
        let slug = format!("alone-{number}");
        must_publish(&server, &secret, &slug).await?;
        ensure!(
            server.shows(&slug).await?,
            "{slug} is not seen without the replica"
        );
    }
    Ok(())
}

/// Transactions that a database has ended, as it counts them itself, some time later.
async fn reads(url: &str) -> Result<i64> {
    let connection = Database::connect(url).await?;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let text = "SELECT xact_commit + xact_rollback AS ended FROM pg_stat_database WHERE datname = current_database()";
    let row = connection
        .query_one_raw(Statement::from_string(DbBackend::Postgres, text))
        .await?;
    Ok(row.context("no row")?.try_get("", "ended")?)
}

/// Two instances share fewer connections than they open, and no connection is anybody's own.
async fn pooler(databases: &Databases) -> Result<()> {
    if Command::new("pgbouncer").arg("--version").output().is_err() {
        return Err(Skipped("no pgbouncer on this machine".to_owned()).into());
    }
    let mut postgres = PostgresServer::start()?;
    postgres.tell("pooler")?;
    let variables = [
        ("ISOGLOSS_DATABASE_URL", &*postgres.pooler_url()),
        ("ISOGLOSS_DATABASE_POOLER", "true"),
    ];
    let servers = start(databases, &["pooled-1", "pooled-2"], &variables).await?;
    let secret = servers
        .iter()
        .find_map(|server| server.secret().ok())
        .context("nobody made a token")?;
    let [first, second] = servers.as_slice() else {
        anyhow::bail!("{} servers", servers.len());
    };
    let mut ear = Ear::open(second).await?;
    for number in 0..5 {
        let path = tell(first, &secret, &format!("told-{number}")).await?;
        ear.hears(&path, Duration::from_secs(1)).await?;
    }
    commands_work(databases, &postgres.pooler_url())?;
    for round in 0..5 {
        let slugs: Vec<String> = (0..4)
            .map(|number| format!("pooled-{round}-{number}"))
            .collect();
        let writes = slugs.iter().zip(servers.iter().cycle());
        futures_util::future::try_join_all(
            writes.map(|(slug, server)| must_publish(server, &secret, slug)),
        )
        .await?;
        let both = slugs
            .iter()
            .flat_map(|slug| servers.iter().map(move |server| (slug, server)));
        let seen =
            futures_util::future::try_join_all(both.map(|(slug, server)| server.shows(slug)))
                .await?;
        ensure!(seen.iter().all(|seen| *seen), "{slugs:?} {seen:?}");
    }
    Ok(())
}

/// Commands are told of the pooler by the configuration, as the server is; those that make no database, too.
fn commands_work(databases: &Databases, url: &str) -> Result<()> {
    let folder = site(databases, "pooled-commands")?;
    std::fs::write(folder.join("isogloss.toml"), "[database]\npooler = true\n")?;
    for command in [
        &["token", "list"][..],
        &["migrate", "--status"],
        &["check", "--database"],
        &["backup", "pooled.db"],
    ] {
        // Each meets connections on which others prepared statements before.
        let arguments = [command, &["--database-url", url]].concat();
        let output = run(&folder, &arguments)?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{command:?}: {said}");
    }
    Ok(())
}
