//! How source documents become posts: which translations belong together, and who decides what they share.
//! Pure: everything is read before, and written after. Tags are understood by [`super::tagging`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use serde_json::{Map, Value};

use super::diagnostic::Diagnostic;
use super::instant::Date;
use super::locale::Locale;
use super::path::{Reserved, Rest, reserved};
use super::slug::Section;
use super::source::{LeftOut, Source, SourceDocument, SourceFolder, SourceTag};
use super::tagging::Tagging;

/// One post in all locales that it was read in.
#[derive(Clone, Debug, PartialEq)]
pub struct SourcePost {
    /// The stable key.
    pub key: String,
    /// The locale the post was first written in: `sourceLocale` of a front matter, else the default locale, else the
    /// first by tag. Its file may have been left out.
    pub source_locale: Locale,
    /// Whose document decided what is shared: the source locale's, unless that one could not be read.
    pub decided_by: Locale,
    /// The folder that all translations are published in.
    pub section: Section,
    /// The date of all translations.
    pub date: Option<Date>,
    /// Keys of the tags of all translations, in their order.
    pub tags: Vec<String>,
    /// Whether menus show it where a translation does not say otherwise.
    pub navigation: bool,
    /// What all translations say alike in their `meta`.
    pub meta: Map<String, Value>,
    /// Its translations: the source locale's first, then by tag.
    pub documents: Vec<SourceDocument>,
}

/// Everything that one run of an import may write.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grouping {
    /// By key.
    pub posts: Vec<SourcePost>,
    /// Settings of folders in known locales.
    pub folders: Vec<SourceFolder>,
    /// Tags of `tags.yml` and of front matter by key, with a slug wherever there is a name.
    pub tags: Vec<SourceTag>,
    /// Files that are there but were not taken in.
    pub left_out: Vec<LeftOut>,
    /// All problems, by file.
    pub diagnostics: Vec<Diagnostic>,
}

impl SourcePost {
    /// The path of one of its documents without the locale: the shared section and the document's slug.
    pub fn rest(&self, document: &SourceDocument) -> Rest {
        Rest::of_post(&self.section, document.slug.as_ref())
    }
}

/// Puts documents together to posts. `known` are the locales of the site; documents in any other are left out.
pub fn group(source: Source, default: &Locale, known: &[Locale]) -> Grouping {
    let mut aside = Aside {
        left_out: source.left_out,
        diagnostics: Vec::new(),
    };
    let documents = in_known_locales(source.documents, known, &mut aside);
    let mut tagging = Tagging::new(source.tags, &mut aside.diagnostics);
    let mut posts: Vec<SourcePost> = by_key(documents, &mut aside)
        .into_iter()
        .filter_map(|(key, documents)| decide(key, documents, default, known, &mut aside))
        .collect();
    for post in &mut posts {
        tag(post, &mut tagging, &mut aside.diagnostics);
    }
    for post in &posts {
        warn_of_differences(post, &mut tagging, &mut aside.diagnostics);
    }
    refuse_reserved_paths(&mut posts, known, &mut aside);
    refuse_paths_claimed_twice(&mut posts, &mut aside);
    posts.retain(|post| !post.documents.is_empty());
    for post in &mut posts {
        post.meta = shared_meta(&post.documents);
    }
    let is_known = |locale: &Locale| known.contains(locale);
    let mut folders = source.folders;
    folders.retain(|folder| is_known(&folder.locale));
    let tags = tagging.finish(&mut aside.diagnostics);
    aside.left_out.sort();
    aside.diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
    Grouping {
        posts,
        folders,
        tags,
        left_out: aside.left_out,
        diagnostics: aside.diagnostics,
    }
}

/// What is not taken in, and why.
struct Aside {
    left_out: Vec<LeftOut>,
    diagnostics: Vec<Diagnostic>,
}

impl Aside {
    fn leave_out(&mut self, document: &SourceDocument, diagnostic: Diagnostic) {
        self.left_out.push(document.left_out());
        self.diagnostics.push(diagnostic);
    }

    /// The locales in which a file of this post is there, although it was not taken in.
    fn locales_of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Locale> {
        let same = self
            .left_out
            .iter()
            .filter(move |each| each.key.as_deref() == Some(key));
        same.filter_map(|each| each.locale.as_ref())
    }
}

fn in_known_locales(
    documents: Vec<SourceDocument>,
    known: &[Locale],
    aside: &mut Aside,
) -> Vec<SourceDocument> {
    let (documents, strangers): (Vec<_>, Vec<_>) = documents
        .into_iter()
        .partition(|document| known.contains(&document.locale));
    let mut count_by_locale: BTreeMap<&Locale, (usize, &str)> = BTreeMap::new();
    for stranger in &strangers {
        let first_file = || (0, stranger.file.as_str());
        let entry = count_by_locale.entry(&stranger.locale);
        entry.or_insert_with(first_file).0 += 1;
        aside.left_out.push(stranger.left_out());
    }
    for (locale, (count, file)) in count_by_locale {
        let files = if count == 1 {
            "1 file is"
        } else {
            &format!("{count} files are")
        };
        let message = format!("`locales/` has no folder `{locale}`, so {files} left out");
        let help = format!(
            "make the folder `locales/{locale}`, or let the import make it with `--add-locales`; if `{locale}` is no language, say with `--pattern` where the locale stands"
        );
        let diagnostic = Diagnostic::error("LOCALE_WITHOUT_FOLDER", message).help(help);
        aside.diagnostics.push(diagnostic.in_file(file));
    }
    documents
}

fn by_key(
    documents: Vec<SourceDocument>,
    aside: &mut Aside,
) -> BTreeMap<String, Vec<SourceDocument>> {
    let mut posts: BTreeMap<String, BTreeMap<Locale, Vec<SourceDocument>>> = BTreeMap::new();
    for document in documents {
        let locales = posts.entry(document.key.clone()).or_default();
        locales
            .entry(document.locale.clone())
            .or_default()
            .push(document);
    }
    let mut grouped = BTreeMap::new();
    for (key, locales) in posts {
        let mut translations = Vec::new();
        for (locale, mut claims) in locales {
            if claims.len() == 1 {
                translations.append(&mut claims);
                continue;
            }
            let what = format!("the translation of `{key}` into `{locale}`");
            let help = "keep one of them, or give them different `translationKey`s";
            refuse_claims("TRANSLATION_CLAIMED_TWICE", &what, help, &claims, aside);
        }
        grouped.insert(key, translations);
    }
    grouped
}

/// Each claimant gets an error that names the others; none wins.
fn refuse_claims(
    code: &'static str,
    what: &str,
    help: &str,
    claims: &[SourceDocument],
    aside: &mut Aside,
) {
    for claimant in claims {
        let others = claims.iter().filter(|other| other.file != claimant.file);
        let names: Vec<String> = others.map(|other| format!("`{}`", other.file)).collect();
        let message = format!("{what} is claimed by this file and by {}", names.join(", "));
        let diagnostic = Diagnostic::error(code, message).help(help);
        aside.leave_out(claimant, diagnostic.in_file(&claimant.file));
    }
}

fn decide(
    key: String,
    mut documents: Vec<SourceDocument>,
    default: &Locale,
    known: &[Locale],
    aside: &mut Aside,
) -> Option<SourcePost> {
    documents.sort_by_key(|document| (document.locale != *default, document.locale.clone()));
    let source_locale = source_locale(&key, &documents, default, known, aside)?;
    documents.sort_by_key(|document| document.locale != source_locale);
    let decisive = documents.first()?;
    Some(SourcePost {
        key,
        decided_by: decisive.locale.clone(),
        section: decisive.section.clone(),
        date: decisive.date,
        tags: Vec::new(),
        navigation: decisive.navigation,
        meta: Map::new(),
        source_locale,
        documents,
    })
}

/// `documents` begin with the default locale's.
fn source_locale(
    key: &str,
    documents: &[SourceDocument],
    default: &Locale,
    known: &[Locale],
    aside: &mut Aside,
) -> Option<Locale> {
    let mut said: Option<(&Locale, &str)> = None;
    for document in documents {
        let Some(locale) = &document.source_locale else {
            continue;
        };
        if !known.contains(locale) {
            let message = format!("`sourceLocale` is `{locale}`, which is no locale of this site");
            let diagnostic = Diagnostic::warning("UNKNOWN_LOCALE", message).help(
                "without it the default locale decides what is shared, else the first by tag",
            );
            let diagnostic = document.locate(diagnostic, "sourceLocale");
            aside.diagnostics.push(diagnostic);
        } else if let Some((first, file)) = said {
            if first != locale {
                let diagnostic = differs("sourceLocale", locale, first, file);
                aside
                    .diagnostics
                    .push(document.locate(diagnostic, "sourceLocale"));
            }
        } else {
            said = Some((locale, &document.file));
        }
    }
    if let Some((locale, _)) = said {
        return Some(locale.clone());
    }
    let present = documents.iter().map(|document| &document.locale);
    let present: BTreeSet<&Locale> = present.chain(aside.locales_of(key)).collect();
    let default = present.get(default).copied();
    default.or_else(|| present.first().copied()).cloned()
}

fn tag(post: &mut SourcePost, tagging: &mut Tagging, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(decisive) = post.documents.first() {
        post.tags = tagging.make(decisive, diagnostics);
    }
}

fn warn_of_differences(
    post: &SourcePost,
    tagging: &mut Tagging,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some((decisive, others)) = post.documents.split_first() else {
        return;
    };
    let shared_tags: BTreeSet<&String> = post.tags.iter().collect();
    for document in others {
        let keys = tagging.learn(document);
        let tags: BTreeSet<&String> = keys.iter().collect();
        let mut warn = |field: &str, at: &str, own: &dyn Display, shared: &dyn Display| {
            let diagnostic = differs(field, own, shared, &decisive.file);
            diagnostics.push(document.locate(diagnostic, at));
        };
        if let Some(date) = document.date.filter(|date| Some(*date) != post.date) {
            warn("date", "date", &date, &or_nothing(post.date));
        }
        if document.tags.is_some() && tags != shared_tags {
            warn("tags", "tags", &list(&keys), &list(&post.tags));
        }
        if document.section != post.section {
            warn("section", "path", &document.section, &post.section);
        }
    }
}

fn differs(field: &str, own: &dyn Display, shared: &dyn Display, decisive: &str) -> Diagnostic {
    let message =
        format!("`{field}` is `{own}` here but `{shared}` in `{decisive}`, which decides");
    Diagnostic::warning("SHARED_FIELD_DIFFERS", message).help(
        "all languages of a post share it: change the deciding file; what this file says is kept for export",
    )
}

fn or_nothing(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

fn list(keys: &[String]) -> String {
    keys.join(", ")
}

/// A section must not look like a locale or like the folder of tags, or its paths would mean something else.
fn refuse_reserved_paths(posts: &mut [SourcePost], known: &[Locale], aside: &mut Aside) {
    for post in posts {
        let section = post.section.clone();
        post.documents.retain(|document| {
            let rest = Rest::of_post(&section, document.slug.as_ref());
            let whose = match reserved(&section, &rest, known) {
                None => return true,
                Some(Reserved::Locale) => "a locale",
                Some(Reserved::Tags) => "the pages of tags",
            };
            let first = rest.as_str().split('/').next().unwrap_or("");
            let message =
                format!("the path `{rest}` begins with `{first}`, which stands for {whose}");
            let diagnostic = Diagnostic::error("RESERVED_PATH", message)
                .help("rename the folder or file, or say another `path` in the front matter");
            aside.leave_out(document, document.locate(diagnostic, "path"));
            false
        });
    }
}

fn refuse_paths_claimed_twice(posts: &mut [SourcePost], aside: &mut Aside) {
    let mut claims: BTreeMap<(Locale, Rest), Vec<SourceDocument>> = BTreeMap::new();
    let mut counts: BTreeMap<(Locale, Rest), usize> = BTreeMap::new();
    for post in posts.iter() {
        for document in &post.documents {
            *counts
                .entry((document.locale.clone(), post.rest(document)))
                .or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > 1);
    for post in posts {
        let section = post.section.clone();
        let (twice, once) = std::mem::take(&mut post.documents)
            .into_iter()
            .partition(|document| {
                let rest = Rest::of_post(&section, document.slug.as_ref());
                counts.contains_key(&(document.locale.clone(), rest))
            });
        post.documents = once;
        let twice: Vec<SourceDocument> = twice;
        for document in twice {
            let rest = Rest::of_post(&section, document.slug.as_ref());
            let claim = claims.entry((document.locale.clone(), rest));
            claim.or_default().push(document);
        }
    }
    for ((locale, rest), documents) in claims {
        let what = format!(
            "the path `/{}`",
            format!("{locale}/{rest}").trim_end_matches('/')
        );
        let help = "rename one of the files, or give one another `slug` in its front matter";
        refuse_claims("PATH_CLAIMED_TWICE", &what, help, &documents, aside);
    }
}

fn shared_meta(documents: &[SourceDocument]) -> Map<String, Value> {
    let Some((first, others)) = documents.split_first() else {
        return Map::new();
    };
    let shared = first.meta.iter().filter(|(key, value)| {
        let says_same = |other: &SourceDocument| other.meta.get(*key) == Some(value);
        others.iter().all(says_same)
    });
    shared
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

#[cfg(test)]
mod tests;
