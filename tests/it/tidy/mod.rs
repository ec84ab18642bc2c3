//! What no compiler checks and every reader relies on: who may use whom, how files open, which words are absent.

mod files;
mod grammars;
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
        harness.once("tidy::licenses_of_grammars_are_listed", async |_| {
            grammars::licenses_are_listed()
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
    /// Whether all of it is compiled for tests alone.
    is_test: bool,
}

impl Source {
    /// Lines of code with their numbers from 1, without comments and without the tests at the end.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
            .take_while(|(_, line)| *line != TESTS_BEGIN)
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Files and folders of the modules that this one declares for tests alone.
    fn test_modules(&self) -> Vec<String> {
        let own = self.name.trim_end_matches(".rs");
        let folder = own
            .strip_suffix("/mod")
            .or_else(|| own.strip_suffix("/lib"))
            .unwrap_or(own);
        let mut modules = Vec::new();
        let mut is_next = false;
        for line in self.text.lines() {
            if is_next && let Some(declared) = line.strip_suffix(';') {
                let name = declared.rsplit(' ').next().unwrap_or_default();
                modules.extend([format!("{folder}/{name}.rs"), format!("{folder}/{name}/")]);
            }
            is_next = line == "#[cfg(test)]";
        }
        modules
    }
}

/// How the tests within a file of code begin.
const TESTS_BEGIN: &str = "mod tests {";

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
                sources.push(Source {
                    name,
                    text,
                    is_test: false,
                });
            }
        }
    }
    let test_modules: Vec<String> = sources.iter().flat_map(Source::test_modules).collect();
    for source in &mut sources {
        source.is_test = test_modules
            .iter()
            .any(|module| source.name.starts_with(module));
    }
    Ok(sources)
}

/// Fails with all problems at once.
fn none(problems: &[String]) -> Result<()> {
    anyhow::ensure!(problems.is_empty(), "\n{}", problems.join("\n"));
    Ok(())
}
