//! What is wrong with messages that can be read: references that lead nowhere or in circles, variants that no number
//! selects, and locales that differ.
//! Syntax, duplicate keys and limits are told by [`Catalog::load`]; nothing is read here.

mod copy;
mod difference;
mod expansion;
mod selector;

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::Bundle;
use super::catalog::Catalog;
use super::file::Entry;
use super::gap;
use super::reference::{self, References};
use super::resolve::{EXPANSIONS_MAX, FUNCTIONS};
use super::spot::{self, Mark};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::fallback::Locales;
use crate::domain::locale::Locale;
use difference::Differences;
use selector::Selectors;

/// Problems of one kind that are told of one message.
const PROBLEMS_MAX: usize = 20;

/// Everything that is wrong between the messages of a catalog, in the order of files and lines.
pub fn lint(catalog: &Catalog, locales: &Locales) -> Vec<Diagnostic> {
    let default = locales.default_locale();
    let linted: BTreeMap<&Locale, Linted<'_>> = catalog
        .bundles()
        .iter()
        .map(|(locale, bundle)| (locale, Linted::new(bundle)))
        .collect();
    let mut diagnostics: Vec<Diagnostic> = linted.values().flat_map(Linted::problems).collect();
    if let Some(source) = linted.get(default) {
        let others = linted
            .values()
            .filter(|other| other.bundle.locale != *default);
        let differences = others.flat_map(|other| {
            let differences = Differences {
                catalog,
                source,
                other,
            };
            differences.problems()
        });
        diagnostics.extend(differences);
        diagnostics.extend(gap::gaps(catalog, locales).iter().map(gap::Gap::problem));
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

    /// What is wrong with its messages, whatever other locales say.
    fn problems(&self) -> Vec<Diagnostic> {
        let mut selectors = Selectors::new(&self.bundle.numbers);
        let mut problems = expansion::problems(self);
        for entry in self.bundle.site_entries() {
            problems.extend(self.unknown(entry));
            problems.extend(repeated_attributes(entry));
            problems.extend(selectors.problems(entry, &self.bundle.locale));
        }
        problems
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
            let problem = Diagnostic::error("MESSAGE_UNKNOWN_REFERENCE", message);
            let problem = problem.help("add it to this locale, or correct the name");
            spot::at(problem, entry, Mark::Text(name))
        });
        let functions: BTreeSet<&String> =
            of_entry.iter().flat_map(|each| &each.functions).collect();
        let functions = functions
            .into_iter()
            .filter(|name| !FUNCTIONS.contains(&name.as_str()));
        let functions = functions.map(|name| {
            let message = format!("`{key}` calls the unknown function `{name}`");
            let problem = Diagnostic::error("MESSAGE_UNKNOWN_FUNCTION", message);
            let problem = problem.help(format!("functions are {}", FUNCTIONS.join(" and ")));
            spot::at(problem, entry, Mark::Function(name))
        });
        let told = texts.take(PROBLEMS_MAX);
        told.chain(functions.take(PROBLEMS_MAX)).collect()
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

/// Attributes that a message has twice.
fn repeated_attributes(entry: &Entry) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let names = entry.attributes.iter().map(|(name, _)| name.as_str());
    let repeated = names.filter(|name| !seen.insert(*name));
    repeated
        .take(PROBLEMS_MAX)
        .map(|name| {
            let message = format!("`{}` has the attribute `.{name}` twice", entry.key);
            let problem = Diagnostic::error("MESSAGE_ATTRIBUTE_DUPLICATE", message);
            let problem = problem.help("remove one of the two; the last one is used");
            spot::at(problem, entry, Mark::Attribute(name))
        })
        .collect()
}

#[cfg(test)]
mod tests;
