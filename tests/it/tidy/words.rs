//! Words that are absent: from code, what ends a process; from all files, what belongs to one machine.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::{none, root, sources};
use crate::database::Skipped;

/// What code outside tests does not say; errors are values there.
const GIVING_UP: [&str; 8] = [
    ".unwrap()",
    ".expect(",
    "panic!(",
    "unreachable!(",
    "todo!(",
    "unimplemented!(",
    "dbg!(",
    "[allow(",
];

/// Where code says it all the same, next to the reason.
const EXCEPTIONS: [(&str, &str); 1] = [("src/config/mod.rs", ".expect(")];

/// What is true on one machine alone. Each is written in two parts, so that this list does not find itself.
const MACHINES: [(&str, &str); 14] = [
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/Us", "ers/"),
    ("help", "er-"),
    ("brief", ".md"),
    ("shared/de", "sign.md"),
    ("shared/st", "yle.md"),
    ("shared/st", "ack.md"),
    ("index.", "crates.io"),
    ("static.", "crates.io"),
    ("registry.", "npmjs.org"),
    ("py", "pi.org"),
    ("python", "hosted.org"),
    ("deb.", "debian.org"),
];

pub(super) fn code_does_not_give_up() -> Result<()> {
    let mut problems = Vec::new();
    for source in sources(&["src", "entity/src", "migration/src"])? {
        if source.is_test {
            continue;
        }
        for (line, text) in source.code() {
            let words = GIVING_UP.iter().filter(|word| text.contains(**word));
            for word in words.filter(|word| !EXCEPTIONS.contains(&(source.name.as_str(), word))) {
                problems.push(format!("{}:{line}: `{word}`", source.name));
            }
        }
    }
    none(&problems)
}

pub(super) fn no_machine_is_named() -> Result<()> {
    let listed = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(root())
        .output();
    let listed = listed.ok().filter(|output| output.status.success());
    let listed = listed.context(Skipped("this is no checkout of git".to_owned()))?;
    let mut problems = Vec::new();
    for name in String::from_utf8(listed.stdout)?.split_terminator('\0') {
        // What is no text, or was just removed, says nothing.
        let Ok(text) = fs::read_to_string(root().join(name)) else {
            continue;
        };
        for (index, line) in text.lines().enumerate() {
            // Packages may be called what they like.
            let line = match name.ends_with("package-lock.json") {
                true => line.replace(concat!("@babel/help", "er-"), ""),
                false => line.to_owned(),
            };
            for word in MACHINES.map(|(begin, end)| format!("{begin}{end}")) {
                if line.contains(&word) {
                    problems.push(format!("{name}:{}: `{word}`", index + 1));
                }
            }
        }
    }
    none(&problems)
}
