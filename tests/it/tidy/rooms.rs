//! The rooms of `src/` and who may use whom, so that a reader may trust the table in the documentation of the library.

use std::collections::BTreeSet;

use anyhow::Result;

use super::{Source, TESTS_BEGIN, none, sources};

/// A room and the rooms it may use.
const ROOMS: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("document", &["domain"]),
    ("messages", &["domain"]),
    ("files", &["domain", "document"]),
    ("store", &["domain"]),
    (
        "service",
        &["store", "files", "domain", "document", "messages"],
    ),
    ("jobs", &["service", "messages", "domain"]),
    ("graphql", &["service", "domain", "document", "messages"]),
    ("config", &["domain"]),
    ("telemetry", &["config"]),
    (
        "http",
        &["graphql", "service", "messages", "domain", "config"],
    ),
    (
        "cli",
        &[
            "domain",
            "document",
            "messages",
            "files",
            "store",
            "service",
            "jobs",
            "graphql",
            "config",
            "telemetry",
            "http",
        ],
    ),
];

/// What the program itself uses; everything else is the command line's business.
const PROGRAM: &[&str] = &["cli", "config", "telemetry"];

/// A library and the only rooms that may use it.
const LIBRARIES: [(&str, &[&str]); 13] = [
    ("sea_orm", &["store"]),
    ("entity", &["store"]),
    ("migration", &["store"]),
    ("async_graphql", &["graphql", "http"]),
    ("axum", &["http", "config"]),
    ("tower_http", &["http"]),
    ("clap", &["cli", "main"]),
    ("indicatif", &["cli"]),
    ("notify", &["files", "jobs"]),
    ("fluent_syntax", &["messages"]),
    ("comrak", &["document"]),
    ("ammonia", &["document"]),
    ("quick_xml", &["document"]),
];

/// What `domain` and `document` never touch: they are pure.
const IMPURE: [&str; 6] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "tokio",
    "async fn",
];

pub(super) fn edges_are_in_the_table() -> Result<()> {
    let mut problems = Vec::new();
    for source in sources(&["src"])? {
        let Some(room) = room_of(&source) else {
            problems.push(format!("{} is in no room of the table", source.name));
            continue;
        };
        let allowed = match room {
            "lib" => continue,
            "main" => PROGRAM,
            room => ROOMS
                .iter()
                .find(|(name, _)| *name == room)
                .map_or(&[][..], |(_, allowed)| allowed),
        };
        for (line, used) in used_rooms(&source) {
            if used != room && !allowed.contains(&used) {
                problems.push(format!(
                    "{}:{line}: `{room}` may not use `{used}`",
                    source.name
                ));
            }
        }
    }
    none(&problems)
}

pub(super) fn libraries_are_in_the_table() -> Result<()> {
    let mut problems = Vec::new();
    for source in sources(&["src"])?.iter().filter(|source| !source.is_test) {
        let room = room_of(source).unwrap_or_default();
        for (line, text) in source.code() {
            let is_pure = room == "domain" || room == "document";
            for word in IMPURE.iter().filter(|word| is_pure && has_word(text, word)) {
                problems.push(format!(
                    "{}:{line}: `{room}` is pure, no `{word}`",
                    source.name
                ));
            }
            for (library, rooms) in LIBRARIES {
                if has_word(text, &format!("{library}::")) && !rooms.contains(&room) {
                    problems.push(format!(
                        "{}:{line}: only {rooms:?} may use `{library}`",
                        source.name
                    ));
                }
            }
        }
    }
    none(&problems)
}

/// The room a file stands in: the name of its folder in `src`, or its own.
fn room_of(source: &Source) -> Option<&'static str> {
    let name = source.name.strip_prefix("src/")?;
    let first = name.split('/').next()?;
    let first = first.strip_suffix(".rs").unwrap_or(first);
    let rooms = ROOMS.iter().map(|(name, _)| *name);
    rooms.chain(["lib", "main"]).find(|room| *room == first)
}

/// Rooms that a file names, with the line: `crate::room`, `use crate::{room, …}`, `super::super::room`, `isogloss::room`.
fn used_rooms(source: &Source) -> BTreeSet<(usize, &'static str)> {
    let mut used = BTreeSet::new();
    let mut depth = depth(&source.name);
    let mut lines = source
        .text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"));
    while let Some((index, line)) = lines.next() {
        let mut text = line.to_owned();
        if line == TESTS_BEGIN {
            depth += 1;
        }
        // A group of imports may go over several lines; its braces nest.
        while text.trim_start().starts_with("use ") && !text.contains(';') {
            let Some((_, next)) = lines.next() else { break };
            text.push(' ');
            text.push_str(next.trim());
        }
        let rooms = paths(&text, depth).into_iter().filter_map(|name| {
            ROOMS
                .iter()
                .map(|(room, _)| *room)
                .find(|room| *room == name)
        });
        used.extend(rooms.map(|room| (index + 1, room)));
    }
    used
}

/// The names that follow the crate's root in a line of code; `depth` times `super` lead there, too.
fn paths(text: &str, depth: usize) -> Vec<String> {
    let mut names = Vec::new();
    let above = "super::".repeat(depth);
    let roots = ["crate::", "isogloss::", above.as_str()];
    for root in roots.into_iter().filter(|root| !root.is_empty()) {
        for (at, _) in text.match_indices(root) {
            let before = text.get(..at).unwrap_or_default();
            if before.ends_with(|it: char| it.is_alphanumeric() || it == '_')
                || before.ends_with("super::")
            {
                continue;
            }
            let after = text.get(at + root.len()..).unwrap_or_default();
            match after.strip_prefix('{') {
                Some(group) => names.extend(heads(group)),
                None => names.push(head(after)),
            }
        }
    }
    names
}

/// How many `super` lead from a file's module to the root.
fn depth(file: &str) -> usize {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let path = path.trim_end_matches("/mod");
    if path == "lib" || path == "main" {
        0
    } else {
        path.split('/').count()
    }
}

/// The first name of each path of a group: `a::{b, c}, d}` has `a` and `d`.
fn heads(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut level = 0_usize;
    let mut begins = true;
    for (at, character) in group.char_indices() {
        match character {
            '{' => level += 1,
            '}' if level == 0 => break,
            '}' => level -= 1,
            ',' if level == 0 => begins = true,
            _ if begins && level == 0 && !character.is_whitespace() => {
                names.push(head(group.get(at..).unwrap_or_default()));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

fn head(path: &str) -> String {
    path.chars()
        .take_while(|it| it.is_alphanumeric() || *it == '_')
        .collect()
}

/// Whether a line has a word that is not the end of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        !before.ends_with(|it: char| it.is_alphanumeric() || it == '_' || it == ':' || it == '/')
    })
}
