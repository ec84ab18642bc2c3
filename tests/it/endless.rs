//! Bodies made to take forever are rendered in seconds. How time and memory grow with their length is measured by
//! `cargo bench --bench growth`, on the same texts and up to the longest body that is accepted.

mod texts;

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use isogloss::document::body::{self, Context};
use isogloss::document::stages;
use isogloss::domain::minimark::Mode;
use libtest_mimic::Trial;

use crate::Harness;
use crate::database::Databases;

/// What a body may take on a busy machine, in a build without optimization.
const PATIENCE: Duration = Duration::from_secs(8);

const BYTES: usize = 50_000;

/// What the threads of a pool have.
const STACK_BYTES: usize = 2 * 1024 * 1024;

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![harness.once("endless::bodies_take_seconds", bodies_take_seconds)]
}

async fn bodies_take_seconds(_: &Databases) -> Result<()> {
    std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(|| {
            texts::texts(BYTES)
                .iter()
                .try_for_each(|text| takes_seconds(text))
        })?
        .join()
        .unwrap_or_else(|_| anyhow::bail!("a body made it panic"))
}

fn takes_seconds(markdown: &str) -> Result<()> {
    let name: String = markdown.chars().take(24).collect();
    let started = Instant::now();
    let body = body::render(markdown, &context());
    let taken = started.elapsed();
    ensure!(taken < PATIENCE, "{name:?} took {taken:?}");
    ensure!(
        body.html.len() <= 80 * markdown.len(),
        "{name:?} became {} bytes of {}",
        body.html.len(),
        markdown.len()
    );
    Ok(())
}

/// Everything that a site can ask for: links are told apart by host, and the tree is wrapped.
fn context() -> Context {
    Context {
        site_host: Some("example.com".to_owned()),
        minimark: Mode::Wrapped,
        ..stages::context()
    }
}
