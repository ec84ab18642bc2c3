//! The commands of the README: each is run as it stands there, or the table says where else it is.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::{none, root};
use crate::database::Skipped;

/// What becomes of a command.
enum Check {
    /// It is run by the program in one folder after another, in the order of the README.
    Run,
    /// Something else does it; the reason says what.
    Elsewhere(&'static str),
}

/// How the README's commands begin, and what becomes of them; the longest beginning counts.
const KNOWN: [(&str, Check); 21] = [
    (
        "cargo run",
        Check::Elsewhere("serves until it is stopped; the tests of the server start it"),
    ),
    ("cargo test", Check::Elsewhere("is what runs this")),
    (
        "cargo build",
        Check::Elsewhere("has been done when this runs"),
    ),
    (
        "curl",
        Check::Elsewhere(
            "asks a server; the answer in the README is compared by the tests of the server",
        ),
    ),
    (
        "git clone",
        Check::Elsewhere("has been done when this runs"),
    ),
    (
        "isogloss serve",
        Check::Elsewhere("serves until it is stopped; the story of the new language starts it"),
    ),
    (
        "createdb",
        Check::Elsewhere("needs a PostgreSQL; the tests of several instances make databases"),
    ),
    (
        "export ISOGLOSS_",
        Check::Elsewhere("is for PostgreSQL; the tests of several instances set the variables"),
    ),
    (
        "isogloss copy",
        Check::Elsewhere("needs a PostgreSQL; the tests of moving copy there and back"),
    ),
    ("cd ", Check::Run),
    ("isogloss --help", Check::Run),
    ("isogloss --version", Check::Run),
    ("isogloss new", Check::Run),
    ("isogloss check", Check::Run),
    ("isogloss schema", Check::Run),
    ("isogloss backup", Check::Run),
    ("isogloss migrate", Check::Run),
    ("isogloss import", Check::Run),
    ("isogloss export", Check::Run),
    ("isogloss token", Check::Run),
    ("isogloss translations", Check::Run),
];

pub(super) fn commands_work(temporary: &Path) -> Result<()> {
    let file = root().join("README.md");
    if !file.exists() {
        return Err(Skipped("there is no README.md yet".to_owned()).into());
    }
    let mut folder = temporary.join("readme");
    fs::create_dir_all(&folder)?;
    let mut problems = Vec::new();
    for command in commands(&fs::read_to_string(file)?) {
        let program = command.replacen("cargo run -- ", "isogloss ", 1);
        let known = KNOWN.iter().filter(|(begin, _)| program.starts_with(begin));
        match known
            .max_by_key(|(begin, _)| begin.len())
            .map(|(_, check)| check)
        {
            None => problems.push(format!("`{command}` is not known to this test")),
            Some(Check::Elsewhere(reason)) => ensure!(!reason.is_empty(), "a reason is missing"),
            Some(Check::Run) => match program.strip_prefix("cd ") {
                Some(inside) => folder = folder.join(inside.trim()),
                None => problems.extend(run(&folder, &program)?),
            },
        }
    }
    none(&problems)
}

/// The lines after `$ ` in blocks of the kind `console`.
fn commands(text: &str) -> Vec<String> {
    let mut is_console = false;
    let mut commands = Vec::new();
    for line in text.lines() {
        if let Some(kind) = line.trim_start().strip_prefix("```") {
            is_console = kind.trim() == "console";
        } else if let Some(command) = line.trim_start().strip_prefix("$ ")
            && is_console
        {
            commands.push(command.trim().to_owned());
        }
    }
    commands
}

/// Runs it without a shell and without input; what went wrong is the answer.
fn run(folder: &Path, command: &str) -> Result<Option<String>> {
    let words = command.split_whitespace().skip(1);
    let words = words.take_while(|word| !matches!(*word, "#" | ">" | "|"));
    let output = Command::new(env!("CARGO_BIN_EXE_isogloss"))
        .args(words)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{command}` does not start"))?;
    let failure = format!(
        "`{command}`: {}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    Ok((!output.status.success()).then_some(failure))
}
