//! The shipped locale files: no language lacks a message, an attribute or a variable that English has, or has one more.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, ensure};
use fluent_syntax::ast::Entry;
use fluent_syntax::parser;

use super::{none, root};
use crate::case::files;

const FIRST: &str = "en";

pub(super) fn have_every_message() -> Result<()> {
    let mut languages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in fs::read_dir(root().join("locales"))? {
        let folder = entry?.path();
        let tag = folder
            .file_name()
            .context("no name")?
            .to_string_lossy()
            .into_owned();
        let mut keys = BTreeSet::new();
        for file in files(&folder)? {
            let name = file
                .file_name()
                .context("no name")?
                .to_string_lossy()
                .into_owned();
            let text = fs::read_to_string(&file)?;
            keys.extend(
                keys_of(&text)
                    .into_iter()
                    .map(|key| format!("{name}: {key}")),
            );
        }
        languages.insert(tag, keys);
    }
    let first = languages.get(FIRST).context("English is missing")?;
    ensure!(!first.is_empty(), "English has no messages");
    let mut problems = Vec::new();
    for (tag, keys) in &languages {
        problems.extend(
            first
                .difference(keys)
                .map(|key| format!("{tag} lacks {key}")),
        );
        problems.extend(
            keys.difference(first)
                .map(|key| format!("{tag} has {key}, {FIRST} does not")),
        );
    }
    none(&problems)
}

fn keys_of(text: &str) -> Vec<String> {
    let resource = parser::parse(text).unwrap_or_else(|(resource, _)| resource);
    let mut keys = Vec::new();
    for entry in resource.body {
        if let Entry::Message(message) = entry {
            let key = message.id.name;
            keys.extend(
                message
                    .attributes
                    .iter()
                    .map(|each| format!("{key}.{}", each.id.name)),
            );
            keys.push(key.to_owned());
        }
    }
    keys
}
