//! The command `copy` as people run it: killed midway and run again, and what it prints.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use isogloss::service::moving;
use isogloss::store::copy;
use libtest_mimic::Trial;
use sea_orm::{ConnectionTrait, Database};
use serde_json::Value;

use super::{equal, other};
use crate::Harness;
use crate::case::site;
use crate::database::{Backend, Databases, open};
use crate::process::{command, run};

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        harness.on_both("moving::a_copy_that_was_killed_is_run_again", killed),
        harness.on_both("moving::passwords_are_not_printed", passwords),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Rows that a copy takes some seconds for; where a machine is faster, more of them.
const MANY: [u32; 3] = [60_000, 400_000, 2_000_000];

/// Killed while rows are copied, to `backend`: nothing is there, and the same command copies everything.
async fn killed(databases: &Databases, backend: Backend) -> Result<()> {
    for many in MANY {
        let to = databases.empty(backend).await?;
        let from = databases.copy(other(backend), &site("blog")).await?;
        fill(&from, many).await?;
        if killed_midway(databases, &from, &to)? {
            return again(databases, &from, &to, many).await;
        }
    }
    anyhow::bail!("it was done each time before it was killed")
}

/// Whether there was something left to kill.
fn killed_midway(databases: &Databases, from: &str, to: &str) -> Result<bool> {
    let mut process = command(databases.folder())
        .args(["copy", "--from", from, "--to", to])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let lines = BufReader::new(process.stderr.take().context("no output")?).lines();
    for line in lines {
        if line?.starts_with("copying rows") {
            break;
        }
    }
    process.kill()?;
    Ok(!process.wait()?.success())
}

/// Nothing was left, and everything comes with the next run.
async fn again(databases: &Databases, from: &str, to: &str, many: u32) -> Result<()> {
    let store = open(to).await?;
    let tx = store.read().await?;
    // The log is copied first, and is what was being copied.
    for table in ["change", "post"] {
        let is_empty = copy::is_empty(&tx, table).await?;
        ensure!(is_empty, "half a copy is there: {table}");
    }
    drop(tx);
    store.close().await?;
    let arguments = ["copy", "--from", from, "--to", to, "--format", "json"];
    let output = run(databases.folder(), &arguments)?;
    let problem = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{problem}");
    let answer: Value = serde_json::from_slice(&output.stdout)?;
    ensure!(answer["ok"] == true, "{answer:#}");
    let compared = moving::compare(&open(from).await?, &open(to).await?, &|_| ()).await?;
    equal(&compared)?;
    let changes = compared.iter().find(|it| it.table == "change");
    ensure!(
        changes.is_some_and(|it| it.to.rows > u64::from(many)),
        "{changes:?}"
    );
    Ok(())
}

async fn fill(url: &str, many: u32) -> Result<()> {
    let insert = format!(
        "INSERT INTO change (seq, kind, created_at) \
         WITH RECURSIVE n(i) AS (SELECT 1000000 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000 + {many}) \
         SELECT i, 'UPDATED', 0 FROM n"
    );
    Database::connect(url)
        .await?
        .execute_unprepared(&insert)
        .await?;
    Ok(())
}

/// Neither in what is printed when it works nor when it does not.
async fn passwords(databases: &Databases, backend: Backend) -> Result<()> {
    let url = databases.seeded(backend, &site("blog")).await?;
    let secret = "postgres://somebody:hunter2@127.0.0.1:1/site";
    for arguments in [
        ["copy", "--from", &url, "--to", secret],
        ["copy", "--from", secret, "--to", &url],
        ["copy", "--from", "mysql://a:hunter2@h/d", "--to", &url],
    ] {
        let output = run(databases.folder(), &arguments)?;
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        ensure!(
            output.status.code() == Some(1) && said.contains("error"),
            "{said}"
        );
        ensure!(!said.contains("hunter2"), "{said}");
    }
    Ok(())
}
