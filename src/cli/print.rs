//! Problems on a terminal or as JSON, and the one line of an error that stopped a command.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Effects, Style};
use serde_json::{Value, json};

use super::excerpt;
use crate::domain::diagnostic::{Diagnostic, Severity};

const ERROR: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
const WARNING: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
const INFO: Style = AnsiColor::Cyan.on_default().effects(Effects::BOLD);
const PLACE: Style = Style::new().effects(Effects::BOLD);
const HELP: Style = Style::new().effects(Effects::DIMMED);

/// Problems that stopped a command before it began, such as those of the configuration.
#[derive(Debug)]
pub struct Problems(pub Vec<Diagnostic>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&summary(&self.0))
    }
}

impl std::error::Error for Problems {}

/// Prints an error that stopped a command: one line with its causes, or all problems if that is what it is.
pub fn failure(error: &anyhow::Error) {
    match error.downcast_ref::<Problems>() {
        Some(problems) => self::problems(&problems.0),
        None => told(writeln!(
            anstream::stderr(),
            "{ERROR}error{ERROR:#}: {}",
            one_line(error)
        )),
    }
}

/// Prints problems on standard error; nothing when there are none.
pub fn problems(problems: &[Diagnostic]) {
    told(write_problems(&mut anstream::stderr().lock(), problems));
}

/// Prints a line on standard output.
pub fn line(text: impl fmt::Display) {
    told(writeln!(anstream::stdout(), "{text}"));
}

/// Whether standard error takes colors, under `--color` and `NO_COLOR`.
pub fn is_stderr_colored() -> bool {
    anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never
}

/// Writes problems for people: errors, then warnings, then notes, each group by place; labels in one column.
pub fn write_problems(out: &mut impl Write, problems: &[Diagnostic]) -> io::Result<()> {
    let sorted = sorted(problems);
    let width = sorted
        .iter()
        .map(|problem| label(problem).len())
        .max()
        .unwrap_or(0);
    for problem in sorted {
        write_problem(out, problem, width)?;
    }
    Ok(())
}

/// Errors, then warnings, then notes, each group by place.
pub(super) fn sorted(problems: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = problems.iter().collect();
    sorted.sort_by(|a, b| {
        (b.severity, &a.place, a.code, &a.message).cmp(&(a.severity, &b.place, b.code, &b.message))
    });
    sorted
}

/// The same for programs: a list of objects with `severity`, `code`, `message`, `help`, `file`, `line`, `column` and
/// `excerpt`.
pub fn problems_as_json(problems: &[Diagnostic]) -> Value {
    problems.iter().map(problem_as_json).collect()
}

/// A number with its noun, such as `1 post` or `2 posts`.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// The exit status of a command that ran to its end: whether one of the problems is an error.
pub fn status(problems: &[Diagnostic]) -> ExitCode {
    match problems.iter().any(Diagnostic::is_error) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

/// How many there are of each kind, such as `2 errors, 1 warning`; empty when there are none.
pub fn summary(problems: &[Diagnostic]) -> String {
    let count = |severity: Severity| {
        let count = problems
            .iter()
            .filter(|problem| problem.severity == severity)
            .count();
        (count > 0).then(|| counted(count, word(severity)))
    };
    let kinds = [Severity::Error, Severity::Warning, Severity::Info];
    let counts: Vec<String> = kinds.into_iter().filter_map(count).collect();
    counts.join(", ")
}

fn write_problem(out: &mut impl Write, problem: &Diagnostic, width: usize) -> io::Result<()> {
    let style = match problem.severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Info => INFO,
    };
    let label = label(problem);
    write!(
        out,
        "{style}{label}{style:#}{}",
        " ".repeat(width.saturating_sub(label.len()) + 1)
    )?;
    if let Some(place) = &problem.place {
        write!(out, "{PLACE}{}{PLACE:#} ", visible(&place.to_string()))?;
    }
    writeln!(out, "{}", visible(&problem.message))?;
    excerpt::write(out, problem, width + 1)?;
    if !problem.help.is_empty() {
        writeln!(
            out,
            "{}{HELP}help: {}{HELP:#}",
            " ".repeat(width + 1),
            visible(&problem.help)
        )?;
    }
    Ok(())
}

fn label(problem: &Diagnostic) -> String {
    format!("{}[{}]", word(problem.severity), problem.code)
}

pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn problem_as_json(problem: &Diagnostic) -> Value {
    let place = problem.place.as_ref();
    json!({
        "severity": word(problem.severity),
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
        "file": place.map(|place| &place.file),
        "line": place.and_then(|place| place.line),
        "column": place.and_then(|place| place.column),
        "excerpt": problem.excerpt().map(|excerpt| format!("{}{}", excerpt.before, excerpt.after)),
    })
}

/// The error and its causes after colons; a cause that the sentence before it already told is left out.
fn one_line(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain() {
        let text = visible(&cause.to_string());
        if line.is_empty() {
            line = text;
        } else if !line.contains(&text) {
            line = format!("{line}: {text}");
        }
    }
    line
}

/// Content may hold anything, escape codes of terminals and marks that turn text around included; line ends would break
/// the one line.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

/// A reader that went away, such as `head`, is no reason to complain.
fn told(_result: io::Result<()>) {}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    fn examples() -> Vec<Diagnostic> {
        vec![
            Diagnostic::warning("SHARED_FIELD_DIFFERS", "the date differs")
                .in_file("content/de/b.md")
                .at(2, 1),
            Diagnostic::error("BAD_DATE", "`soon` is no date")
                .in_file("content/en/b.md")
                .at(3, 7)
                .showing("date: ", "soon")
                .help("write 2026-01-31"),
            Diagnostic::error("BAD_UTF8", "a\u{1b}[31m\nb").in_file("content/en/a.md"),
            Diagnostic::info("UNCHANGED", "nothing to do"),
        ]
    }

    #[test]
    fn problems_are_grouped_and_aligned() {
        let mut bytes = Vec::new();
        write_problems(&mut bytes, &examples()).unwrap();
        let colored = String::from_utf8(bytes).unwrap();
        let expected = "\
error[BAD_UTF8]               content/en/a.md a\u{fffd}[31m b
error[BAD_DATE]               content/en/b.md:3:7 `soon` is no date
                              3 | date: soon
                                |       ^
                              help: write 2026-01-31
warning[SHARED_FIELD_DIFFERS] content/de/b.md:2:1 the date differs
note[UNCHANGED]               nothing to do
";
        assert_eq!(anstream::adapter::strip_str(&colored).to_string(), expected);
        assert!(colored.contains("\u{1b}["));
        assert_eq!(summary(&examples()), "2 errors, 1 warning, 1 note");
        assert_eq!(summary(&[]), "");
    }

    #[test]
    fn problems_are_told_to_programs() {
        let problems = problems_as_json(&examples());
        let expected = json!({
            "severity": "error",
            "code": "BAD_DATE",
            "message": "`soon` is no date",
            "help": "write 2026-01-31",
            "file": "content/en/b.md",
            "line": 3,
            "column": 7,
            "excerpt": "date: soon",
        });
        assert_eq!(problems[1], expected);
        assert_eq!(problems[3]["file"], Value::Null);
    }

    #[test]
    fn an_error_is_one_line_with_its_causes() {
        let cause = io::Error::other("disk full\n");
        let error = Err::<(), _>(cause)
            .context("`a.db` cannot be written")
            .unwrap_err();
        assert_eq!(
            one_line(&error).trim_end(),
            "`a.db` cannot be written: disk full"
        );
        let repeated = anyhow::anyhow!("no").context("it said no");
        assert_eq!(one_line(&repeated), "it said no");
    }
}
