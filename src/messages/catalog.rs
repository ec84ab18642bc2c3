//! All interface texts of a site: which locales there are, and which text a key has along a chain.
//! What is wrong with the files is told while loading and by [`super::lint`]; formatting one message is `resolve`.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::args::Args;
use super::bundle::Bundle;
use super::file::{self, Entry};
use super::folder;
use super::last_good;
use super::merged;
use super::resolve;
use super::shipped;
use crate::domain::diagnostic::Diagnostic;
use crate::domain::hexadecimal::hexadecimal;
use crate::domain::locale::Locale;

/// Bytes that one answer of [`Catalog::messages`] may have.
pub const ANSWER_BYTES_MAX: usize = 8 * 1024 * 1024;

/// The interface texts of a site, by locale and key.
///
/// A text is looked for in each locale of a chain in turn: in the site's own files, then in the binary's texts for that
/// locale or its language. What nobody has is taken from the binary's English. So a site that words a message
/// anew in one language changes no other language.
pub struct Catalog {
    locales: Vec<Locale>,
    bundles: BTreeMap<Locale, Bundle>,
    shipped: BTreeMap<Locale, Bundle>,
    /// The files that the bundles were made of.
    sources: folder::Locales,
    fingerprint: String,
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            locales,
            fingerprint,
            ..
        } = self;
        f.debug_struct("Catalog")
            .field("locales", locales)
            .field("fingerprint", fingerprint)
            .finish_non_exhaustive()
    }
}

/// A message as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its key.
    pub key: String,
    /// Its text; empty where it has attributes alone.
    pub text: String,
    /// The locale it is written in.
    pub locale: Locale,
    /// Its attributes by name.
    pub attributes: BTreeMap<String, String>,
}

/// How much of a locale is translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Messages of the default locale that this locale has too.
    pub translated: usize,
    /// Messages that the site has in the default locale.
    pub total: usize,
}

/// The texts asked for are longer than [`ANSWER_BYTES_MAX`] together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the messages asked for have more than {ANSWER_BYTES_MAX} bytes; ask for fewer by `keys` or `prefix`"
)]
pub struct TooMuchText;

impl Catalog {
    /// Reads `folder/<tag>/*.ftl`, with everything that is wrong there. Each folder named by a tag makes a locale and
    /// nothing else does; without a folder, or with one that makes no locale, the site has the locales of the binary.
    pub fn load(folder: Option<&Path>) -> (Self, Vec<Diagnostic>) {
        let (sources, diagnostics) = folder.map(folder::read).unwrap_or_default();
        Self::of(sources, diagnostics)
    }

    /// Reads the same folder again. A file that is broken now says what it said before, if it was there: the problem is
    /// told, and readers see no gap.
    pub fn load_again(&self, folder: &Path) -> (Self, Vec<Diagnostic>) {
        let (mut sources, mut diagnostics) = folder::read(folder);
        let kept = last_good::keep(&self.sources, &mut sources, &diagnostics);
        diagnostics.extend(kept);
        Self::of(sources, diagnostics)
    }

    fn of(sources: folder::Locales, mut diagnostics: Vec<Diagnostic>) -> (Self, Vec<Diagnostic>) {
        let shipped = shipped_entries();
        let fingerprint = fingerprint(&sources);
        let mut bundles = BTreeMap::new();
        for (locale, files) in &sources {
            let (bundle, problems) = site_bundle(locale, files);
            diagnostics.extend(problems);
            bundles.insert(locale.clone(), bundle);
        }
        if bundles.is_empty() {
            bundles = shipped_bundles(&shipped, |bundle, entries| {
                bundle.add_site(entries.iter().cloned());
            });
        }
        for (locale, bundle) in &mut bundles {
            bundle.fill_gaps(shipped.get(locale).map_or(&[], Vec::as_slice));
        }
        let catalog = Self {
            locales: bundles.keys().cloned().collect(),
            bundles,
            shipped: shipped_bundles(&shipped, |bundle, entries| bundle.fill_gaps(entries)),
            sources,
            fingerprint,
        };
        (catalog, diagnostics)
    }

    /// The locales of the site, by tag.
    pub fn locales(&self) -> &[Locale] {
        &self.locales
    }

    /// Changes whenever a file, its name, a locale or one of the binary's texts changes; 64 hexadecimal digits.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// One message, from the first locale of the chain that has it, else in English; `None` if nobody knows the key.
    pub fn format(&self, chain: &[Locale], key: &str, args: &Args) -> Option<Message> {
        if key.starts_with('-') {
            return None;
        }
        let bundles = self.order(chain).into_iter();
        let mut found = bundles.filter_map(|bundle| Some((bundle, bundle.get(key)?)));
        found
            .next()
            .map(|(bundle, entry)| message(bundle, entry, args))
    }

    /// The messages that `keys` name and whose key begins with `prefix`, all of them where neither is given, sorted by
    /// key; each one as [`Catalog::format`] gives it. A key that nobody knows is left out.
    pub fn messages(
        &self,
        chain: &[Locale],
        keys: Option<&[String]>,
        prefix: Option<&str>,
        args: &Args,
    ) -> Result<Vec<Message>, TooMuchText> {
        let mut found: BTreeMap<&str, (&Bundle, &Entry)> = BTreeMap::new();
        for bundle in self.order(chain) {
            for entry in bundle.messages(prefix.unwrap_or_default()) {
                found.entry(&entry.key).or_insert((bundle, entry));
            }
        }
        if let Some(keys) = keys {
            let keys: std::collections::HashSet<&str> = keys.iter().map(String::as_str).collect();
            found.retain(|key, _| keys.contains(key));
        }
        let mut bytes = 0;
        found
            .into_values()
            .map(|(bundle, entry)| {
                let message = message(bundle, entry, args);
                bytes += size(&message);
                if bytes > ANSWER_BYTES_MAX {
                    return Err(TooMuchText);
                }
                Ok(message)
            })
            .collect()
    }

    /// All messages and terms as one Fluent file for a frontend that formats itself, each from the first locale of the
    /// chain that has it, as [`Catalog::messages`] chooses; those of other locales stand below their tags.
    pub fn fluent(&self, chain: &[Locale]) -> String {
        merged::write(&self.order(chain))
    }

    /// The text that a locale itself has for a key, without arguments and without any other locale.
    pub fn own(&self, locale: &Locale, key: &str) -> Option<String> {
        let bundle = self.bundles.get(locale)?;
        let entry = bundle.get(key).filter(|entry| !entry.is_term())?;
        Some(resolve::format(bundle, entry.value.as_ref()?, &Args::new()))
    }

    /// What [`Catalog::own`] gives for all keys that begin with `prefix`, such as `tag-`: what follows the prefix, and
    /// its text in each locale that has one.
    pub fn named(&self, prefix: &str) -> BTreeMap<String, BTreeMap<Locale, String>> {
        let mut named: BTreeMap<String, BTreeMap<Locale, String>> = BTreeMap::new();
        for (locale, bundle) in &self.bundles {
            for entry in bundle.messages(prefix) {
                let name = entry.key.strip_prefix(prefix).unwrap_or_default();
                if let Some(text) = self.own(locale, &entry.key) {
                    let texts = named.entry(name.to_owned()).or_default();
                    texts.insert(locale.clone(), text);
                }
            }
        }
        named
    }

    /// Whether a locale itself has a message.
    pub fn has(&self, locale: &Locale, key: &str) -> bool {
        let bundle = self.bundles.get(locale);
        bundle
            .and_then(|bundle| bundle.get(key))
            .is_some_and(|entry| !entry.is_term())
    }

    /// Whether a reader of a locale finds a message, with no other locale of the site.
    pub(super) fn knows(&self, locale: &Locale, key: &str) -> bool {
        let bundles = self.order(std::slice::from_ref(locale)).into_iter();
        bundles.into_iter().any(|bundle| bundle.get(key).is_some())
    }

    /// How many of the site's messages in the default locale a locale has too.
    pub fn coverage(&self, locale: &Locale, default: &Locale) -> Coverage {
        let keys: Vec<&str> = self
            .bundles
            .get(default)
            .into_iter()
            .flat_map(Bundle::site_entries)
            .filter(|entry| !entry.is_term())
            .map(|entry| entry.key.as_str())
            .collect();
        Coverage {
            translated: keys.iter().filter(|key| self.has(locale, key)).count(),
            total: keys.len(),
        }
    }

    pub(super) fn bundles(&self) -> &BTreeMap<Locale, Bundle> {
        &self.bundles
    }

    /// Where a message is looked for, in order: each locale of the chain, each followed by the binary's texts in its
    /// language unless the chain names that language itself; English last.
    fn order(&self, chain: &[Locale]) -> Vec<&Bundle> {
        let mut order: Vec<&Bundle> = Vec::new();
        for locale in chain {
            order.extend(self.bundles.get(locale));
            let language = locale.to_icu().id.language;
            let shipped = Locale::parse(language.as_str()).ok();
            let shipped = shipped.filter(|language| !chain.contains(language));
            order.extend(shipped.and_then(|language| self.shipped.get(&language)));
        }
        let last = shipped::FILES.first().map(|(tag, _)| *tag);
        order.extend(last.and_then(|tag| self.shipped.get(&Locale::parse(tag).ok()?)));
        order
    }
}

fn message(bundle: &Bundle, entry: &Entry, args: &Args) -> Message {
    let write = |pattern| resolve::format(bundle, pattern, args);
    Message {
        key: entry.key.clone(),
        text: entry.value.as_ref().map(write).unwrap_or_default(),
        locale: bundle.locale.clone(),
        attributes: entry
            .attributes
            .iter()
            .map(|(name, pattern)| (name.clone(), write(pattern)))
            .collect(),
    }
}

fn size(message: &Message) -> usize {
    let attributes = message.attributes.iter();
    let attributes = attributes.map(|(name, text)| name.len() + text.len());
    message.key.len() + message.text.len() + attributes.sum::<usize>()
}

fn site_bundle(locale: &Locale, files: &[folder::SourceFile]) -> (Bundle, Vec<Diagnostic>) {
    let mut bundle = Bundle::new(locale.clone());
    let mut diagnostics = Vec::new();
    for source in files {
        let (entries, problems) = file::parse(&source.path, &source.bytes);
        diagnostics.extend(problems);
        let refused = bundle.add_site(entries.into_iter().map(Arc::new));
        diagnostics.extend(file::limited(&source.path, refused, 0));
    }
    (bundle, diagnostics)
}

/// The binary's texts by locale. That they are all without a problem is tested.
fn shipped_entries() -> BTreeMap<Locale, Vec<Arc<Entry>>> {
    let locales = shipped::FILES.iter().filter_map(|(tag, files)| {
        let entries = files
            .iter()
            .flat_map(|(path, text)| file::parse(path, text.as_bytes()).0);
        Some((Locale::parse(tag).ok()?, entries.map(Arc::new).collect()))
    });
    locales.collect()
}

fn shipped_bundles(
    shipped: &BTreeMap<Locale, Vec<Arc<Entry>>>,
    fill: impl Fn(&mut Bundle, &[Arc<Entry>]),
) -> BTreeMap<Locale, Bundle> {
    let bundles = shipped.iter().map(|(locale, entries)| {
        let mut bundle = Bundle::new(locale.clone());
        fill(&mut bundle, entries);
        (locale.clone(), bundle)
    });
    bundles.collect()
}

/// Every part is preceded by its length, so that no two catalogs read the same.
fn fingerprint(locales: &folder::Locales) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &[u8]| {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    };
    for (tag, files) in &shipped::FILES {
        add(tag.as_bytes());
        for (_, text) in files {
            add(text.as_bytes());
        }
    }
    for (locale, files) in locales {
        add(locale.as_str().as_bytes());
        add(&(files.len() as u64).to_le_bytes());
        for source in files {
            let name = Path::new(&source.path).file_name().unwrap_or_default();
            add(name.as_encoded_bytes());
            add(&source.bytes);
        }
    }
    hexadecimal(&hash.finalize())
}

#[cfg(test)]
mod tests;
