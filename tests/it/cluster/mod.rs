//! Several instances on one PostgreSQL, and what becomes of them, and of one on SQLite, when something fails.
//! The program runs as users run it; each database is a test's own.

mod author;
mod faults;
mod instances;
mod live;
mod replica;
mod server;

use std::path::PathBuf;

use anyhow::{Context, Result};
use libtest_mimic::Trial;

use crate::Harness;
use crate::database::Databases;
use crate::process::{Server, site};

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        instances::trials(harness),
        faults::trials(harness),
        live::trials(harness),
        replica::trials(harness),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Instances that are started at once, each in a folder of its own.
async fn start(
    databases: &Databases,
    names: &[&str],
    variables: &[(&str, &str)],
) -> Result<Vec<Server>> {
    let mut starting = Vec::new();
    for name in names {
        let folder = site(databases, name)?;
        let variables: Vec<(String, String)> = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        starting.push(tokio::task::spawn_blocking(move || {
            start_one(folder, &variables)
        }));
    }
    let mut started = Vec::new();
    for one in starting {
        started.push(one.await??);
    }
    Ok(started)
}

fn start_one(folder: PathBuf, variables: &[(String, String)]) -> Result<Server> {
    let variables: Vec<(&str, &str)> = variables
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    Server::start(&folder, &variables).with_context(|| folder.display().to_string())
}
