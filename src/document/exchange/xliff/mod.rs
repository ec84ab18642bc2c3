//! XLIFF 2.0 (OASIS Standard, 5 August 2014): one `<file>` a post, one `<unit>` with one `<segment>` a [`Unit`].
//!
//! - A unit's `name` is its id; its `id` is a number, since that has to be an NMTOKEN (section 4.3.1.16).
//! - Notes say its kind, what a translator should know, where it stands and what its source was.
//! - Marks are `<pc>` and `<ph>` (section 4.2.3) that no tool may copy or delete; what they stand for is in `<originalData>`.
//! - A translation that somebody has to look at is `state="initial" subState="isogloss:fuzzy"`; any other is `translated`.
//! - Characters that XML does not have are `<cp>` (section 4.2.3.1).
//!
//! The order of elements is that of the schema: notes, original data, segment (section 4.2.2.5).

mod read;
mod write;

use super::{File, Unit};

pub use read::{XLIFF_DOCTYPE, XLIFF_NO_NAME, XLIFF_SYNTAX, XLIFF_UNIT_DOUBLED, XLIFF_VERSION};

/// The namespace of XLIFF 2.
const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:2.0";

/// What says that nothing in a unit is a mark.
const VERBATIM: &str = "isogloss:verbatim";

/// What says that somebody has to look at a translation.
const FUZZY: &str = "isogloss:fuzzy";

/// The categories of notes that mean something here.
const KIND: &str = "kind";
const PREVIOUS: &str = "previous";
const REFERENCE: &str = "reference";

/// Reads a file. Units before a place that cannot be read are read, and document types are refused with all entities.
pub fn read(bytes: &[u8]) -> File {
    match super::text_of(bytes) {
        Ok(text) => read::read(text),
        Err(problem) => File {
            diagnostics: vec![problem],
            ..File::default()
        },
    }
}

/// Writes a file; the schema asks for at least one unit.
pub fn write(source_locale: &str, target_locale: &str, units: &[Unit]) -> String {
    write::write(source_locale, target_locale, units)
}

#[cfg(test)]
mod tests;
