//! Documents that were parsed lately, so that a frontend's few documents are parsed once.
//! Keyed by the whole text: no two documents can be mistaken for each other.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use super::document::Document;
use super::refusal::Refusal;
use crate::config::Limits;

/// Text that one generation holds, in bytes; a parsed document takes some ten times its text.
const GENERATION_BYTES: usize = 1024 * 1024;

/// Two generations of documents: when the younger is full, the older is forgotten and the younger takes its place.
/// What is asked for stays, since a hit moves it into the younger one.
#[derive(Debug, Default)]
pub(super) struct DocumentCache(Mutex<Generations>);

#[derive(Debug, Default)]
struct Generations {
    younger: HashMap<Arc<str>, Arc<Document>>,
    younger_bytes: usize,
    older: HashMap<Arc<str>, Arc<Document>>,
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
        if let Some(document) = self.with(|generations| generations.get(text)) {
            return Ok(document);
        }
        let document = Arc::new(Document::parse(text, limits)?);
        self.with(|generations| generations.insert(text.into(), Arc::clone(&document)));
        Ok(document)
    }

    /// A panic under the lock leaves whole entries behind, so a poisoned cache is still a good one.
    fn with<T>(&self, work: impl FnOnce(&mut Generations) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Generations {
    fn get(&mut self, text: &str) -> Option<Arc<Document>> {
        if let Some(document) = self.younger.get(text) {
            return Some(Arc::clone(document));
        }
        let (text, document) = self.older.remove_entry(text)?;
        self.insert(text, Arc::clone(&document));
        Some(document)
    }

    fn insert(&mut self, text: Arc<str>, document: Arc<Document>) {
        if self.younger_bytes + text.len() > GENERATION_BYTES {
            self.older = mem::take(&mut self.younger);
            self.younger_bytes = 0;
        }
        self.younger_bytes += text.len();
        self.younger.insert(text, document);
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
        let bytes = cache.with(|generations| {
            let both = generations.younger.keys().chain(generations.older.keys());
            both.map(|text| text.len()).sum::<usize>()
        });
        assert!(bytes <= 2 * GENERATION_BYTES, "{bytes}");
    }

    #[test]
    fn what_is_refused_is_not_kept() {
        let cache = DocumentCache::default();
        assert!(cache.get_or_parse("{", &Limits::default()).is_err());
        assert!(cache.with(|generations| generations.younger.is_empty()));
    }
}
