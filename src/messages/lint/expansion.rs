//! References that lead in circles, and messages that would expand without end.

use std::collections::BTreeMap;

use super::super::resolve::EXPANSIONS_MAX;
use super::super::spot::{self, Mark};
use super::Linted;
use crate::domain::diagnostic::Diagnostic;

/// The key of `key.attribute`.
fn key_of(name: &str) -> &str {
    name.split_once('.').map_or(name, |(key, _)| key)
}

/// A walk along references, depth first, on a stack of its own: a chain may be as long as a locale has messages.
struct Walk<'a> {
    linted: &'a Linted<'a>,
    /// References that a text expands at most; `None` while it is being walked.
    weights: BTreeMap<&'a str, Option<usize>>,
    problems: Vec<Diagnostic>,
}

/// Cycles, and messages that would expand too often.
pub(super) fn problems(linted: &Linted<'_>) -> Vec<Diagnostic> {
    let mut walk = Walk {
        linted,
        weights: BTreeMap::new(),
        problems: Vec::new(),
    };
    for name in linted.references.keys() {
        walk.from(name);
    }
    walk.problems
}

impl<'a> Walk<'a> {
    fn from(&mut self, key: &'a str) {
        let mut stack: Vec<(&'a str, usize)> = Vec::new();
        self.open(key, &mut stack);
        while let Some((key, next)) = stack.last_mut() {
            let key = *key;
            let references = self.linted.references.get(key);
            let texts = references.map_or(&[][..], |references| &references.texts);
            let Some(to) = texts.get(*next) else {
                self.close(key, texts);
                stack.pop();
                continue;
            };
            *next += 1;
            match self.weights.get(to.as_str()) {
                None => self.open(to, &mut stack),
                Some(None) => self.cycle(to, &stack),
                Some(Some(_)) => {}
            }
        }
    }

    fn open(&mut self, key: &'a str, stack: &mut Vec<(&'a str, usize)>) {
        if !self.weights.contains_key(key) {
            self.weights.insert(key, None);
            stack.push((key, 0));
        }
    }

    fn close(&mut self, key: &'a str, texts: &[String]) {
        let weight = |to: &str| self.weights.get(to).copied().flatten().unwrap_or(0);
        let weights = texts.iter().map(|to| weight(to).saturating_add(1));
        let total = weights.fold(0, usize::saturating_add);
        // Told once, where the limit is passed, and not again for all that refers to it.
        if total > EXPANSIONS_MAX && texts.iter().all(|to| weight(to) <= EXPANSIONS_MAX) {
            let message = format!("`{key}` expands more than {EXPANSIONS_MAX} references");
            let problem = Diagnostic::error("MESSAGE_EXPANDS_ENDLESSLY", message);
            self.tell(key, problem.help("refer to fewer messages"), Mark::Key);
        }
        self.weights.insert(key, Some(total));
    }

    fn cycle(&mut self, to: &'a str, stack: &[(&'a str, usize)]) {
        let walked = stack.iter().map(|(key, _)| *key);
        let circle: Vec<&str> = walked.skip_while(|key| *key != to).chain([to]).collect();
        let shown = match circle.as_slice() {
            [first, .., last] if circle.len() > 12 => format!("{first} → … → {last}"),
            _ => circle.join(" → "),
        };
        let message = format!("`{to}` refers to itself: {shown}");
        let problem = Diagnostic::error("MESSAGE_CYCLE", message);
        let mark = circle.get(1).map_or(Mark::Key, |next| Mark::Text(next));
        self.tell(to, problem.help("remove one of these references"), mark);
    }

    fn tell(&mut self, key: &str, problem: Diagnostic, mark: Mark<'_>) {
        if let Some(entry) = self.linted.bundle.get(key_of(key)) {
            self.problems.push(spot::at(problem, entry, mark));
        }
    }
}
