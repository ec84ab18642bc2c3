//! The line of a file in which a problem is, with a caret below its column.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::print::visible;
use crate::domain::diagnostic::Diagnostic;

const MARGIN: Style = AnsiColor::Blue.on_default();
const CARET: Style = AnsiColor::Red.on_default().bold();

/// Characters that are shown before and after the column; a line may be as long as its file.
const BEFORE_MAX: usize = 60;
const AFTER_MAX: usize = 40;

/// Writes the line and the caret, indented; nothing where the problem shows no line.
pub(super) fn write(out: &mut impl Write, problem: &Diagnostic, indent: usize) -> io::Result<()> {
    let place = problem.place.as_ref();
    let place = place.and_then(|place| place.line.zip(place.column));
    let Some(((line, column), excerpt)) = place.zip(problem.excerpt()) else {
        return Ok(());
    };
    let (before, after) = around(&visible(excerpt), column);
    let number = line.to_string();
    let (indent, margin) = (" ".repeat(indent), " ".repeat(number.len()));
    writeln!(out, "{indent}{MARGIN}{number} |{MARGIN:#} {before}{after}")?;
    let space = " ".repeat(before.width());
    writeln!(
        out,
        "{indent}{MARGIN}{margin} |{MARGIN:#} {space}{CARET}^{CARET:#}"
    )
}

/// What stands before a column and from it on, each with `…` where it was cut.
fn around(line: &str, column: u32) -> (String, String) {
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    let characters: Vec<char> = line.chars().collect();
    let at = column.saturating_sub(1).min(characters.len());
    let (before, after) = characters.split_at(at);
    let from = before.len().saturating_sub(BEFORE_MAX);
    let mut left: String = before.iter().skip(from).collect();
    if from > 0 {
        left.insert(0, '…');
    }
    let mut right: String = after.iter().take(AFTER_MAX).collect();
    if after.len() > AFTER_MAX {
        right.push('…');
    }
    (left, right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str, column: u32) -> String {
        let problem = Diagnostic::error("X", "x")
            .in_file("a.ftl")
            .at(12, column)
            .showing(line);
        let mut bytes = Vec::new();
        write(&mut bytes, &problem, 2).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(bytes).unwrap()).to_string()
    }

    #[test]
    fn the_caret_stands_below_the_column() {
        for (line, column, caret) in [
            ("a = {", 5, 4),
            ("首页 = {", 6, 7),
            ("a\tb", 3, 2),
            (" ", 1, 0),
        ] {
            let expected = format!(
                "  12 | {}\n     | {}^\n",
                line.replace('\t', " "),
                " ".repeat(caret)
            );
            assert_eq!(shown(line, column), expected, "{line}");
        }
    }

    #[test]
    fn a_line_without_end_is_cut_and_what_turns_text_around_is_shown() {
        let line = format!("{}\u{202E}{}", "a".repeat(50_000), "b".repeat(50_000));
        let expected = format!(
            "  12 | …{}\u{FFFD}{}…\n     | {}^\n",
            "a".repeat(60),
            "b".repeat(39),
            " ".repeat(61)
        );
        assert_eq!(shown(&line, 50_001), expected);
        assert_eq!(shown("short", 400).lines().last().unwrap(), "     |      ^");
    }
}
