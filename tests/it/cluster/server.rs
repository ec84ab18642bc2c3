//! A PostgreSQL of a test's own, with all that can happen to one: stopped, killed, copied, pooled.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use anyhow::{Context, Result, ensure};

use crate::database::Skipped;
use crate::postgres::{as_ordinary_user, programs};

/// The server; it and everything of it is gone when this is dropped.
pub(super) struct PostgresServer {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    folder: String,
}

impl PostgresServer {
    /// Starts one that is empty.
    pub(super) fn start() -> Result<Self> {
        let programs = programs().ok_or_else(|| {
            Skipped("no PostgreSQL programs (initdb, pg_ctl) on this machine".to_owned())
        })?;
        let mut process = as_ordinary_user("sh")?
            .arg("-c")
            .arg(include_str!("postgres.sh"))
            .arg("postgres.sh")
            .arg(&programs)
            .arg(std::env::temp_dir())
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("no shell")?;
        let input = process.stdin.take();
        let mut output = BufReader::new(process.stdout.take().context("no output")?);
        let mut line = String::new();
        output.read_line(&mut line)?;
        let folder = line.trim().to_owned();
        ensure!(
            Path::new(&folder).is_absolute(),
            "PostgreSQL does not start: {folder}"
        );
        Ok(Self {
            process,
            input,
            output,
            folder,
        })
    }

    /// Tells it what to do: `stop fast`, `stop immediate`, `kill`, `start`, `replica 2s`, `stop-replica`, `pooler`.
    pub(super) fn tell(&mut self, command: &str) -> Result<()> {
        let input = self.input.as_mut().context("it is gone")?;
        writeln!(input, "{command}")?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        ensure!(line.trim() == "done", "{command}: {line}");
        Ok(())
    }

    pub(super) fn url(&self) -> String {
        self.at(5432)
    }

    /// Where the replica is.
    pub(super) fn replica_url(&self) -> String {
        self.at(5433)
    }

    /// Where the pooler is.
    pub(super) fn pooler_url(&self) -> String {
        self.at(6432)
    }

    fn at(&self, port: u16) -> String {
        format!(
            "postgres://isogloss@localhost/postgres?host={}&port={port}",
            self.folder
        )
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        drop(self.input.take());
        // It stops by itself now; waiting makes sure that its folder is gone.
        let _ = self.process.wait();
    }
}
