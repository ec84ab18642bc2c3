//! All messages of one locale together with its formats. Which locale answers is `catalog`; writing is `resolve`.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use super::file::Entry;
use super::moment::MomentFormat;
use super::number::NumberFormat;
use super::spot::{self, Mark};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;

/// Messages and terms that one locale may have; what exceeds is left out.
pub(super) const MESSAGES_MAX: usize = 20_000;

/// The messages of one locale.
pub(super) struct Bundle {
    /// The locale that texts and formats are in.
    pub(super) locale: Locale,
    /// By key; those of the site's own files, and the binary's where the site has none.
    entries: BTreeMap<String, Held>,
    /// How the locale writes numbers.
    pub(super) numbers: NumberFormat,
    /// How the locale writes dates.
    pub(super) moments: MomentFormat,
}

struct Held {
    entry: Arc<Entry>,
    is_site: bool,
}

impl Bundle {
    /// A locale without messages.
    pub(super) fn new(locale: Locale) -> Self {
        Self {
            entries: BTreeMap::new(),
            numbers: NumberFormat::new(&locale),
            moments: MomentFormat::new(&locale),
            locale,
        }
    }

    /// Adds what the site says. The first of a key stays, as in every Fluent implementation.
    pub(super) fn add_site(
        &mut self,
        entries: impl IntoIterator<Item = Arc<Entry>>,
    ) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for entry in entries {
            if let Some(first) = self.entries.get(&entry.key) {
                diagnostics.push(duplicate(&entry, &first.entry));
            } else if self.entries.len() >= MESSAGES_MAX {
                diagnostics.push(too_many(&entry, &self.locale));
                break;
            } else {
                self.hold(entry, true);
            }
        }
        diagnostics
    }

    /// Fills what the site does not say with the binary's own texts.
    pub(super) fn fill_gaps(&mut self, entries: &[Arc<Entry>]) {
        for entry in entries {
            if !self.entries.contains_key(&entry.key) {
                self.hold(Arc::clone(entry), false);
            }
        }
    }

    fn hold(&mut self, entry: Arc<Entry>, is_site: bool) {
        let key = entry.key.clone();
        self.entries.insert(key, Held { entry, is_site });
    }

    /// A message, or a term by its key with `-`.
    pub(super) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key).map(|held| &*held.entry)
    }

    /// Everything there is, sorted by key.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values().map(|held| &*held.entry)
    }

    /// Only what the site's own files say, sorted by key.
    pub(super) fn site_entries(&self) -> impl Iterator<Item = &Entry> {
        let site = self.entries.values().filter(|held| held.is_site);
        site.map(|held| &*held.entry)
    }

    /// The messages, without terms, whose keys begin with `prefix`, sorted by key.
    pub(super) fn messages<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Entry> {
        let bounds = (Bound::Included(prefix), Bound::Unbounded);
        let from = self.entries.range::<str, _>(bounds);
        from.map(|(_, held)| &*held.entry)
            .take_while(move |entry| entry.key.starts_with(prefix))
            .filter(|entry| !entry.is_term())
    }
}

fn duplicate(entry: &Entry, first: &Entry) -> Diagnostic {
    let message = format!("`{}` is already defined at {}", entry.key, first.place);
    let problem = Diagnostic::error("MESSAGE_DUPLICATE", message);
    let problem = problem.help("remove one of the two; the first one is used");
    spot::at(problem, entry, Mark::Key)
}

fn too_many(entry: &Entry, locale: &Locale) -> Diagnostic {
    let message = format!("`{locale}` has more than {MESSAGES_MAX} messages");
    let mut problem = Diagnostic::error("LOCALE_TOO_MANY_MESSAGES", message).help(
        "this message and those after it in the file are not used; remove what no page shows",
    );
    problem.place = Some(entry.place.clone());
    problem
}
