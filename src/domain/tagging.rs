//! Which tag a spelling in front matter means, and what tags are called in each locale.
//! A tag has one stable key; `tags.yml` and the spellings themselves give it names. How posts are put together is
//! [`super::grouping`].

use std::collections::{BTreeMap, HashMap, HashSet};

use super::diagnostic::Diagnostic;
use super::locale::Locale;
use super::slug::{Slug, nfc};
use super::source::{SourceDocument, SourceTag};

/// The file beside the content that describes tags.
pub const TAGS_FILE: &str = "tags.yml";

/// All tags that one run of an import knows so far.
#[derive(Debug, Default)]
pub(super) struct Tagging {
    tags: BTreeMap<String, SourceTag>,
    /// Tags that `tags.yml` gives a name: spellings do not name these.
    named: HashSet<String>,
    /// Key of the tag for each key, alias and slug, folded.
    by_spelling: HashMap<String, String>,
    /// Key of the tag for each name, folded, in its locale: `Gift` may be two things in two languages.
    by_name: HashMap<(Locale, String), String>,
    /// The spelling that made a tag which `tags.yml` does not describe.
    first_spelling: HashMap<String, String>,
}

impl Tagging {
    /// Begins with what `tags.yml` says; a spelling claimed by two tags is an error and stays with the first of them.
    pub(super) fn new(described: Vec<SourceTag>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut tagging = Self::default();
        for tag in &described {
            let claims = [&tag.key].into_iter().chain(&tag.aliases);
            for spelling in claims {
                let owner = tagging
                    .by_spelling
                    .entry(fold(spelling))
                    .or_insert_with(|| tag.key.clone());
                if *owner != tag.key {
                    diagnostics.push(claimed_twice(spelling, owner, &tag.key));
                }
            }
            for (locale, name) in &tag.names {
                let entry = tagging.by_name.entry((locale.clone(), fold(name)));
                let owner = entry.or_insert_with(|| tag.key.clone());
                if *owner != tag.key {
                    diagnostics.push(claimed_twice(name, owner, &tag.key));
                }
            }
        }
        for tag in described {
            if !tag.names.is_empty() {
                tagging.named.insert(tag.key.clone());
            }
            tagging.tags.insert(tag.key.clone(), tag);
        }
        tagging
    }

    /// The keys of a document's tags in their order, without duplicates; a spelling not met before makes a tag.
    pub(super) fn make(
        &mut self,
        document: &SourceDocument,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<String> {
        let mut keys = Vec::new();
        for spelling in document.tags.iter().flatten() {
            let Some(key) = self
                .find(&document.locale, spelling)
                .or_else(|| key_of(spelling))
            else {
                let diagnostic = Diagnostic::warning(
                    "EMPTY_TAG",
                    format!("the tag `{spelling}` has no letter or digit to make a key of"),
                )
                .help(format!(
                    "describe it in `{TAGS_FILE}`: `key: {{aliases: [\"{spelling}\"]}}`"
                ));
                diagnostics.push(document.locate(diagnostic, "tags"));
                continue;
            };
            self.remember(&key, spelling, document, diagnostics);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// The keys of a document's tags as far as they are known; tags known by a spelling alone learn their names from it.
    pub(super) fn learn(&mut self, document: &SourceDocument) -> Vec<String> {
        let mut keys = Vec::new();
        for spelling in document.tags.iter().flatten() {
            match self.find(&document.locale, spelling) {
                Some(key) => {
                    self.name(&key, spelling, &document.locale);
                    keys.push(key);
                }
                None => keys.extend(key_of(spelling)),
            }
        }
        keys
    }

    /// All tags by key. Each has a slug in every locale that it has a name in, and no two share one.
    pub(super) fn finish(self, diagnostics: &mut Vec<Diagnostic>) -> Vec<SourceTag> {
        let mut tags: Vec<SourceTag> = self.tags.into_values().collect();
        let mut taken: HashMap<(Locale, Slug), String> = HashMap::new();
        // What `tags.yml` says is settled before what is made of names.
        for is_said in [true, false] {
            for tag in &mut tags {
                let locales: Vec<Locale> = match is_said {
                    true => tag.slugs.keys().cloned().collect(),
                    false => tag.names.keys().cloned().collect(),
                };
                for locale in locales {
                    settle_slug(tag, &locale, is_said, &mut taken, diagnostics);
                }
            }
        }
        tags
    }

    fn find(&self, locale: &Locale, spelling: &str) -> Option<String> {
        let folded = fold(spelling);
        let by_name = self.by_name.get(&(locale.clone(), folded.clone()));
        let found = by_name
            .or_else(|| self.by_spelling.get(&folded))
            .or_else(|| self.by_spelling.get(&key_of(spelling)?));
        found.cloned().or_else(|| self.named_elsewhere(&folded))
    }

    /// A name of another locale is understood too, where it can mean one tag alone.
    fn named_elsewhere(&self, folded: &str) -> Option<String> {
        let mut keys = self
            .by_name
            .iter()
            .filter(|((_, name), _)| name == folded)
            .map(|(_, key)| key);
        let key = keys.next()?;
        keys.all(|other| other == key).then(|| key.clone())
    }

    fn remember(
        &mut self,
        key: &str,
        spelling: &str,
        document: &SourceDocument,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if !self.tags.contains_key(key) {
            let tag = SourceTag {
                key: key.to_owned(),
                aliases: Vec::new(),
                names: BTreeMap::new(),
                slugs: BTreeMap::new(),
                descriptions: BTreeMap::new(),
            };
            self.tags.insert(key.to_owned(), tag);
            self.by_spelling.insert(key.to_owned(), key.to_owned());
            let first = spelling.to_owned();
            self.first_spelling.insert(key.to_owned(), first);
        }
        if let Some(first) = self.first_spelling.get(key)
            && signs(first) != signs(spelling)
        {
            let diagnostic = Diagnostic::warning(
                "TAG_SPELLINGS_MERGED",
                format!("the tags `{first}` and `{spelling}` are both taken for `{key}`"),
            )
            .help(format!(
                "if they are two tags, describe them in `{TAGS_FILE}` with `aliases`"
            ));
            diagnostics.push(document.locate(diagnostic, "tags"));
        }
        self.name(key, spelling, &document.locale);
    }

    fn name(&mut self, key: &str, spelling: &str, locale: &Locale) {
        if self.named.contains(key) {
            return;
        }
        if let Some(tag) = self.tags.get_mut(key) {
            let name = spelling.trim().to_owned();
            tag.names.entry(locale.clone()).or_insert(name);
        }
    }
}

fn settle_slug(
    tag: &mut SourceTag,
    locale: &Locale,
    is_said: bool,
    taken: &mut HashMap<(Locale, Slug), String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let own = match (is_said, tag.slugs.get(locale)) {
        (true, said) => said.cloned(),
        (false, Some(_)) => return,
        (false, None) => tag
            .names
            .get(locale)
            .and_then(|name| Slug::of_title(name).ok()),
    };
    let key = Slug::parse(&tag.key).ok();
    let numbered = (2..).filter_map(|number| Slug::parse(&format!("{}-{number}", tag.key)).ok());
    let candidates = own
        .clone()
        .into_iter()
        .chain(key)
        .chain(numbered.take(1000));
    let mut free = candidates.filter(|slug| !taken.contains_key(&(locale.clone(), slug.clone())));
    let Some(slug) = free.next() else { return };
    if let Some(own) = own.filter(|own| *own != slug)
        && let Some(owner) = taken.get(&(locale.clone(), own.clone()))
    {
        let message = format!(
            "in `{locale}` the tags `{owner}` and `{}` have the same slug `{own}`; the latter is served as `{slug}`",
            tag.key
        );
        let help = format!("give one of them another `slug` in `{TAGS_FILE}`");
        let diagnostic = Diagnostic::warning("TAG_SLUG_TAKEN", message).help(help);
        diagnostics.push(diagnostic.in_file(TAGS_FILE));
    }
    taken.insert((locale.clone(), slug.clone()), tag.key.clone());
    tag.slugs.insert(locale.clone(), slug);
}

fn claimed_twice(spelling: &str, owner: &str, other: &str) -> Diagnostic {
    let message = format!("`{spelling}` means the tag `{owner}` and the tag `{other}`");
    Diagnostic::error("TAG_CLAIMED_TWICE", message)
        .help(format!("`{owner}` keeps it; take it away from one of them"))
        .in_file(TAGS_FILE)
}

fn key_of(spelling: &str) -> Option<String> {
    let slug = Slug::of_title(spelling).ok()?;
    Some(slug.as_str().to_owned())
}

/// Case, composition and the width of white space make no other tag.
fn fold(spelling: &str) -> String {
    let lower = nfc(spelling).to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ")
}

/// The signs that tell tags apart although no slug can show them: `C++` is not `C#`.
fn signs(spelling: &str) -> String {
    spelling
        .chars()
        .filter(|c| matches!(c, '+' | '#' | '*' | '&' | '!' | '@'))
        .collect()
}
