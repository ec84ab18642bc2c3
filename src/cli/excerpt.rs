//! The line of a file in which a problem is, with a caret below its column.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::print::visible;
use crate::domain::diagnostic::Diagnostic;

const MARGIN: Style = AnsiColor::Blue.on_default();
const CARET: Style = AnsiColor::Red.on_default().bold();

/// Writes the line and the caret, indented; nothing where the problem shows no line.
pub(super) fn write(out: &mut impl Write, problem: &Diagnostic, indent: usize) -> io::Result<()> {
    let line = problem.place.as_ref().and_then(|place| place.line);
    let Some((line, excerpt)) = line.zip(problem.excerpt()) else {
        return Ok(());
    };
    let (before, after) = (visible(&excerpt.before), visible(&excerpt.after));
    let number = line.to_string();
    let (indent, margin) = (" ".repeat(indent), " ".repeat(number.len()));
    writeln!(out, "{indent}{MARGIN}{number} |{MARGIN:#} {before}{after}")?;
    let space = " ".repeat(before.width());
    writeln!(
        out,
        "{indent}{MARGIN}{margin} |{MARGIN:#} {space}{CARET}^{CARET:#}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let problem = Diagnostic::error("X", "x")
            .in_file("a.ftl")
            .at(12, 1)
            .showing(before, after);
        let mut bytes = Vec::new();
        write(&mut bytes, &problem, 2).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(bytes).unwrap()).to_string()
    }

    #[test]
    fn the_caret_stands_below_the_column() {
        for (before, after, line, caret) in [
            ("a = ", "{", "a = {", 4),
            ("首页 = ", "{", "首页 = {", 7),
            ("a\t", "b", "a b", 2),
            ("a\u{202E}", "b\u{1b}", "a\u{FFFD}b\u{FFFD}", 2),
            ("", "", "", 0),
        ] {
            let expected = format!("  12 | {line}\n     | {}^\n", " ".repeat(caret));
            assert_eq!(shown(before, after), expected, "{before}{after}");
        }
        let mut bytes = Vec::new();
        write(&mut bytes, &Diagnostic::error("X", "x"), 2).unwrap();
        assert!(bytes.is_empty());
    }
}
