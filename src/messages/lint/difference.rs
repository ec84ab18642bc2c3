//! Where a locale differs from the default one in what both say: variables, attributes, texts that were only copied, and
//! keys that nobody else knows. What a locale lacks is `gap`.

use std::collections::BTreeSet;

use super::super::catalog::Catalog;
use super::super::file::Entry;
use super::super::gap::is_variety;
use super::super::spot::{self, Mark};
use super::{Linted, PROBLEMS_MAX, copy};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;

/// How the keys of names begin: tags, sections and languages may be named in one language alone.
pub(super) const NAMES: [&str; 3] = ["tag-", "section-", "locale-name-"];

/// A locale beside the default one.
pub(super) struct Differences<'a> {
    pub(super) catalog: &'a Catalog,
    /// The default locale.
    pub(super) source: &'a Linted<'a>,
    pub(super) other: &'a Linted<'a>,
}

impl Differences<'_> {
    /// Everything that differs, in the order of keys.
    pub(super) fn problems(&self) -> Vec<Diagnostic> {
        let site = |linted: &'_ Linted<'_>| -> BTreeSet<String> {
            let messages = linted.bundle.site_entries();
            let messages = messages.filter(|entry| !entry.is_term());
            messages.map(|entry| entry.key.clone()).collect()
        };
        let keys = &site(self.source) | &site(self.other);
        keys.iter().flat_map(|key| self.of_key(key)).collect()
    }

    fn of_key(&self, key: &str) -> Vec<Diagnostic> {
        let (expected, entry) = (self.source.bundle.get(key), self.other.bundle.get(key));
        match (expected, entry) {
            (Some(expected), Some(entry)) => self.of_pair(expected, entry),
            (None, Some(entry)) => self.superfluous(entry).into_iter().collect(),
            (_, None) => Vec::new(),
        }
    }

    fn of_pair(&self, expected: &Entry, entry: &Entry) -> Vec<Diagnostic> {
        let mut problems = self.variables(entry);
        problems.extend(self.text(expected, entry));
        problems.extend(self.attributes(expected, entry));
        if !is_variety(&self.other.bundle.locale, self.default()) {
            problems.extend(copy::problems(expected, entry, self.default()));
        }
        problems
    }

    fn superfluous(&self, entry: &Entry) -> Option<Diagnostic> {
        let key = entry.key.as_str();
        let is_name = NAMES.iter().any(|begin| key.starts_with(begin));
        let default = self.default();
        if is_name || self.catalog.knows(default, key) {
            return None;
        }
        let message = format!("`{key}` is not in the default locale `{default}`");
        let problem = Diagnostic::warning("MESSAGE_SUPERFLUOUS", message);
        let problem = problem.help(format!(
            "remove it, correct its key, or add it to `{default}/`"
        ));
        Some(spot::at(problem, entry, Mark::Key))
    }

    fn variables(&self, entry: &Entry) -> Vec<Diagnostic> {
        let key = entry.key.as_str();
        let (has, wants) = (self.other.variables(key), self.source.variables(key));
        if has == wants {
            return Vec::new();
        }
        let extra = has.difference(&wants).next();
        let mark = extra.map_or(Mark::Key, |name| Mark::Variable(name));
        let (has, wants) = (listed(&has), listed(&wants));
        let message = format!("`{key}` uses {has}, but {wants} in `{}`", self.default());
        let problem = Diagnostic::warning("MESSAGE_VARIABLES_DIFFER", message);
        let problem = problem.help("use the same variables in every locale");
        vec![spot::at(problem, entry, mark)]
    }

    fn text(&self, expected: &Entry, entry: &Entry) -> Option<Diagnostic> {
        let message = match (&expected.value, &entry.value) {
            (Some(_), None) => "has attributes alone, but also a text",
            (None, Some(_)) => "has a text, but attributes alone",
            _ => return None,
        };
        let message = format!("`{}` {message} in `{}`", entry.key, self.default());
        let problem = Diagnostic::warning("MESSAGE_TEXT_DIFFERS", message);
        let problem = problem.help("give it a text in every locale or in none");
        Some(spot::at(problem, entry, Mark::Key))
    }

    fn attributes(&self, expected: &Entry, entry: &Entry) -> Vec<Diagnostic> {
        let default = self.default();
        let (has, wants) = (names(entry), names(expected));
        let missing = wants.difference(&has).map(|name| {
            let message = format!(
                "`{}` lacks the attribute `.{name}` of `{default}`",
                entry.key
            );
            let problem = Diagnostic::warning("MESSAGE_ATTRIBUTE_MISSING", message);
            let problem =
                problem.help("add it, indented below the text; nothing falls back for it");
            spot::at(problem, entry, Mark::Key)
        });
        let superfluous = has.difference(&wants).map(|name| {
            let message = format!(
                "`{}` has the attribute `.{name}`, which `{default}` lacks",
                entry.key
            );
            let problem = Diagnostic::warning("MESSAGE_ATTRIBUTE_SUPERFLUOUS", message);
            let problem = problem.help(format!("remove it, or add it in `{default}/`"));
            spot::at(problem, entry, Mark::Attribute(name))
        });
        let told = missing.take(PROBLEMS_MAX);
        told.chain(superfluous.take(PROBLEMS_MAX)).collect()
    }

    fn default(&self) -> &Locale {
        &self.source.bundle.locale
    }
}

fn names(entry: &Entry) -> BTreeSet<&str> {
    let attributes = entry.attributes.iter();
    attributes.map(|(name, _)| name.as_str()).collect()
}

fn listed(names: &BTreeSet<&str>) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("${name}")).collect();
    match names.as_slice() {
        [] => "none".to_owned(),
        names => names.join(", "),
    }
}
