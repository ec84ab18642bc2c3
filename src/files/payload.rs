//! The documents of a Nuxt `_payload.json`, as if each of them were a file.
//! The payload itself is understood by `document`; here its documents get a locale, a file and front matter.

use std::collections::BTreeMap;
use std::path::Path;

use crate::document::body::Summary;
use crate::document::front_matter::{Rules, join};
use crate::document::minimark;
use crate::document::payload::{self, Document};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;

use super::layout::{Located, locale_of_name};
use super::raw::{RawPost, hash};
use super::read::Options;
use super::walk::read_text;

/// The largest payload that is read, in bytes.
pub(super) const PAYLOAD_BYTES_MAX: u64 = 64 << 20;

/// A document of a payload: taken apart, with the title and description that the payload itself gives it.
pub(super) type PayloadPost = (RawPost, Summary);

/// Reads all documents of a payload; the diagnostics name the file `shown`.
pub(super) fn read(
    path: &Path,
    shown: &str,
    options: &Options,
) -> (Vec<PayloadPost>, Vec<Diagnostic>) {
    let text = match read_text(path, PAYLOAD_BYTES_MAX) {
        Ok(text) => text,
        Err(diagnostic) => return (Vec::new(), vec![diagnostic.in_file(shown)]),
    };
    let found = payload::read(&text);
    let mut diagnostics = found.diagnostics;
    if found.documents.is_empty() && diagnostics.is_empty() {
        let message = "it has no document: nothing in it has `id`, `path` and `body`";
        let help = "take the payload of a page whose content comes from Nuxt Content";
        diagnostics.push(Diagnostic::error("BAD_PAYLOAD", message).help(help));
    }
    let mut posts = Vec::new();
    for document in &found.documents {
        match locale(document, options) {
            Some(locale) => posts.push(post(document, locale, options)),
            None => {
                let message = format!("nothing names the locale of `{}`", document.id);
                let help = "name it with `--locale`";
                diagnostics.push(Diagnostic::error("NO_LOCALE", message).help(help));
            }
        }
    }
    let diagnostics = diagnostics
        .into_iter()
        .map(|diagnostic| diagnostic.in_file(shown));
    (posts, diagnostics.collect())
}

/// A locale of the site that the document names, else the one that was given, else any that it names.
fn locale(document: &Document, options: &Options) -> Option<Locale> {
    let named = document.locale(|locale| options.known.contains(locale));
    named
        .or_else(|| options.locale.clone())
        .or_else(|| document.locale(|_| true))
}

fn post(document: &Document, locale: Locale, options: &Options) -> PayloadPost {
    let mut segments: Vec<&str> = document
        .stem
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    let mut file = format!("{}.{}", document.stem, document.extension);
    let first = segments.first().and_then(|first| locale_of_name(first));
    if first.as_ref() == Some(&locale) {
        segments.remove(0);
    } else {
        file = format!("{locale}/{file}");
    }
    let name = segments.pop().unwrap_or_default().to_owned();
    let folders = segments.into_iter().map(str::to_owned).collect();
    let front_matter = document.front_matter();
    let markdown = minimark::write(&document.body);
    let raw = RawPost {
        hash: hash(&file, &join(&front_matter, &markdown), options),
        file,
        stem: document.stem.clone(),
        extension: document.extension.clone(),
        located: Located {
            locale: Some(locale.clone()),
            folders,
            name,
        },
        locale,
        front_matter,
        places: BTreeMap::new(),
        markdown,
        markdown_line: 1,
        rules: Rules::Nuxt,
    };
    let summary = Summary {
        title: Some(document.title.clone()),
        description: Some(document.description.clone()),
    };
    (raw, summary)
}
