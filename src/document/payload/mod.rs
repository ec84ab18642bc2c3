//! Documents in a `_payload.json` that a Nuxt site ships: text in, documents out.
//! Which of them are imported, and under which locale, is decided by whoever asks.

mod devalue;
mod document;
mod locale;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value};

use self::devalue::Payload;
use crate::domain::diagnostic::Diagnostic;

pub use devalue::decode;
pub use document::Document;
pub use locale::LocaleHint;

/// What was found in a payload.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Whole documents, each once, in the order in which the payload names them.
    pub documents: Vec<Document>,
    /// Paths of what the payload has without a body: rows of lists, neighbours, menu entries.
    pub partial: BTreeSet<String>,
    /// What is wrong with it, with the code `BAD_PAYLOAD`; none of it names a file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds all documents of a payload: whatever has `id`, `path` and `body`, anywhere in `data`.
///
/// A document that cannot be read whole is left out and reported.
pub fn read(text: &str) -> Found {
    let mut found = Found::default();
    let mut payload = match Payload::parse(text) {
        Ok(payload) => payload,
        Err(diagnostic) => {
            found.diagnostics.push(diagnostic);
            return found;
        }
    };
    let survey = Survey::of(&payload);
    for (index, place) in &survey.documents {
        let problems = payload.problem_count();
        let value = payload.value(*index, place);
        if payload.problem_count() > problems {
            continue;
        }
        match Document::of(value) {
            Ok((document, warnings)) => {
                found
                    .diagnostics
                    .extend(warnings.into_iter().map(|warning| locate(warning, place)));
                found.documents.push(document);
            }
            Err(diagnostic) => found.diagnostics.push(locate(diagnostic, place)),
        }
    }
    let paths: HashSet<&str> = found
        .documents
        .iter()
        .map(|document| document.path.as_str())
        .collect();
    found.partial = survey
        .partial
        .iter()
        .filter(|path| !paths.contains(path.as_str()))
        .cloned()
        .collect();
    found.diagnostics.extend(payload.into_diagnostics());
    found
}

fn locate(mut diagnostic: Diagnostic, place: &str) -> Diagnostic {
    diagnostic.message = format!("{place}: {}", diagnostic.message);
    diagnostic
}

/// Where in the array the documents are. Each entry is looked at once, however often it is shared.
#[derive(Default)]
struct Survey {
    documents: Vec<(usize, String)>,
    partial: BTreeSet<String>,
}

impl Survey {
    fn of(payload: &Payload) -> Self {
        let mut survey = Self::default();
        let mut seen = HashSet::new();
        let mut open = vec![(0, String::new())];
        while let Some((index, place)) = open.pop() {
            if !seen.insert(index) {
                continue;
            }
            if let Some(Value::Object(entry)) = payload.entry(index) {
                if ["id", "path", "body"]
                    .iter()
                    .all(|key| entry.contains_key(*key))
                {
                    survey.documents.push((index, place));
                    continue;
                }
                survey.note_partial(payload, entry);
            }
            let children = payload.children(index, &place);
            // The last one pushed is looked at first.
            open.extend(children.into_iter().rev());
        }
        survey
    }

    fn note_partial(&mut self, payload: &Payload, entry: &Map<String, Value>) {
        let is_folder = payload.member(entry, "page") == Some(&Value::Bool(false));
        if let Some(Value::String(path)) = payload.member(entry, "path").filter(|_| !is_folder) {
            self.partial.insert(path.clone());
        }
    }
}
