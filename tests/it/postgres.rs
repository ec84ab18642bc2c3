//! A PostgreSQL for the tests: a private cluster made from the machine's own programs, or the server that
//! `ISOGLOSS_TEST_POSTGRES` names. Nothing is downloaded, and nothing of an installed cluster is touched.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;

use anyhow::{Context, Result, bail, ensure};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};

/// URL of a server on which databases may be made; it is used in place of a private cluster.
const SERVER_VARIABLE: &str = "ISOGLOSS_TEST_POSTGRES";

/// Where databases for tests are made.
pub(crate) struct Postgres {
    /// URL of the server up to the name of a database, and what follows that name.
    url: (String, String),
    admin: DatabaseConnection,
    /// Names of databases to drop at the end; a private cluster needs no such list.
    made: Mutex<BTreeSet<String>>,
    cluster: Option<Cluster>,
}

/// A server of our own, run by a script: it stops, and everything of it goes, when its input closes.
pub(crate) struct Cluster {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    /// Where its socket is.
    pub(crate) folder: PathBuf,
}

impl Postgres {
    /// Connects to the server named by the environment, else starts one. The error says why there is none.
    pub(crate) async fn start() -> Result<Self> {
        let (url, cluster) = match std::env::var(SERVER_VARIABLE) {
            Ok(url) if !url.is_empty() => (split(&url), None),
            _ => {
                let programs = programs().context(
                    "no PostgreSQL programs (initdb, postgres) on this machine; \
                     install them, or name a server in ISOGLOSS_TEST_POSTGRES",
                )?;
                let cluster = Cluster::start(&programs, include_str!("postgres.sh"))?;
                let query = format!("?host={}", cluster.folder.display());
                (
                    ("postgres://isogloss@localhost".to_owned(), query),
                    Some(cluster),
                )
            }
        };
        let admin = Database::connect(format!("{}/postgres{}", url.0, url.1))
            .await
            .context("no connection")?;
        Ok(Self {
            url,
            admin,
            made: Mutex::default(),
            cluster,
        })
    }

    /// Makes a database, empty or a copy, and answers with its URL.
    pub(crate) async fn create(&self, name: &str, template: Option<&str>) -> Result<String> {
        // Several runs may share a server, and a run that was killed leaves its databases behind.
        let name = format!("isogloss_test_{}_{name}", std::process::id());
        let template = template.map_or("template0", |url| self.name_of(url));
        self.admin
            .execute_unprepared(&format!(
                r#"CREATE DATABASE "{name}" TEMPLATE "{template}""#
            ))
            .await?;
        if let Ok(mut made) = self.made.lock() {
            made.insert(name.clone());
        }
        Ok(format!("{}/{name}{}", self.url.0, self.url.1))
    }

    /// Drops what was made and stops what was started.
    pub(crate) async fn stop(mut self) {
        match self.cluster.take() {
            Some(cluster) => drop(cluster),
            None => self.drop_all().await,
        }
    }

    async fn drop_all(&self) {
        let made = self
            .made
            .lock()
            .map(|made| made.clone())
            .unwrap_or_default();
        for name in made {
            let drop = format!(r#"DROP DATABASE "{name}" WITH (FORCE)"#);
            // A database that cannot be dropped is no reason to fail a test.
            let _ = self.admin.execute_unprepared(&drop).await;
        }
    }

    fn name_of<'a>(&self, url: &'a str) -> &'a str {
        let name = url.strip_prefix(&self.url.0).unwrap_or(url);
        let name = name.strip_suffix(&self.url.1).unwrap_or(name);
        name.trim_start_matches('/')
    }
}

/// Takes the database's name out of a URL.
fn split(url: &str) -> (String, String) {
    let (url, query) = match url.split_once('?') {
        Some((url, query)) => (url, format!("?{query}")),
        None => (url, String::new()),
    };
    let authority = url.find("://").map_or(0, |at| at + "://".len());
    let end = url
        .get(authority..)
        .and_then(|rest| rest.find('/'))
        .map_or(url.len(), |at| authority + at);
    (url.get(..end).unwrap_or(url).to_owned(), query)
}

impl Cluster {
    /// Starts it with PostgreSQL's own programs.
    pub(crate) fn start(programs: &Path, script: &str) -> Result<Self> {
        let mut process = as_ordinary_user("sh")?
            .args(["-c", script, "postgres.sh"])
            .arg(programs)
            .arg(std::env::temp_dir())
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("no shell")?;
        let input = process.stdin.take();
        let output = process.stdout.take().context("no output")?;
        let mut cluster = Self {
            process,
            input,
            output: BufReader::new(output),
            folder: PathBuf::new(),
        };
        let line = cluster.line()?;
        cluster.folder = PathBuf::from(&line);
        ensure!(
            cluster.folder.is_absolute(),
            "a private PostgreSQL does not start: {line}"
        );
        Ok(cluster)
    }

    /// Says something to the script; answers with what it says.
    pub(crate) fn ask(&mut self, line: &str) -> Result<String> {
        writeln!(self.input.as_mut().context("it is gone")?, "{line}")?;
        self.line()
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.input.take());
        // It stops by itself now; waiting makes sure that its folder is gone.
        let _ = self.process.wait();
    }
}

/// The newest folder that has PostgreSQL's programs: Debian's, those on the path, what `pg_config` says.
pub(crate) fn programs() -> Option<PathBuf> {
    let version = |folder: &PathBuf| -> u32 {
        let version = folder.parent().and_then(Path::file_name);
        let version = version.and_then(|version| version.to_str()?.parse().ok());
        version.unwrap_or(0)
    };
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")));
    let mut debian: Vec<PathBuf> = debian.collect();
    debian.sort_by_key(|folder| std::cmp::Reverse(version(folder)));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let configured = Command::new("pg_config").arg("--bindir").output().ok();
    let configured = configured.and_then(|output| String::from_utf8(output.stdout).ok());
    debian
        .into_iter()
        .chain(std::env::split_paths(&path))
        .chain(configured.map(|folder| PathBuf::from(folder.trim())))
        .find(|folder| {
            ["initdb", "postgres", "pg_isready"]
                .iter()
                .all(|program| folder.join(program).is_file())
        })
}

/// PostgreSQL refuses to run as root, so root becomes the user `postgres`.
fn as_ordinary_user(program: &str) -> Result<Command> {
    let id = |args: &[&str]| {
        let output = Command::new("id").args(args).output().ok()?;
        let id = output
            .status
            .success()
            .then(|| String::from_utf8(output.stdout))?;
        Some(id.ok()?.trim().to_owned())
    };
    if id(&["-u"]).as_deref() != Some("0") {
        return Ok(Command::new(program));
    }
    if id(&["-u", "postgres"]).is_none() {
        bail!("PostgreSQL does not run as root, and there is no user `postgres` to become");
    }
    let ways: [&[&str]; 2] = [
        &[
            "setpriv",
            "--reuid=postgres",
            "--regid=postgres",
            "--clear-groups",
            "--",
        ],
        &["runuser", "-u", "postgres", "--"],
    ];
    for way in ways {
        if let Some((name, args)) = way.split_first()
            && Command::new(name).arg("--version").output().is_ok()
        {
            let mut command = Command::new(name);
            command.args(args).arg(program);
            return Ok(command);
        }
    }
    bail!(
        "PostgreSQL does not run as root, and neither `setpriv` nor `runuser` is there to change the user"
    )
}
