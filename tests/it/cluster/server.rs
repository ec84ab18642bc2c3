//! A PostgreSQL of a test's own, with all that can happen to one: stopped, killed, copied, pooled.

use anyhow::{Result, ensure};

use crate::database::Skipped;
use crate::postgres::{Cluster, programs};

/// The server; it and everything of it is gone when this is dropped.
pub(super) struct PostgresServer(Cluster);

impl PostgresServer {
    /// Starts one that is empty.
    pub(super) fn start() -> Result<Self> {
        let programs = programs().ok_or_else(|| {
            Skipped("no PostgreSQL programs (initdb, pg_ctl) on this machine".to_owned())
        })?;
        let cluster = Cluster::start(&programs, include_str!("postgres.sh"))?;
        Ok(Self(cluster))
    }

    /// Tells it what to do: `stop fast`, `stop immediate`, `kill`, `start`, `replica 2s`, `stop-replica`, `pooler`.
    pub(super) fn tell(&mut self, command: &str) -> Result<()> {
        let said = self.0.ask(command)?;
        ensure!(said == "done", "{command}: {said}");
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
        let folder = self.0.folder.display();
        format!("postgres://isogloss@localhost/postgres?host={folder}&port={port}")
    }
}
