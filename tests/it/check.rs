//! `isogloss check` as a translator and a workflow meet it: what it prints, with which status, and what it changes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use libtest_mimic::Trial;
use serde_json::Value;

use crate::Harness;
use crate::database::Databases;
use crate::process::run;

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once("check::the_project_s_own_files_are_clean", async |_| {
            own_files()
        }),
        harness.once("check::every_problem_has_code_place_and_fix", places),
        harness.once("check::a_terminal_sees_the_line_and_a_caret", terminal),
        harness.once("check::a_workflow_sees_commands", workflow),
        harness.once("check::warnings_fail_only_where_they_shall", strict),
        harness.once("check::fix_appends_once_and_changes_nothing_else", fix),
    ]
}

const ENGLISH: &str = "\
home = Home
read = Read the post
posts = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
search = Search
    .placeholder = Search this site
-site = Lantern
";

const GERMAN: &str = "\
home = { nowhere } { start
read = Read the post
posts = { $n ->
    [one] Beitrag
    [few] Beiträge
   *[other] { $n } { -nobody } Beiträge
}
read = nochmal
round = { round }
search = Suche
only-here = x\u{202E}y
";

/// What is wrong with the German file, in the order of lines.
const EXPECTED: [(&str, &str); 10] = [
    ("locales/de/site.ftl:1:27", "LOCALE_FILE_SYNTAX"),
    ("locales/de/site.ftl:2:1", "MESSAGE_UNTRANSLATED"),
    ("locales/de/site.ftl:3:11", "MESSAGE_VARIABLES_DIFFER"),
    ("locales/de/site.ftl:5:6", "MESSAGE_PLURAL_SUPERFLUOUS"),
    ("locales/de/site.ftl:6:22", "MESSAGE_UNKNOWN_REFERENCE"),
    ("locales/de/site.ftl:8:1", "MESSAGE_DUPLICATE"),
    ("locales/de/site.ftl:9:1", "MESSAGE_SUPERFLUOUS"),
    ("locales/de/site.ftl:9:11", "MESSAGE_CYCLE"),
    ("locales/de/site.ftl:10:1", "MESSAGE_ATTRIBUTE_MISSING"),
    ("locales/de/site.ftl:11:1", "MESSAGE_SUPERFLUOUS"),
];

fn own_files() -> Result<()> {
    let output = run(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &["check", "--strict"],
    )?;
    let told = String::from_utf8(output.stdout)?;
    let problems = String::from_utf8(output.stderr)?;
    ensure!(
        output.status.success() && told.ends_with("no problems\n"),
        "{told}\n{problems}"
    );
    Ok(())
}

async fn places(databases: &Databases) -> Result<()> {
    let folder = site(databases, "places", &[("en", ENGLISH), ("de", GERMAN)])?;
    let output = run(&folder, &["check", "--format", "json"])?;
    ensure!(output.status.code() == Some(1), "{}", output.status);
    let problems: Vec<Value> = serde_json::from_slice(&output.stdout)?;
    let text = |problem: &Value, name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    let mut found: Vec<(String, String)> = Vec::new();
    for problem in &problems {
        ensure!(!text(problem, "help").is_empty(), "no fix: {problem}");
        let place = format!(
            "{}:{}:{}",
            text(problem, "file"),
            problem["line"],
            problem["column"]
        );
        found.push((place, text(problem, "code")));
    }
    for (place, code) in EXPECTED {
        let expected = (place.to_owned(), code.to_owned());
        ensure!(
            found.contains(&expected),
            "{expected:?} is not in {found:#?}"
        );
    }
    Ok(())
}

async fn terminal(databases: &Databases) -> Result<()> {
    let folder = site(databases, "terminal", &[("en", ENGLISH), ("de", GERMAN)])?;
    let output = run(&folder, &["check"])?;
    let told = String::from_utf8(output.stderr)?;
    let margin = " ".repeat("warning[LOCALE_FILE_DIRECTION_CONTROL] ".len());
    let shown = format!(
        "{margin}1 | home = {{ nowhere }} {{ start\n{margin}  |                           ^\n"
    );
    ensure!(told.contains(&shown), "{told}");
    ensure!(
        !told.contains('\u{202E}') && !told.contains('\u{1b}'),
        "{told}"
    );
    let colored = run(&folder, &["check", "--color", "always"])?;
    ensure!(colored.stderr.contains(&0x1b), "no colors");
    Ok(())
}

async fn workflow(databases: &Databases) -> Result<()> {
    let folder = site(databases, "workflow", &[("en", ENGLISH), ("de", GERMAN)])?;
    let output = run(&folder, &["check", "--format", "github"])?;
    let told = String::from_utf8(output.stdout)?;
    ensure!(
        output.status.code() == Some(1) && output.stderr.is_empty(),
        "{told}"
    );
    for begin in [
        "::error file=locales/de/site.ftl,line=1,col=27,title=LOCALE_FILE_SYNTAX::expected `}`%0Ahelp: ",
        "::warning file=locales/de/site.ftl,line=2,col=1,title=MESSAGE_UNTRANSLATED::`read` is the text of",
    ] {
        let is_there = told.lines().any(|line| line.starts_with(begin));
        ensure!(is_there, "{begin} is not in\n{told}");
    }
    Ok(())
}

async fn strict(databases: &Databases) -> Result<()> {
    let german = "home = Start\n";
    let folder = site(databases, "strict", &[("en", ENGLISH), ("de", german)])?;
    for (arguments, status) in [(&["check"][..], 0), (&["check", "--strict"], 1)] {
        let output = run(&folder, arguments)?;
        ensure!(
            output.status.code() == Some(status),
            "{arguments:?}: {}",
            output.status
        );
    }
    Ok(())
}

async fn fix(databases: &Databases) -> Result<()> {
    let german = "home = Start\r\nbroken {\r\n";
    let folder = site(
        databases,
        "fix",
        &[("en", ENGLISH), ("de", german), ("fr", "")],
    )?;
    let first = run(&folder, &["check", "--fix"])?;
    let told = String::from_utf8(first.stderr)?;
    ensure!(
        told.contains("note[MESSAGE_STUBS_ADDED]")
            && told.contains("locales/de/site.ftl:4 2 missing messages"),
        "{told}"
    );
    let file = folder.join("locales/de/site.ftl");
    let written = fs::read_to_string(&file)?;
    ensure!(written.starts_with(german), "{written:?}");
    let added = written.get(german.len()..).context("nothing was added")?;
    ensure!(
        added
            .lines()
            .all(|line| line.is_empty() || line.starts_with('#')),
        "{added}"
    );
    ensure!(
        added.matches('\n').count() == added.matches("\r\n").count(),
        "{added:?}"
    );
    ensure!(
        added.contains("# posts = { $count ->\r\n#     [one] { $count } post\r\n"),
        "{added:?}"
    );
    let again = run(&folder, &["check", "--fix"])?;
    ensure!(
        !String::from_utf8(again.stderr)?.contains("MESSAGE_STUBS_ADDED"),
        "it appended again"
    );
    ensure!(
        fs::read_to_string(&file)? == written,
        "the second run changed something"
    );
    Ok(())
}

/// A folder with these locale files and no content.
fn site(databases: &Databases, name: &str, files: &[(&str, &str)]) -> Result<PathBuf> {
    let folder = databases.folder().join("check").join(name);
    for (tag, text) in files {
        let locale = folder.join("locales").join(tag);
        fs::create_dir_all(&locale)?;
        fs::write(locale.join("site.ftl"), text)?;
    }
    Ok(folder)
}
