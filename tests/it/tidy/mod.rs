//! What no compiler checks and every reader relies on: who may use whom, how files open, which words are absent.

mod files;
mod languages;
mod readme;
mod rooms;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use libtest_mimic::Trial;

use crate::Harness;
use crate::case;

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once("tidy::rooms_use_whom_they_may", async |_| {
            rooms::edges_are_in_the_table()
        }),
        harness.once("tidy::rooms_keep_to_their_libraries", async |_| {
            rooms::libraries_are_in_the_table()
        }),
        harness.once("tidy::files_open_with_what_lives_there", async |_| {
            files::open_with_prose()
        }),
        harness.once("tidy::files_are_short", async |_| files::are_short()),
        harness.once("tidy::files_have_telling_names", async |_| {
            files::have_telling_names()
        }),
        harness.once("tidy::code_does_not_give_up", async |_| {
            words::code_does_not_give_up()
        }),
        harness.once("tidy::no_machine_is_named", async |_| {
            words::no_machine_is_named()
        }),
        harness.once("tidy::every_language_has_every_message", async |_| {
            languages::have_every_message()
        }),
        harness.once("tidy::readme_commands_work", async |databases| {
            readme::commands_work(databases.folder())
        }),
    ]
}

/// A file of Rust code.
struct Source {
    /// Below the root of the repository, with `/` between folders.
    name: String,
    text: String,
}

impl Source {
    /// Whether all of it is compiled for tests alone.
    fn is_test(&self) -> bool {
        let is_test = |segment: &str| matches!(segment, "tests" | "tests.rs" | "testing.rs");
        self.name.split('/').any(is_test)
    }

    /// Lines of code with their numbers from 1, without comments and without the tests at the end.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
            .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The code of these folders below the root.
fn sources(folders: &[&str]) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in folders {
        let files: Vec<PathBuf> = case::files(&root().join(folder))?;
        for file in files {
            if file.extension().is_some_and(|it| it == "rs") {
                let name = file
                    .strip_prefix(root())?
                    .to_string_lossy()
                    .replace('\\', "/");
                let text = fs::read_to_string(&file)?;
                sources.push(Source { name, text });
            }
        }
    }
    Ok(sources)
}

/// Fails with all problems at once.
fn none(problems: &[String]) -> Result<()> {
    anyhow::ensure!(problems.is_empty(), "\n{}", problems.join("\n"));
    Ok(())
}
