//! Files that travel to translators and back: gettext PO and XLIFF 2.0, one [`Unit`] for each text of a body.
//! Files are read and written here as text, never opened; which posts are in them and what is saved of them is decided
//! elsewhere. [`body`] makes units of a body and a body of units, [`marks`] keeps translation tools from breaking links
//! and emphasis, [`memory`] knows what other posts say.

pub mod body;
pub mod marks;
pub mod memory;
pub mod po;
pub mod xliff;

mod place;

use crate::domain::diagnostic::Diagnostic;

/// The longest file that is read, in bytes.
pub const FILE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// So many problems of a file are told one by one.
pub const DIAGNOSTICS_MAX: usize = 100;

/// The code of a file over [`FILE_BYTES_MAX`].
pub const EXCHANGE_FILE_TOO_LARGE: &str = "EXCHANGE_FILE_TOO_LARGE";

/// The code of a file that is not UTF-8.
pub const EXCHANGE_FILE_NOT_UTF8: &str = "EXCHANGE_FILE_NOT_UTF8";

/// One text to translate, as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// What the text is known by: the post and the place in it. The same text has the same one in every export.
    pub id: String,
    /// What kind of text it is, in a word: `paragraph`, `heading`, `code`.
    pub kind: String,
    /// The text to translate; marks are numbered as [`marks`] tells.
    pub source: String,
    /// What `source` was when `target` was written, if that is another text.
    pub previous: Option<String>,
    /// The translation; empty if there is none.
    pub target: String,
    /// Whether somebody has to look at `target` before it counts.
    pub is_fuzzy: bool,
    /// Why there is something to do, for an export of some units alone; files do not say it.
    pub need: Option<Need>,
    /// Where the text stands: a file and a line, or the path of a page.
    pub reference: String,
    /// What a translator should know.
    pub note: String,
    /// What the numbered marks stand for, from 1.
    pub marks: Vec<marks::Mark>,
    /// Whether nothing in the text is a mark, whatever it looks like: code.
    pub is_verbatim: bool,
    /// Line and column of the unit in the file it was read from, both from 1.
    pub place: Option<(u32, u32)>,
}

/// What a unit waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// There is no translation; `target` may be what another post says.
    Missing,
    /// The source was changed after the translation was brought up to date.
    Stale,
    /// It is not certain that `target` is the translation of this text.
    Uncertain,
}

/// A file, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// The locale of the sources, if the file says it, as it is written there.
    pub source_locale: Option<String>,
    /// The locale of the translations, if the file says it, as it is written there.
    pub target_locale: Option<String>,
    /// What can be read of it, in its order.
    pub units: Vec<Unit>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Text of a file that is no longer than it may be.
fn text_of(bytes: &[u8]) -> Result<&str, Diagnostic> {
    if bytes.len() > FILE_BYTES_MAX {
        let message = format!(
            "the file has {} bytes, more than {FILE_BYTES_MAX}",
            bytes.len()
        );
        return Err(Diagnostic::error(EXCHANGE_FILE_TOO_LARGE, message)
            .help("export fewer posts into one file"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let (line, column) = place::of_end(&String::from_utf8_lossy(valid));
        Diagnostic::error(EXCHANGE_FILE_NOT_UTF8, "the file is not UTF-8")
            .help("save it as UTF-8")
            .at(line, column)
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Adds a problem unless there are many already.
fn note(diagnostics: &mut Vec<Diagnostic>, diagnostic: Diagnostic) {
    if diagnostics.len() < DIAGNOSTICS_MAX {
        diagnostics.push(diagnostic);
    }
}
