//! What fails: the database stopped and killed under load, the program killed, the disk full.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use libtest_mimic::Trial;
use serde_json::json;

use super::author::{Author, Said, must_publish, publish};
use super::server::PostgresServer;
use super::start;
use crate::Harness;
use crate::database::{Databases, Skipped};
use crate::process::Server;

/// How long it may take until something is written once the database is back.
const RECOVERY_MAX: Duration = Duration::from_secs(3);

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once("cluster::postgres_may_stop_and_be_killed", postgres_stops),
        harness.once("cluster::a_server_waits_for_its_database", a_server_waits),
        harness.once(
            "cluster::what_is_kept_is_answered_while_the_database_is_away",
            kept_answers,
        ),
        harness.once("cluster::the_program_may_be_killed", the_program_is_killed),
        harness.once("cluster::the_disk_may_be_full", the_disk_is_full),
    ]
}

async fn postgres_stops(databases: &Databases) -> Result<()> {
    let mut postgres = PostgresServer::start()?;
    let variables = [("ISOGLOSS_DATABASE_URL", &*postgres.url())];
    let server = start(databases, &["stopping"], &variables).await?.pop();
    let server = Arc::new(server.context("no server")?);
    let secret = server.secret()?;
    // The last one is longer than anybody waits.
    for (fault, away_ms) in [("stop immediate", 300), ("kill", 300), ("stop fast", 7_000)] {
        let name = fault.replace(' ', "-");
        let authors: Vec<Author> = (0..3)
            .map(|number| Author::begin(&server, &secret, &format!("{name}-{number}")))
            .collect();
        for author in &authors {
            author.writes_more_than(2, Duration::from_secs(20)).await?;
        }
        postgres.tell(fault)?;
        tokio::time::sleep(Duration::from_millis(away_ms)).await;
        let ready = reqwest::get(server.url("readyz")).await?.status();
        ensure!(ready == 503, "{fault}: {ready}");
        ensure!(
            reqwest::get(server.url("healthz")).await?.status() == 200,
            "it is not alive"
        );
        let before: Vec<u32> = authors.iter().map(Author::written).collect();
        postgres.tell("start")?;
        let back = Instant::now();
        for (author, before) in authors.iter().zip(before) {
            author
                .writes_more_than(before, RECOVERY_MAX)
                .await
                .context(fault)?;
        }
        println!(
            "{fault}: written again {:?} after its return",
            back.elapsed()
        );
        for author in authors {
            let work = author.end().await?;
            let is_long = Duration::from_millis(away_ms) > RECOVERY_MAX;
            ensure!(
                !is_long || !work.failures.is_empty(),
                "{fault}: nobody noticed"
            );
            work.check_words()?;
            work.check(&server).await.context(fault)?;
        }
        ensure!(
            reqwest::get(server.url("readyz")).await?.status() == 200,
            "{fault}: not ready again"
        );
    }
    Ok(())
}

async fn a_server_waits(databases: &Databases) -> Result<()> {
    let mut postgres = PostgresServer::start()?;
    postgres.tell("stop fast")?;
    let url = postgres.url();
    let back = tokio::task::spawn_blocking(move || {
        std::thread::sleep(Duration::from_secs(2));
        postgres.tell("start").map(|()| postgres)
    });
    let server = start(databases, &["waiting"], &[("ISOGLOSS_DATABASE_URL", &url)])
        .await?
        .pop();
    let server = server.context("no server")?;
    must_publish(&server, &server.secret()?, "here").await?;
    let log = server.log()?;
    ensure!(
        log.contains("waiting for the database postgres://***@localhost"),
        "{log}"
    );
    drop(back.await??);
    Ok(())
}

async fn kept_answers(databases: &Databases) -> Result<()> {
    let mut postgres = PostgresServer::start()?;
    let variables = [("ISOGLOSS_DATABASE_URL", &*postgres.url())];
    let server = start(databases, &["keeping"], &variables)
        .await?
        .pop()
        .context("no server")?;
    must_publish(&server, &server.secret()?, "kept").await?;
    // What other instances wrote is looked for every second: nothing is heard of late any more.
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let query =
        "{ route(path: \"/en/blog/kept\") { __typename ... on Post { title body { html } } } }";
    let before = server.ask(query).await?;
    ensure!(
        before.pointer("/data/route/title") == Some(&json!("kept")),
        "{before}"
    );
    postgres.tell("stop fast")?;
    let again = server.ask(query).await?;
    ensure!(again == before, "{again}");
    let other = server
        .ask("{ posts(locale: \"en\") { totalCount } }")
        .await?
        .to_string();
    ensure!(
        other.contains("the database does not answer at the moment; try again"),
        "{other}"
    );
    ensure!(
        reqwest::get(server.url("readyz")).await?.status() == 503,
        "it is ready"
    );
    Ok(())
}

async fn the_program_is_killed(databases: &Databases) -> Result<()> {
    let mut secret = String::new();
    for round in 0..3 {
        let server = start(databases, &["killed"], &[])
            .await?
            .pop()
            .context("no server")?;
        if round == 0 {
            secret = server.secret()?;
        }
        let server = Arc::new(server);
        let author = Author::begin(&server, &secret, &format!("round-{round}"));
        author
            .writes_more_than(2 + round, Duration::from_secs(20))
            .await?;
        server.kill()?;
        let work = author.end().await?;
        let again = start(databases, &["killed"], &[])
            .await?
            .pop()
            .context("no server")?;
        work.check(&again).await?;
        again.stop()?;
    }
    Ok(())
}

async fn the_disk_is_full(databases: &Databases) -> Result<()> {
    let disk = SmallDisk::mount(databases.folder())?;
    let url = format!("sqlite://{}?mode=rwc", disk.0.join("small.db").display());
    let variables = [("ISOGLOSS_DATABASE_URL", &*url), ("ISOGLOSS_DEMO", "false")];
    let server = start(databases, &["full"], &variables)
        .await?
        .pop()
        .context("no server")?;
    let secret = server.secret()?;
    let long = "Word and word. ".repeat(10_000);
    let mut written = Vec::new();
    let refusal = loop {
        let slug = format!("long-{}", written.len());
        ensure!(written.len() < 100, "it is never full");
        match publish(&server, &secret, &slug, &long).await {
            Said::Written(_) => written.push(slug),
            Said::Failed(answer) => break answer,
        }
    };
    ensure!(
        refusal.contains("there is no room left to write"),
        "{refusal}"
    );
    ensure!(!written.is_empty(), "it was full from the beginning");
    for slug in &written {
        ensure!(server.shows(slug).await?, "{slug} is lost");
    }
    disk.grow()?;
    let last = "afterwards".to_owned();
    must_publish(&server, &secret, &last).await?;
    written.push(last);
    server.stop()?;
    let server = start(databases, &["full"], &variables)
        .await?
        .pop()
        .context("no server")?;
    for slug in &written {
        ensure!(server.shows(slug).await?, "{slug} is lost after a restart");
    }
    drop::<Server>(server);
    Ok(())
}

/// A file system of a few megabytes in memory.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(folder: &Path) -> Result<Self> {
        let at = folder.join("small-disk");
        std::fs::create_dir_all(&at)?;
        let disk = Self(at);
        match disk.run(&["mount", "-t", "tmpfs", "-o", "size=4m", "none"]) {
            Ok(()) => Ok(disk),
            Err(_) => Err(Skipped("no small file system can be mounted here".to_owned()).into()),
        }
    }

    fn grow(&self) -> Result<()> {
        self.run(&["mount", "-o", "remount,size=64m"])
    }

    fn run(&self, command: &[&str]) -> Result<()> {
        let (program, arguments) = command.split_first().context("nothing to run")?;
        let output = Command::new(program)
            .args(arguments)
            .arg(&self.0)
            .output()?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(())
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Whoever still has a file open keeps it until then.
        let _ = self.run(&["umount", "--lazy"]);
    }
}
