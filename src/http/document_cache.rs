//! Documents that were parsed lately, so that a frontend's few documents are parsed once.
//! Keyed by the whole text: no two documents can be mistaken for each other.

use std::sync::{Arc, Mutex, PoisonError};

use super::document::Document;
use super::generations::Generations;
use super::refusal::Refusal;
use crate::config::Limits;

/// Text that one generation holds, in bytes; a parsed document takes some ten times its text.
const GENERATION_BYTES: usize = 1024 * 1024;

/// The documents.
#[derive(Debug)]
pub(super) struct DocumentCache(Mutex<Documents>);

type Documents = Generations<Arc<str>, Arc<Document>>;

impl Default for DocumentCache {
    fn default() -> Self {
        Self(Mutex::new(Generations::new(GENERATION_BYTES)))
    }
}

impl DocumentCache {
    /// The document of a text, parsed now if it was not lately.
    ///
    /// # Errors
    /// Those of [`Document::parse`]; what is refused is not kept.
    pub(super) fn get_or_parse(
        &self,
        text: &str,
        limits: &Limits,
    ) -> Result<Arc<Document>, Refusal> {
        if let Some(document) = self.with(|documents| documents.get(text)) {
            return Ok(document);
        }
        let document = Arc::new(Document::parse(text, limits)?);
        self.with(|documents| documents.insert(text.into(), Arc::clone(&document), text.len()));
        Ok(document)
    }

    /// A panic under the lock leaves whole entries behind, so a poisoned cache is still a good one.
    fn with<T>(&self, work: impl FnOnce(&mut Documents) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(number: usize) -> String {
        format!("{{ a{number} }} #{}", "x".repeat(30_000))
    }

    #[test]
    fn a_document_is_parsed_once() {
        let cache = DocumentCache::default();
        let limits = Limits::default();
        let first = cache.get_or_parse("{ a }", &limits).unwrap();
        let second = cache.get_or_parse("{ a }", &limits).unwrap();
        let other = cache.get_or_parse("{ a  }", &limits).unwrap();
        assert!(Arc::ptr_eq(&first, &second));
        assert!(!Arc::ptr_eq(&first, &other));
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_forgotten() {
        let cache = DocumentCache::default();
        let limits = Limits::default();
        let favorite = cache.get_or_parse(&text(0), &limits).unwrap();
        for number in 1..80 {
            cache.get_or_parse(&text(number), &limits).unwrap();
            let again = cache.get_or_parse(&text(0), &limits).unwrap();
            assert!(Arc::ptr_eq(&favorite, &again), "after {number}");
        }
        let bytes = cache.with(|documents| documents.bytes());
        assert!(bytes <= 2 * GENERATION_BYTES, "{bytes}");
    }

    #[test]
    fn what_is_refused_is_not_kept() {
        let cache = DocumentCache::default();
        assert!(cache.get_or_parse("{", &Limits::default()).is_err());
        assert_eq!(cache.with(|documents| documents.bytes()), 0);
    }
}
