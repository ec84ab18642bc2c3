//! One content file taken apart: front matter, Markdown and what its path says, before any of it is understood.
//! What it means is decided in [`super::post`].

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::document::front_matter::{self, Rules};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::hexadecimal::hexadecimal;
use crate::domain::locale::Locale;

use super::layout::Located;
use super::read::Options;
use super::walk::{FILE_BYTES_MAX, Found, read_text};

/// One file, taken apart and not yet understood.
#[derive(Clone, Debug)]
pub(super) struct RawPost {
    /// Path relative to the content folder.
    pub(super) file: String,
    /// What Nuxt Content calls `stem`: the path without extension.
    pub(super) stem: String,
    pub(super) extension: String,
    pub(super) locale: Locale,
    pub(super) located: Located,
    pub(super) front_matter: Map<String, Value>,
    pub(super) places: BTreeMap<String, (u32, u32)>,
    pub(super) markdown: String,
    /// The line of the file on which the Markdown begins, from 1.
    pub(super) markdown_line: u32,
    pub(super) hash: String,
    pub(super) rules: Rules,
}

/// Takes a file apart; fails with all that keeps it from being understood.
pub(super) fn parse(
    found: &Found,
    located: Located,
    options: &Options,
) -> Result<(RawPost, Vec<Diagnostic>), Vec<Diagnostic>> {
    let locale = located.locale.clone().or_else(|| options.locale.clone());
    let locale = locale.ok_or_else(|| vec![no_locale()])?;
    let text = read_text(&found.path, FILE_BYTES_MAX).map_err(|diagnostic| vec![diagnostic])?;
    if text.trim().is_empty() {
        let diagnostic = Diagnostic::warning("EMPTY_FILE", "it is empty and is left out");
        return Err(vec![diagnostic.help("write something, or remove it")]);
    }
    let read = front_matter::read(&text, options.rules);
    let mut diagnostics = read.diagnostics.clone();
    if has_nul(&read.values) {
        diagnostics.push(Diagnostic::error(
            "BAD_TEXT",
            "the front matter has the character U+0000",
        ));
    }
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(diagnostics);
    }
    let keys = read.values.keys();
    let places = keys
        .filter_map(|key| Some((key.clone(), read.place_of(key)?)))
        .map(|(key, position)| (key, (position.line, position.column)))
        .collect();
    let (stem, extension) = found.file.rsplit_once('.').unwrap_or((&found.file, ""));
    let markdown = read.markdown.trim_start_matches('\n');
    let blank_lines = read.markdown.len() - markdown.len();
    let raw = RawPost {
        markdown: markdown.to_owned(),
        markdown_line: read
            .markdown_line
            .saturating_add(u32::try_from(blank_lines).unwrap_or(0)),
        stem: stem.to_owned(),
        extension: extension.to_owned(),
        hash: hash(&found.file, &text, options),
        file: found.file.clone(),
        locale,
        located,
        places,
        front_matter: read.values,
        rules: options.rules,
    };
    Ok((raw, diagnostics))
}

pub(super) fn no_locale() -> Diagnostic {
    Diagnostic::error(
        "NO_LOCALE",
        "neither its path nor the pattern says its locale",
    )
    .help("name it with `--locale`, or say where it stands with `--pattern`")
}

fn has_nul(values: &Map<String, Value>) -> bool {
    fn in_value(value: &Value) -> bool {
        match value {
            Value::String(text) => text.contains('\0'),
            Value::Array(values) => values.iter().any(in_value),
            Value::Object(values) => has_nul(values),
            _ => false,
        }
    }
    values
        .iter()
        .any(|(key, value)| key.contains('\0') || in_value(value))
}

/// The file's text and everything else that decides what is read from it.
pub(super) fn hash(file: &str, text: &str, options: &Options) -> String {
    let locale = options.locale.as_ref().map_or("", Locale::as_str);
    let rules = format!("{:?}", options.rules);
    let mut hasher = Sha256::new();
    for part in [options.layout.as_str(), &rules, locale, file, text] {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hexadecimal(&hasher.finalize())
}
