//! PO files, line by line. A line that cannot be read costs its entry, and no other.

use std::collections::HashSet;

use super::string::{Wrong, read_strings};
use crate::document::exchange::{File, Unit, note};
use crate::domain::diagnostic::Diagnostic;

/// The code of a line that is no PO.
pub const PO_SYNTAX: &str = "PO_SYNTAX";

/// The code of an entry without `msgctxt`, which is none that an export wrote.
pub const PO_NO_CONTEXT: &str = "PO_NO_CONTEXT";

/// The code of an entry with plural forms, which is none that an export wrote.
pub const PO_PLURAL: &str = "PO_PLURAL";

/// The code of a file in another character set than UTF-8.
pub const PO_CHARSET: &str = "PO_CHARSET";

/// The code of an entry whose `msgctxt` another one had before.
pub const PO_UNIT_DOUBLED: &str = "PO_UNIT_DOUBLED";

pub(super) fn read(text: &str) -> File {
    let mut reader = Reader::default();
    for (line, number) in text.split('\n').zip(1..) {
        reader.number = number;
        reader.read_line(line.strip_suffix('\r').unwrap_or(line));
    }
    reader.finish_entry();
    reader.file
}

#[derive(Default)]
struct Reader {
    file: File,
    number: u32,
    entry: Entry,
    ids: HashSet<String>,
    has_header: bool,
}

/// What is known of an entry while it is read.
#[derive(Default)]
struct Entry {
    line: u32,
    context: Option<String>,
    source: Option<String>,
    target: Option<String>,
    previous: Option<String>,
    kind: String,
    notes: Vec<String>,
    references: Vec<String>,
    is_fuzzy: bool,
    is_verbatim: bool,
    is_plural: bool,
    is_wrong: bool,
    /// What a string on a line of its own is added to.
    last: Field,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Field {
    #[default]
    None,
    Context,
    Source,
    Target,
    Previous,
    /// A string of which nothing is kept.
    Passed,
}

impl Reader {
    fn read_line(&mut self, line: &str) {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        if text.is_empty() {
            // A blank line parts entries; one within an entry is no mistake that matters.
            if self.entry.is_over() {
                self.finish_entry();
            }
        } else if let Some(comment) = text.strip_prefix('#') {
            self.read_comment(comment, indent + 1);
        } else if text.starts_with('"') {
            self.add(self.entry.last, text, indent);
        } else {
            self.read_keyword(text, indent);
        }
    }

    fn read_comment(&mut self, comment: &str, indent: usize) {
        if comment.starts_with('~') {
            return;
        }
        if self.entry.is_over() {
            self.finish_entry();
        }
        self.begin();
        if let Some(note) = comment.strip_prefix('.') {
            self.entry.read_note(note.trim());
        } else if let Some(reference) = comment.strip_prefix(':') {
            let reference = reference.trim().trim_matches(['\u{2068}', '\u{2069}']);
            self.entry.references.push(reference.to_owned());
        } else if let Some(flags) = comment.strip_prefix(',') {
            for flag in flags.split(',').map(str::trim) {
                self.entry.is_fuzzy |= flag == "fuzzy";
                self.entry.is_verbatim |= flag == "no-wrap";
            }
        } else if let Some(previous) = comment.strip_prefix('|') {
            self.read_previous(previous, indent + 1);
        }
    }

    fn read_previous(&mut self, previous: &str, indent: usize) {
        let text = previous.trim_start();
        let indent = indent + previous.len() - text.len();
        if let Some(string) = after_keyword(text, "msgid") {
            self.entry.last = Field::Previous;
            self.entry.previous = Some(String::new());
            self.add(Field::Previous, string, indent + text.len() - string.len());
        } else if text.starts_with('"') {
            self.add(self.entry.last, text, indent);
        } else {
            // What the context was, or a plural form.
            self.entry.last = Field::Passed;
        }
    }

    fn read_keyword(&mut self, text: &str, indent: usize) {
        let keywords = [
            ("msgctxt", Field::Context),
            ("msgid", Field::Source),
            ("msgstr", Field::Target),
        ];
        let found = keywords
            .iter()
            .find_map(|(keyword, field)| Some((*field, after_keyword(text, keyword)?)));
        let Some((field, string)) = found else {
            return self.read_plural(text, indent);
        };
        let is_next = match field {
            Field::Context => self.entry.context.is_some() || self.entry.source.is_some(),
            Field::Source => self.entry.source.is_some(),
            _ => false,
        };
        if is_next {
            self.finish_entry();
        }
        self.begin();
        let is_out_of_place = match field {
            Field::Target => self.entry.source.is_none() || self.entry.target.is_some(),
            _ => false,
        };
        if is_out_of_place {
            return self.wrong(indent, "`msgstr` follows no `msgid`");
        }
        self.entry.last = field;
        if let Some(value) = self.entry.field(field) {
            *value = Some(String::new());
        }
        self.add(field, string, indent + text.len() - string.len());
    }

    fn read_plural(&mut self, text: &str, indent: usize) {
        if text.starts_with("msgid_plural") || text.starts_with("msgstr[") {
            self.entry.is_plural = true;
            self.entry.last = Field::Passed;
            // An entry is over where the next one begins, and this is one to be passed over.
            self.entry.target.get_or_insert_default();
        } else {
            self.wrong(indent, "the line begins with no keyword, string or comment");
        }
    }

    /// Adds strings to a field of the entry.
    fn add(&mut self, field: Field, strings: &str, indent: usize) {
        let mut value = String::new();
        if let Err(Wrong { at, what }) = read_strings(strings, &mut value) {
            return self.wrong(
                indent + strings.get(..at).unwrap_or(strings).chars().count(),
                what,
            );
        }
        match (field, self.entry.field(field)) {
            (Field::None, _) => self.wrong(indent, "a string follows no keyword"),
            (_, Some(known)) => known.get_or_insert_default().push_str(&value),
            (_, None) => {}
        }
    }

    fn begin(&mut self) {
        if self.entry.line == 0 {
            self.entry.line = self.number;
        }
    }

    fn wrong(&mut self, column: usize, what: &str) {
        self.begin();
        // What is wrong further down may follow from the first mistake.
        if std::mem::replace(&mut self.entry.is_wrong, true) {
            return;
        }
        let column = u32::try_from(column + 1).unwrap_or(u32::MAX);
        let problem = Diagnostic::error(PO_SYNTAX, what)
            .help("`msgfmt --check` tells the same; the entry is left out")
            .at(self.number, column);
        note(&mut self.file.diagnostics, problem);
    }

    fn finish_entry(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        if entry.is_wrong || (entry.source.is_none() && entry.context.is_none()) {
            return;
        }
        if entry.target.is_none() {
            let problem = Diagnostic::error(PO_SYNTAX, "an entry has no `msgstr`")
                .help("write `msgstr \"\"` where there is no translation yet")
                .at(entry.line, 1);
            return note(&mut self.file.diagnostics, problem);
        }
        let is_header = entry.context.is_none() && entry.source.as_deref() == Some("");
        match is_header {
            true => self.take_header(&entry),
            false => self.take_unit(entry),
        }
    }

    fn take_header(&mut self, entry: &Entry) {
        if std::mem::replace(&mut self.has_header, true) {
            return;
        }
        let header = entry.target.as_deref().unwrap_or_default();
        let field = |name: &str| {
            let mut lines = header.lines().filter_map(|line| line.split_once(':'));
            let found = lines.find(|(known, _)| known.trim().eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.trim().to_owned())
        };
        self.file.source_locale = field("X-Source-Language").filter(|locale| !locale.is_empty());
        self.file.target_locale = field("Language").filter(|locale| !locale.is_empty());
        let content_type = field("Content-Type").unwrap_or_default().to_lowercase();
        if let Some((_, charset)) = content_type.split_once("charset=")
            && !matches!(
                charset.trim(),
                "utf-8" | "utf8" | "us-ascii" | "ascii" | "charset"
            )
        {
            let message = format!("the file says that its character set is {}", charset.trim());
            let problem = Diagnostic::error(PO_CHARSET, message)
                .help("save it as UTF-8: `msgconv --to-code=UTF-8`")
                .at(entry.line, 1);
            note(&mut self.file.diagnostics, problem);
        }
    }

    fn take_unit(&mut self, entry: Entry) {
        let problem = |code, message: String, help: &str| {
            Diagnostic::warning(code, message)
                .help(help)
                .at(entry.line, 1)
        };
        if entry.is_plural {
            let message = "an entry with plural forms is left out".to_owned();
            let problem = problem(
                PO_PLURAL,
                message,
                "content has none; take it from the file",
            );
            return note(&mut self.file.diagnostics, problem);
        }
        let Some(id) = entry.context.clone() else {
            let message = "an entry without `msgctxt` is left out".to_owned();
            let help =
                "`msgctxt` says which text of which post it is; take it over from the export";
            return note(
                &mut self.file.diagnostics,
                problem(PO_NO_CONTEXT, message, help),
            );
        };
        if !self.ids.insert(id.clone()) {
            let message = format!("{id} is there more than once");
            let problem = problem(PO_UNIT_DOUBLED, message, "the first one counts");
            return note(&mut self.file.diagnostics, problem);
        }
        self.file.units.push(Unit {
            id,
            kind: entry.kind,
            source: entry.source.unwrap_or_default(),
            previous: entry.previous,
            target: entry.target.unwrap_or_default(),
            is_fuzzy: entry.is_fuzzy,
            need: None,
            note: entry.notes.join("\n"),
            reference: entry.references.join(" "),
            marks: Vec::new(),
            is_verbatim: entry.is_verbatim,
            place: Some((entry.line, 1)),
        });
    }
}

impl Entry {
    /// Whether what comes next may be another entry.
    fn is_over(&self) -> bool {
        self.target.is_some() || self.is_wrong
    }

    fn field(&mut self, field: Field) -> Option<&mut Option<String>> {
        match field {
            Field::Context => Some(&mut self.context),
            Field::Source => Some(&mut self.source),
            Field::Target => Some(&mut self.target),
            Field::Previous => Some(&mut self.previous),
            Field::None | Field::Passed => None,
        }
    }

    fn read_note(&mut self, note: &str) {
        match note.strip_prefix("kind: ") {
            Some(kind) if self.kind.is_empty() => self.kind = kind.to_owned(),
            _ => self.notes.push(note.to_owned()),
        }
    }
}

/// What follows a keyword that a string has to follow.
fn after_keyword<'t>(text: &'t str, keyword: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(keyword)?;
    (rest.is_empty() || rest.starts_with([' ', '\t', '"'])).then_some(rest)
}
