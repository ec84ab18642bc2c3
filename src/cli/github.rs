//! Problems as commands of GitHub's workflows, which shows them beside the lines of a change.
//! What has to be escaped, and how, is that of the toolkit's `command.ts`.

use std::io::{self, Write};

use super::print::{sorted, visible, word};
use crate::domain::diagnostic::{Diagnostic, Severity};

/// Writes one command a problem: errors, then warnings, then notes, each group by place.
pub(super) fn write_commands(out: &mut impl Write, problems: &[Diagnostic]) -> io::Result<()> {
    for problem in sorted(problems) {
        writeln!(out, "{}", command(problem))?;
    }
    Ok(())
}

fn command(problem: &Diagnostic) -> String {
    let kind = match problem.severity {
        Severity::Error | Severity::Warning => word(problem.severity),
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &problem.place {
        properties.push(format!("file={}", property(&place.file)));
        properties.extend(place.line.map(|line| format!("line={line}")));
        properties.extend(place.column.map(|column| format!("col={column}")));
    }
    properties.push(format!("title={}", property(problem.code)));
    let help = match problem.help.as_str() {
        "" => String::new(),
        help => format!("\nhelp: {}", visible(help)),
    };
    let text = data(&format!("{}{help}", visible(&problem.message)));
    format!("::{kind} {}::{text}", properties.join(","))
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_commands_that_nothing_in_them_can_break() {
        let problems = [
            Diagnostic::info("DONE", "50 % done"),
            Diagnostic::error("BAD", "a: b, c\r\n::error::d\u{1b}")
                .help("write `x`,\nor 100%")
                .in_file("a,b:c%d\n.ftl")
                .at(3, 7),
            Diagnostic::warning("ODD", "odd")
                .in_file("locales/de/site.ftl")
                .at_line(2),
        ];
        let mut bytes = Vec::new();
        write_commands(&mut bytes, &problems).unwrap();
        let expected = "\
::error file=a%2Cb%3Ac%25d%0A.ftl,line=3,col=7,title=BAD::a: b, c  ::error::d\u{FFFD}%0Ahelp: write `x`, or 100%25
::warning file=locales/de/site.ftl,line=2,title=ODD::odd
::notice title=DONE::50 %25 done
";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}
