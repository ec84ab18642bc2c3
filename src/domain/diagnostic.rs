//! What is wrong with an input, where, and what to do about it.
//! Problems in content are data, not errors: all of them are collected and none stops the others.

use std::fmt;

/// How much a [`Diagnostic`] matters: an error makes a command exit with status 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Info,
    /// Taken in, but probably not what the author meant.
    Warning,
    /// Not taken in.
    Error,
}

/// Where in which file a [`Diagnostic`] was found; lines and columns count from one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path as the user wrote it, or relative to the folder named on the command line.
    pub file: String,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
}

/// One problem in content, a locale file or a configuration.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// Where it was found; `None` for a problem of no single file.
    pub place: Option<Place>,
    /// How much it matters.
    pub severity: Severity,
    /// Stable, `SCREAMING_SNAKE_CASE`; scripts may rely on it.
    pub code: &'static str,
    /// What is wrong: one sentence, lower case, without a full stop.
    pub message: String,
    /// What to do about it; empty when the message says it all.
    pub help: String,
    excerpt: Option<Box<Excerpt>>,
}

/// The line of a file in which a problem is, parted at its column. Few problems show one, so that it takes little room
/// in the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Excerpt {
    /// What stands before the column, with `…` where it was cut.
    pub before: String,
    /// What stands from the column on, with `…` where it was cut.
    pub after: String,
}

/// Characters that an excerpt has before and after its column; a line may be as long as its file.
const BEFORE_MAX: usize = 60;
const AFTER_MAX: usize = 40;

impl Excerpt {
    fn new(before: &str, after: &str) -> Self {
        let cut = before.char_indices().rev().nth(BEFORE_MAX - 1);
        let start = cut.map_or(0, |(at, _)| at);
        let end = after.char_indices().nth(AFTER_MAX).map(|(at, _)| at);
        let (dots_before, dots_after) = (if start > 0 { "…" } else { "" }, end.map_or("", |_| "…"));
        let before = before.get(start..).unwrap_or_default();
        let after = after.get(..end.unwrap_or(after.len())).unwrap_or_default();
        Self {
            before: format!("{dots_before}{before}"),
            after: format!("{after}{dots_after}"),
        }
    }
}

impl Diagnostic {
    /// A problem that keeps something out.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A problem that keeps nothing out.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// Something worth knowing.
    pub fn info(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Info, code, message)
    }

    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            place: None,
            severity,
            code,
            message: message.into(),
            help: String::new(),
            excerpt: None,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Names the file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.place.get_or_insert_default().file = file.into();
        self
    }

    /// Names line and column, both from 1.
    #[must_use]
    pub fn at(mut self, line: u32, column: u32) -> Self {
        let place = self.place.get_or_insert_default();
        place.line = Some(line);
        place.column = Some(column);
        self
    }

    /// Names a line, from 1.
    #[must_use]
    pub fn at_line(mut self, line: u32) -> Self {
        self.place.get_or_insert_default().line = Some(line);
        self
    }

    /// Shows the line it was found in: what of it stands before its column, and what stands from it on.
    #[must_use]
    pub fn showing(mut self, before: &str, after: &str) -> Self {
        self.excerpt = Some(Box::new(Excerpt::new(before, after)));
        self
    }

    /// The line it was found in, where seeing it helps.
    pub fn excerpt(&self) -> Option<&Excerpt> {
        self.excerpt.as_deref()
    }

    /// Whether it keeps something out.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        match (self.line, self.column) {
            (Some(_), Some(column)) => write!(f, ":{column}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_of_a_line_without_end_is_short() {
        let problem = |before: &str, after: &str| {
            let problem = Diagnostic::error("X", "x").showing(before, after);
            let excerpt = problem.excerpt().unwrap();
            (excerpt.before.clone(), excerpt.after.clone())
        };
        assert_eq!(problem("é = ", "{ü"), ("é = ".to_owned(), "{ü".to_owned()));
        assert_eq!(problem("", ""), (String::new(), String::new()));
        let (fits_before, fits_after) = ("é".repeat(60), "ü".repeat(40));
        let fits = (fits_before.clone(), fits_after.clone());
        assert_eq!(problem(&fits_before, &fits_after), fits);
        let cut = (format!("…{fits_before}"), format!("{fits_after}…"));
        assert_eq!(problem(&"é".repeat(9_999), &"ü".repeat(9_999)), cut);
    }
}
