//! gettext PO (GNU gettext manual, "The Format of PO Files"): one entry a unit.
//!
//! ```text
//! #. kind: paragraph
//! #. what a translator should know
//! #: blog/hello:12
//! #, fuzzy
//! #| msgid "Read it"
//! msgctxt "blog/hello#5f2c1b7a90d3e846"
//! msgid "Read <g id=\"1\">the guide</g>"
//! msgstr "Lies <g id=\"1\">die Anleitung</g>"
//! ```
//!
//! `msgctxt` is the unit's id, `no-wrap` among the flags says that the text is verbatim. Entries without `msgctxt`, plural
//! entries and obsolete ones are none of ours.

mod read;
mod string;

use super::{File, Unit};
use string::push_string;

pub use read::{PO_CHARSET, PO_NO_CONTEXT, PO_PLURAL, PO_SYNTAX, PO_UNIT_DOUBLED};

/// What stands in the header of a file.
#[derive(Clone, Copy, Debug)]
pub struct Header<'h> {
    /// What is translated, such as the name of the site.
    pub project: &'h str,
    /// The locale of the sources.
    pub source_locale: &'h str,
    /// The locale of the translations.
    pub target_locale: &'h str,
    /// When the file is written, as gettext writes it: `2026-01-31 12:00+0000`.
    pub revised_at: &'h str,
}

/// Reads a file. What can be read of it is, whatever else is in it.
pub fn read(bytes: &[u8]) -> File {
    match super::text_of(bytes) {
        Ok(text) => read::read(text),
        Err(problem) => File {
            diagnostics: vec![problem],
            ..File::default()
        },
    }
}

/// Writes a file.
pub fn write(header: &Header<'_>, units: &[Unit]) -> String {
    let mut text = String::new();
    push_header(header, &mut text);
    for unit in units {
        text.push('\n');
        push_unit(unit, &mut text);
    }
    text
}

fn push_header(header: &Header<'_>, text: &mut String) {
    let fields = [
        ("Project-Id-Version", header.project),
        ("PO-Revision-Date", header.revised_at),
        ("Last-Translator", "isogloss"),
        ("Language-Team", header.target_locale),
        ("Language", &header.target_locale.replace('-', "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Source-Language", &header.source_locale.replace('-', "_")),
        ("X-Generator", "isogloss"),
    ];
    let lines = fields.map(|(name, value)| format!("{name}: {}\n", one_line(value)));
    text.push_str("msgid \"\"\n");
    push_string("msgstr ", &lines.concat(), text);
}

fn push_unit(unit: &Unit, text: &mut String) {
    push_comment("#. kind: ", &unit.kind, text);
    push_comment("#. ", &unit.note, text);
    if !unit.reference.is_empty() {
        text.push_str(&format!("#: {}\n", reference(&unit.reference)));
    }
    let flags = [(unit.is_fuzzy, "fuzzy"), (unit.is_verbatim, "no-wrap")];
    for (_, flag) in flags.iter().filter(|(is_set, _)| *is_set) {
        text.push_str(&format!("#, {flag}\n"));
    }
    if let Some(previous) = &unit.previous {
        push_string("#| msgid ", previous, text);
    }
    push_string("msgctxt ", &unit.id, text);
    push_string("msgid ", &unit.source, text);
    push_string("msgstr ", &unit.target, text);
}

fn push_comment(mark: &str, comment: &str, text: &mut String) {
    for line in comment.lines().filter(|line| !line.trim().is_empty()) {
        text.push_str(mark);
        text.push_str(&one_line(line));
        text.push('\n');
    }
}

/// Names with white space stand between U+2068 and U+2069, as gettext has it.
fn reference(reference: &str) -> String {
    let reference = one_line(reference);
    match reference.contains(char::is_whitespace) {
        true => format!("\u{2068}{reference}\u{2069}"),
        false => reference,
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests;
