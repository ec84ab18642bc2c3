//! Files of code: how they open, how long they are, what they are called.

use anyhow::Result;

use super::{none, sources};

const FOLDERS: [&str; 4] = ["src", "entity/src", "migration/src", "tests/it"];

/// Lines of a file; one that outgrows them is asking for a second noun.
const LINES_MAX: usize = 400;

/// Lines of a file of tests, which is a list.
const TEST_LINES_MAX: usize = 800;

/// Files that may be longer, and why.
const LONGER: [(&str, &str); 0] = [];

const EMPTY_NAMES: [&str; 6] = ["utils", "util", "helpers", "helper", "common", "manager"];

pub(super) fn open_with_prose() -> Result<()> {
    let silent = sources(&FOLDERS)?
        .into_iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| {
            format!(
                "{} does not open with `//!`: what lives there, what must not",
                source.name
            )
        });
    none(&silent.collect::<Vec<String>>())
}

pub(super) fn are_short() -> Result<()> {
    let mut problems = Vec::new();
    for source in sources(&FOLDERS)? {
        let lines = source.text.lines().count();
        let most = if source.is_test {
            TEST_LINES_MAX
        } else {
            LINES_MAX
        };
        let is_named = LONGER.iter().any(|(name, _)| *name == source.name);
        if lines > most && !is_named {
            problems.push(format!(
                "{} has {lines} lines, more than {most}",
                source.name
            ));
        }
        if lines <= most && is_named {
            problems.push(format!(
                "{} is short again: take it from the list",
                source.name
            ));
        }
    }
    none(&problems)
}

pub(super) fn have_telling_names() -> Result<()> {
    let empty = sources(&FOLDERS)?
        .into_iter()
        .filter(|source| {
            let mut segments = source.name.split(['/', '.']);
            segments.any(|segment| EMPTY_NAMES.contains(&segment))
        })
        .map(|source| format!("{}: name it by its noun", source.name));
    none(&empty.collect::<Vec<String>>())
}
