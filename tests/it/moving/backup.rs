//! Backups of a database that is written to, and of a site that is served.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use isogloss::domain::change::{Change, ChangeKind};
use isogloss::domain::instant::Instant;
use isogloss::service::backup::{self, BackupError};
use isogloss::service::moving;
use isogloss::store::change;
use isogloss::store::{Store, setting};
use libtest_mimic::Trial;
use serde_json::json;

use super::equal;
use crate::Harness;
use crate::database::{Backend, Databases, open};
use crate::editing::everything;
use crate::process::{Server, command, run, site};

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    let mut trials = vec![
        harness.once("server::a_site_is_backed_up_while_it_is_served", served),
        harness.once("moving::a_backup_that_fails_leaves_nothing", fails),
    ];
    trials.extend(harness.on_both("moving::a_backup_holds_one_moment", moment));
    trials.extend(harness.on_both("moving::a_backup_replaces_nothing_unasked", replaces));
    trials
}

/// Somebody writes all the time, each time two things that belong together.
async fn moment(databases: &Databases, backend: Backend) -> Result<()> {
    let store = open(&everything(databases, backend).await?).await?;
    let is_over = Arc::new(AtomicBool::new(false));
    let writing = tokio::spawn(write(store.clone(), Arc::clone(&is_over)));
    let mut heads = Vec::new();
    for round in 0..4 {
        let file = folder(databases, "moments", backend)?.join(format!("{round}.db"));
        backup::write(&store, &file, false, &|_| ()).await?;
        heads.push(head_of(&file).await?);
    }
    is_over.store(true, Ordering::Relaxed);
    let written = writing.await??;
    ensure!(written > 4, "only {written} writes");
    ensure!(heads.is_sorted() && heads[0] < heads[3], "{heads:?}");

    let last = folder(databases, "moments", backend)?.join("last.db");
    backup::write(&store, &last, false, &|_| ()).await?;
    let copy = open(&sqlite(&last)).await?;
    equal(&moving::compare(&store, &copy, &|_| ()).await?)
}

async fn write(store: Store, is_over: Arc<AtomicBool>) -> Result<u32> {
    let mut count = 0;
    while !is_over.load(Ordering::Relaxed) {
        let tx = store.write().await?;
        let next = change::head(&tx).await? + 1;
        setting::put(&tx, "head", &next.to_string()).await?;
        let saved = Change::new(ChangeKind::DraftSaved);
        change::append(&tx, &[saved], Instant::from_micros(0)).await?;
        tx.commit().await?;
        count += 1;
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Ok(count)
}

/// The head of a backup, which its setting names, too.
async fn head_of(file: &Path) -> Result<i64> {
    let copy = open(&sqlite(file)).await?;
    let tx = copy.read().await?;
    let head = change::head(&tx).await?;
    let named = setting::by_name(&tx, "head").await?;
    ensure!(
        named.is_none_or(|named| named == head.to_string()),
        "half a write is in the backup"
    );
    Ok(head)
}

/// A file that is there, one whose owner is not, the database itself.
async fn replaces(databases: &Databases, backend: Backend) -> Result<()> {
    let url = everything(databases, backend).await?;
    let store = open(&url).await?;
    let folder = folder(databases, "replaced", backend)?;
    let file = folder.join("100% ?.db");
    backup::write(&store, &file, false, &|_| ()).await?;
    let again = backup::write(&store, &file, false, &|_| ()).await;
    ensure!(matches!(again, Err(BackupError::Exists(_))), "{again:?}");
    backup::write(&store, &file, true, &|_| ()).await?;
    ensure!(
        entries(&folder)? == ["100% ?.db"],
        "{:?}",
        entries(&folder)?
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&file)?.permissions().mode() & 0o777;
        ensure!(mode == 0o600, "others may read it: {mode:o}");
    }
    fs::write(folder.join("100% ?.db-wal"), "")?;
    let open = backup::write(&store, &file, true, &|_| ()).await;
    ensure!(matches!(open, Err(BackupError::Open(_))), "{open:?}");
    if let Some(path) = url.strip_prefix("sqlite://") {
        let path = path.split('?').next().context("no path")?;
        let arguments = ["backup", path, "--force", "--database-url", &url];
        let output = run(&folder, &arguments)?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(said.contains("is the database itself"), "{said}");
    }
    Ok(())
}

/// The disk ends before the file does: nothing is there afterwards, and what was there still is.
async fn fails(databases: &Databases) -> Result<()> {
    let url = everything(databases, Backend::Sqlite).await?;
    let folder = databases.folder().join("backup-fails");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("old.db"), "old")?;
    // The shell stands for a disk: no file that is written may be longer than a few blocks.
    let program = env!("CARGO_BIN_EXE_isogloss");
    let script = format!(
        "trap '' XFSZ; ulimit -f 64; exec '{program}' backup old.db --force --database-url '{url}'"
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(&folder)
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.code() == Some(1),
        "{:?} {said}",
        output.status
    );
    ensure!(
        said.contains("the backup failed, and left nothing"),
        "{said}"
    );
    ensure!(entries(&folder)? == ["old.db"], "{:?}", entries(&folder)?);
    ensure!(
        fs::read_to_string(folder.join("old.db"))? == "old",
        "it was touched"
    );
    let nowhere = ["backup", "missing/a.db", "--database-url", &url];
    let output = run(&folder, &nowhere)?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.code() == Some(1) && said.contains("missing/a.db cannot be written"),
        "{said}"
    );
    Ok(())
}

/// The program, while an editor writes: the backup opens and answers as the site did.
async fn served(databases: &Databases) -> Result<()> {
    let folder = site(databases, "backup")?;
    let server = Server::start(&folder, &[])?;
    let secret = server.secret()?;
    let create = |slug: u32| {
        let query = format!(
            "mutation {{ postCreate(input: {{section: \"blog\", locale: \"en\", translation: {{title: \"Draft {slug}\", markdown: \"Text.\"}}}}) {{ userErrors {{ code }} }} }}"
        );
        json!({"query": query})
    };
    let mut backing = command(&folder)
        .args(["backup", "copy.db"])
        .stdout(Stdio::null())
        .spawn()?;
    let mut written = 0;
    while backing.try_wait()?.is_none() {
        let (answer, _) = server.send(Some(&secret), &create(written)).await?;
        ensure!(answer["errors"].is_null(), "{answer:#}");
        written += 1;
    }
    ensure!(backing.wait()?.success(), "no backup");
    ensure!(written > 0, "nothing was written meanwhile");
    let url = [("ISOGLOSS_DATABASE_URL", "sqlite://copy.db")];
    let copy = Server::start(&folder, &url)?;
    let query = "{ posts(locale: \"de\", first: 100) { totalCount nodes { postId path title body { html } tags { path } } } }";
    let (one, other) = (server.ask(query).await?, copy.ask(query).await?);
    ensure!(one == other && one["errors"].is_null(), "{one:#} {other:#}");
    let viewer = json!({"query": "{ viewer { name } }"});
    let (viewer, _) = copy.send(Some(&secret), &viewer).await?;
    ensure!(
        viewer.pointer("/data/viewer/name") == Some(&json!("admin")),
        "the token is not known: {viewer:#}"
    );
    copy.stop()?;
    server.stop()
}

fn folder(databases: &Databases, name: &str, backend: Backend) -> Result<PathBuf> {
    let folder = databases.folder().join(format!("{name}-{backend}"));
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn sqlite(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

fn entries(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder)?;
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect::<Result<_>>()?;
    names.sort();
    Ok(names)
}
