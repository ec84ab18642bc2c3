//! The integration tests: one binary whose every case is a named test, and for those that need a database one a database.
//!
//! `cargo test --test it` runs all, `cargo test --test it route/` those whose name contains `route/`,
//! `ISOGLOSS_UPDATE=1 cargo test --test it` writes the snapshots anew. What cannot run on a machine is listed as ignored,
//! with the reason. This binary has its own `main`, so that what the tests share is made once and stopped at the end,
//! however they end.
#![cfg(test)]

mod app;
mod budget;
mod case;
mod check;
mod cluster;
mod corpus;
mod coverage;
mod database;
mod editing;
mod endless;
mod exchange;
mod first_post;
mod fluent;
mod languages;
mod moving;
mod node;
mod postgres;
mod process;
mod promises;
mod queries;
mod readme;
mod running;
mod schema;
mod server;
mod tidy;
mod translations;
mod trees;

use std::num::NonZero;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread::available_parallelism;

use libtest_mimic::{Arguments, Completion, Failed, Trial};
use tokio::runtime::{Handle, Runtime};

use database::{BACKENDS, Backend, Databases, Skipped};

/// What every test can use.
#[derive(Clone)]
pub(crate) struct Harness {
    runtime: Handle,
    databases: Arc<Databases>,
}

fn main() -> anyhow::Result<ExitCode> {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(threads());
    let runtime = Runtime::new()?;
    let databases = Arc::new(Databases::new()?);
    let harness = Harness {
        runtime: runtime.handle().clone(),
        databases: Arc::clone(&databases),
    };
    let trials = trials(&harness)?;
    drop(harness);
    // A test that panics is caught and counted as failed: what follows is always reached.
    let conclusion = libtest_mimic::run(&arguments, trials);
    if let Some(databases) = Arc::into_inner(databases) {
        runtime.block_on(databases.stop());
    }
    Ok(conclusion.exit_code())
}

/// More than there are processors, since many tests wait for a server, a database or a moment.
fn threads() -> usize {
    2 * available_parallelism().map_or(1, NonZero::get)
}

fn trials(harness: &Harness) -> anyhow::Result<Vec<Trial>> {
    let mut trials = tidy::trials(harness);
    trials.extend(schema::trials(harness));
    trials.extend(queries::trials(harness)?);
    trials.extend(budget::trials(harness)?);
    trials.extend(coverage::trials(harness));
    trials.extend(promises::trials(harness));
    trials.extend(editing::trials(harness));
    trials.extend(server::trials(harness));
    trials.extend(first_post::trials(harness));
    trials.extend(running::trials(harness));
    trials.extend(moving::trials(harness));
    trials.extend(languages::trials(harness));
    trials.extend(node::trials(harness));
    trials.extend(check::trials(harness));
    trials.extend(cluster::trials(harness));
    trials.extend(fluent::trials(harness));
    trials.extend(translations::trials(harness));
    trials.extend(trees::trials(harness));
    trials.extend(exchange::trials(harness));
    trials.extend(corpus::trials(harness));
    trials.extend(endless::trials(harness));
    Ok(trials)
}

impl Harness {
    /// The same test on both databases: `sqlite::NAME` and `postgres::NAME`.
    pub(crate) fn on_both<F>(&self, name: &str, test: F) -> Vec<Trial>
    where
        F: AsyncFn(&Databases, Backend) -> anyhow::Result<()> + Clone + Send + 'static,
    {
        let trials = BACKENDS.into_iter().map(|backend| {
            let Self { runtime, databases } = self.clone();
            let test = test.clone();
            Trial::ignorable_test(format!("{backend}::{name}"), move || {
                outcome(runtime.block_on(test(&databases, backend)))
            })
        });
        trials.collect()
    }

    /// A test that needs no database, or chooses for itself.
    pub(crate) fn once<F>(&self, name: &str, test: F) -> Trial
    where
        F: AsyncFnOnce(&Databases) -> anyhow::Result<()> + Send + 'static,
    {
        let Self { runtime, databases } = self.clone();
        Trial::ignorable_test(name, move || outcome(runtime.block_on(test(&databases))))
    }
}

fn outcome(result: anyhow::Result<()>) -> Result<Completion, Failed> {
    match result {
        Ok(()) => Ok(Completion::Completed),
        Err(error) => match error.downcast_ref::<Skipped>() {
            Some(reason) => Ok(Completion::ignored_with(reason)),
            None => Err(format!("{error:#}").into()),
        },
    }
}
