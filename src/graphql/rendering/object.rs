//! The types `Rendering` and `Diagnostic`.

use async_graphql::{Enum, SimpleObject};

use crate::domain::diagnostic;
use crate::graphql::post::Body;

/// A body that is not saved, as it would look.
#[derive(SimpleObject)]
pub(crate) struct Rendering {
    /// The body in every form.
    pub(super) body: Body,
    /// What is wrong with it, by line.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Something that is wrong with a text.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Diagnostic {
    /// What kind of problem; stable.
    code: String,
    /// How much it matters.
    severity: Severity,
    /// What is wrong, and what to do about it.
    message: String,
    /// The line, from 1.
    line: Option<i32>,
    /// The column in characters, from 1.
    column: Option<i32>,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "diagnostic::Severity")]
pub(crate) enum Severity {
    /// Something is left out.
    Error,
    /// Probably not what was meant.
    Warning,
    /// Worth knowing.
    Info,
}

impl From<diagnostic::Diagnostic> for Diagnostic {
    fn from(diagnostic: diagnostic::Diagnostic) -> Self {
        let place = diagnostic.place.unwrap_or_default();
        let number = |number: Option<u32>| number.and_then(|number| i32::try_from(number).ok());
        Self {
            code: diagnostic.code.to_owned(),
            severity: diagnostic.severity.into(),
            message: match diagnostic.help.as_str() {
                "" => diagnostic.message,
                help => format!("{}; {help}", diagnostic.message),
            },
            line: number(place.line),
            column: number(place.column),
        }
    }
}
