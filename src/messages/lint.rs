//! What is wrong with messages that can be read: references that lead nowhere or in circles, and locales that differ.
//! Syntax, duplicate keys and limits are told by [`Catalog::load`]; nothing is read here.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::Bundle;
use super::catalog::Catalog;
use super::file::Entry;
use super::reference::{self, References};
use super::resolve::{EXPANSIONS_MAX, FUNCTIONS};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;

/// Everything that is wrong between the messages of a catalog, in the order of files and lines.
pub fn lint(catalog: &Catalog, default: &Locale) -> Vec<Diagnostic> {
    let locales: BTreeMap<&Locale, Linted<'_>> = catalog
        .bundles()
        .iter()
        .map(|(locale, bundle)| (locale, Linted::new(bundle)))
        .collect();
    let mut diagnostics: Vec<Diagnostic> = locales.values().flat_map(Linted::problems).collect();
    if let Some(source) = locales.get(default) {
        let others = locales.iter().filter(|(locale, _)| **locale != default);
        diagnostics.extend(others.flat_map(|(_, other)| differences(other, source)));
    }
    diagnostics.sort();
    diagnostics
}

/// One locale with what its messages refer to.
struct Linted<'a> {
    bundle: &'a Bundle,
    /// Of each value and attribute, by `key` and `key.attribute`.
    references: BTreeMap<String, References>,
}

impl<'a> Linted<'a> {
    fn new(bundle: &'a Bundle) -> Self {
        Self {
            references: bundle.entries().flat_map(reference::of).collect(),
            bundle,
        }
    }

    fn problems(&self) -> Vec<Diagnostic> {
        let unknown = self
            .bundle
            .site_entries()
            .flat_map(|entry| self.unknown(entry));
        unknown.chain(self.expansions()).collect()
    }

    /// What one message names and nobody has.
    fn unknown(&self, entry: &Entry) -> Vec<Diagnostic> {
        let key = &entry.key;
        let of_entry = self.of_key(key).into_iter();
        let of_entry: Vec<&References> = of_entry.map(|(_, each)| each).collect();
        let texts: BTreeSet<&String> = of_entry.iter().flat_map(|each| &each.texts).collect();
        let texts = texts
            .into_iter()
            .filter(|name| !self.references.contains_key(*name));
        let texts = texts.map(|name| {
            let message = format!("`{key}` refers to `{name}`, which has no text here");
            Diagnostic::error("MESSAGE_UNKNOWN_REFERENCE", message)
                .help("add it to this locale, or correct the name")
        });
        let functions: BTreeSet<&String> =
            of_entry.iter().flat_map(|each| &each.functions).collect();
        let functions = functions
            .into_iter()
            .filter(|name| !FUNCTIONS.contains(&name.as_str()));
        let functions = functions.map(|name| {
            let message = format!("`{key}` calls the unknown function `{name}`");
            Diagnostic::error("MESSAGE_UNKNOWN_FUNCTION", message)
                .help(format!("functions are {}", FUNCTIONS.join(" and ")))
        });
        texts.chain(functions).map(|each| at(each, entry)).collect()
    }

    /// Cycles, and messages that would expand too often.
    fn expansions(&self) -> Vec<Diagnostic> {
        let mut walk = Walk {
            linted: self,
            weights: BTreeMap::new(),
            problems: Vec::new(),
        };
        for name in self.references.keys() {
            walk.from(name);
        }
        walk.problems
    }

    /// The value and the attributes of one key.
    fn of_key(&self, key: &str) -> Vec<(&str, &References)> {
        let entry = self.bundle.get(key).into_iter();
        let names = entry.flat_map(reference::names);
        names
            .filter_map(|name| self.references.get_key_value(&name))
            .map(|(name, references)| (name.as_str(), references))
            .collect()
    }

    /// The variables of a message and of the messages it refers to; a term sees none of them.
    fn variables(&self, key: &str) -> BTreeSet<&str> {
        let of_key = self.of_key(key).into_iter();
        let mut left: Vec<&str> = of_key.map(|(name, _)| name).collect();
        let mut seen: BTreeSet<&str> = left.iter().copied().collect();
        let mut variables = BTreeSet::new();
        while let Some(name) = left.pop() {
            let Some(references) = self.references.get(name) else {
                continue;
            };
            variables.extend(references.variables.iter().map(String::as_str));
            for name in &references.texts {
                let is_new = !name.starts_with('-') && seen.len() < EXPANSIONS_MAX;
                if is_new && seen.insert(name) {
                    left.push(name);
                }
            }
        }
        variables
    }
}

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
            self.tell(key, problem.help("refer to fewer messages"));
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
        self.tell(to, problem.help("remove one of these references"));
    }

    fn tell(&mut self, key: &str, problem: Diagnostic) {
        if let Some(entry) = self.linted.bundle.get(key_of(key)) {
            self.problems.push(at(problem, entry));
        }
    }
}

/// Where a locale differs from the default one.
fn differences(other: &Linted<'_>, source: &Linted<'_>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let messages = source
        .bundle
        .site_entries()
        .filter(|entry| !entry.is_term());
    for expected in messages {
        let key = expected.key.as_str();
        let Some(entry) = other.bundle.get(key) else {
            problems.push(missing(expected, &other.bundle.locale));
            continue;
        };
        let (has, wants) = (other.variables(key), source.variables(key));
        if has != wants {
            let list = |names: &BTreeSet<&str>| {
                let names: Vec<String> = names.iter().map(|name| format!("${name}")).collect();
                match names.as_slice() {
                    [] => "none".to_owned(),
                    names => names.join(", "),
                }
            };
            let (has, wants) = (list(&has), list(&wants));
            let locale = &source.bundle.locale;
            let message = format!("`{key}` uses {has}, but {wants} in `{locale}`");
            let problem = Diagnostic::warning("MESSAGE_VARIABLES_DIFFER", message);
            problems.push(at(
                problem.help("use the same variables in every locale"),
                entry,
            ));
        }
    }
    problems
}

fn missing(expected: &Entry, locale: &Locale) -> Diagnostic {
    let message = format!("`{}` is missing in `{locale}`", expected.key);
    let problem = Diagnostic::warning("MESSAGE_MISSING", message);
    at(
        problem.help(format!("translate it in `{locale}/`")),
        expected,
    )
}

fn at(mut problem: Diagnostic, entry: &Entry) -> Diagnostic {
    problem.place = Some(entry.place.clone());
    problem
}

#[cfg(test)]
mod tests;
