//! Answers to queries of readers, kept until anything changes.
//!
//! An answer is kept under all that it depends on: the document, the operation, the variables, and the state of content and
//! site that was known before it was made. What this instance wrote, or heard that another one wrote, makes another state;
//! what was kept under the one before is never asked for again. While the database is away nothing changes, and what is kept
//! is still answered.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use sha2::{Digest, Sha256};
use tokio::sync::watch;

use super::entity_tag;
use super::generations::Generations;
use super::request::Asked;
use crate::service::site::{LiveSite, Site};

/// The answers, and what tells that they are not true any more.
#[derive(Debug)]
pub(super) struct AnswerCache {
    kept: Mutex<Generations<Key, Kept>>,
    news: watch::Receiver<i64>,
    site: LiveSite,
}

/// What was asked: a hash that nobody finds a second text for.
type Key = [u8; 32];

/// An answer that is the same for all readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) json: Bytes,
    /// The same as long as the JSON is, on every instance and after every start.
    pub(super) tag: Arc<str>,
}

#[derive(Clone, Debug)]
struct Kept {
    state: State,
    answer: Answer,
}

/// What an answer was made from.
#[derive(Clone, Debug)]
struct State {
    /// The newest change.
    seq: i64,
    /// The locales and their texts; another one whenever they change.
    site: Arc<Site>,
}

/// A question whose answer may be kept.
#[derive(Debug)]
pub(super) struct Question {
    key: Key,
    state: State,
}

impl AnswerCache {
    /// Keeps so many bytes of answers at most, none if that is 0; `news` tells the newest change that is known.
    pub(super) fn new(bytes_max: usize, news: watch::Receiver<i64>, site: LiveSite) -> Self {
        Self {
            // Of two generations.
            kept: Mutex::new(Generations::new(bytes_max / 2)),
            news,
            site,
        }
    }

    /// A reader's question, asked now: what changes from here on, while it is answered, makes the answer no older.
    pub(super) fn question(&self, asked: &Asked) -> Option<Question> {
        let state = State {
            seq: *self.news.borrow(),
            site: self.site.current(),
        };
        let key = key(asked)?;
        Some(Question { key, state })
    }

    /// The answer, if it is kept.
    pub(super) fn get(&self, question: &Question) -> Option<Answer> {
        let kept = self.with(|kept| kept.get(&question.key))?;
        kept.state.is_same(&question.state).then_some(kept.answer)
    }

    /// Keeps an answer.
    pub(super) fn put(&self, question: Question, answer: Answer) {
        let bytes = answer.json.len() + answer.tag.len() + size_of::<Key>() + size_of::<Kept>();
        let state = question.state;
        self.with(|kept| kept.insert(question.key, Kept { state, answer }, bytes));
    }

    /// A panic under the lock leaves whole entries behind, so a poisoned cache is still a good one.
    fn with<T>(&self, work: impl FnOnce(&mut Generations<Key, Kept>) -> T) -> T {
        work(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Answer {
    pub(super) fn new(json: Vec<u8>) -> Self {
        Self {
            tag: entity_tag::of(&json).into(),
            json: json.into(),
        }
    }
}

impl State {
    fn is_same(&self, other: &Self) -> bool {
        self.seq == other.seq && Arc::ptr_eq(&self.site, &other.site)
    }
}

/// Each part is led by its length, and the variables are JSON, so that no two questions are one text.
fn key(asked: &Asked) -> Option<Key> {
    let variables = serde_json::to_vec(&asked.variables).ok()?;
    let name = asked.operation_name.as_ref().map(String::as_bytes);
    let mut hasher = Sha256::new();
    for part in [Some(asked.query.as_bytes()), name, Some(&variables)] {
        // No text is as long as this.
        let length = part.map_or(u64::MAX, |part| part.len() as u64);
        hasher.update(length.to_le_bytes());
        hasher.update(part.unwrap_or_default());
    }
    Some(hasher.finalize().into())
}

#[cfg(test)]
mod tests {
    use async_graphql::Variables;
    use serde_json::{Value, json};

    use super::*;
    use crate::http::tests::locale_file;

    fn asked(query: &str, name: Option<&str>, variables: Value) -> Asked {
        Asked {
            query: query.to_owned(),
            operation_name: name.map(str::to_owned),
            variables: Variables::from_json(variables),
        }
    }

    fn answer(json: &str) -> Answer {
        Answer::new(json.as_bytes().to_vec())
    }

    #[test]
    fn another_question_has_another_answer() {
        let cache = AnswerCache::new(1000, watch::channel(1).1, locale_file::site());
        let ask = |asked: &Asked| cache.question(asked).unwrap();
        let one = asked("{ a }", None, json!({"a": 1, "b": 2}));
        cache.put(ask(&one), answer("one"));
        assert_eq!(cache.get(&ask(&one)), Some(answer("one")));
        for other in [
            asked("{ a } ", None, json!({"a": 1, "b": 2})),
            asked("{ a }", Some(""), json!({"a": 1, "b": 2})),
            asked("{ a }", None, json!({"a": 1, "b": "2"})),
            // As text that is not JSON, these were the same variables.
            asked("{ a }", None, json!({"a: 1, b": 2})),
        ] {
            assert_eq!(cache.get(&ask(&other)), None, "{other:?}");
        }
    }

    #[test]
    fn nothing_is_older_than_the_last_change_and_the_site() {
        let (changes, news) = watch::channel(1);
        let live = locale_file::site();
        let cache = AnswerCache::new(1000, news, live.clone());
        let asked = asked("{ a }", None, json!({}));
        let ask = || cache.question(&asked).unwrap();
        let before = ask();
        changes.send_replace(2);
        // It was asked before the change, and may be older.
        cache.put(before, answer("old"));
        assert_eq!(cache.get(&ask()), None);
        cache.put(ask(), answer("new"));
        assert_eq!(cache.get(&ask()), Some(answer("new")));
        live.replace(locale_file::site().current());
        assert_eq!(cache.get(&ask()), None);
    }
}
