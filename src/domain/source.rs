//! What one source file says about one post in one locale, and how such files become posts.
//! Reading bytes is `files`, understanding them is `document`; here is what both agree upon.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::diagnostic::Diagnostic;
use super::instant::Date;
use super::locale::Locale;
use super::path::Rest;
use super::slug::{Section, Slug};

/// One file, understood: one post in one locale.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceDocument {
    /// Path relative to the folder that is imported, with `/` between segments.
    pub file: String,
    /// The locale of the file.
    pub locale: Locale,
    /// What ties it to its translations: `translationKey`, else the relative path without locale, extension and numeric prefixes.
    pub key: String,
    /// The folder it is published in.
    pub section: Section,
    /// Its last path segment; `None` for the section's index page.
    pub slug: Option<Slug>,
    /// The file's path with its locale, without extension: what Nuxt Content calls `stem`.
    pub stem: String,
    /// The file's extension without the dot.
    pub extension: String,
    /// Front matter, else the first heading, else made from the file name.
    pub title: String,
    /// Front matter, else the first paragraph, else empty.
    pub description: String,
    /// `seo` of the front matter.
    pub seo: SourceSeo,
    /// `date` of the front matter.
    pub date: Option<Date>,
    /// `tags` of the front matter, as spelled there; `None` where the file does not say.
    pub tags: Option<Vec<String>>,
    /// Whether menus show it.
    pub navigation: bool,
    /// Front matter the server has no field for, and `navigation` where it is an object.
    pub meta: Map<String, Value>,
    /// `sourceLocale` of the front matter: the locale that decides what all locales share.
    pub source_locale: Option<Locale>,
    /// Whether it stays unpublished: `draft: true` or a `.draft` in the file name.
    pub is_draft: bool,
    /// The whole front matter as it was read, for export.
    pub front_matter: Map<String, Value>,
    /// What follows the front matter.
    pub markdown: String,
    /// SHA-256 of the file and of the options that decide how it is read, in hexadecimal.
    pub hash: String,
    /// Line and column, both from 1, where the value of each top-level key of the front matter stands, for diagnostics.
    pub places: BTreeMap<String, (u32, u32)>,
}

/// What the front matter says for search engines; `None` where it does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceSeo {
    /// Replaces the title.
    pub title: Option<String>,
    /// Replaces the description.
    pub description: Option<String>,
    /// Path or URL of an image.
    pub image: Option<String>,
}

/// Settings of a folder in one locale, from a `.navigation.yml`.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceFolder {
    /// Path of the settings file relative to the imported folder.
    pub file: String,
    /// The locale it speaks for.
    pub locale: Locale,
    /// The folder it speaks of.
    pub section: Section,
    /// The folder's title in menus and on its own page.
    pub title: Option<String>,
    /// What else it says, such as `icon`; `navigation: false` hides the folder.
    pub navigation: Map<String, Value>,
}

/// A tag as `tags.yml` beside the content describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceTag {
    /// The stable key.
    pub key: String,
    /// Spellings in front matter that mean this tag, besides its key and names.
    pub aliases: Vec<String>,
    /// Its name in each locale.
    pub names: BTreeMap<Locale, String>,
    /// Its slug in each locale that says one.
    pub slugs: BTreeMap<Locale, Slug>,
    /// Its description in each locale that says one.
    pub descriptions: BTreeMap<Locale, String>,
}

/// A file that is there but was not taken in; a diagnostic says why. It must not be pruned as if it had been removed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Path relative to the folder that is imported.
    pub file: String,
    /// The locale of the file, as far as its path says it.
    pub locale: Option<Locale>,
    /// The key of its post, as far as it is known.
    pub key: Option<String>,
}

/// Everything that one run of an import read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// One for each readable content file.
    pub documents: Vec<SourceDocument>,
    /// One for each readable `.navigation.yml`.
    pub folders: Vec<SourceFolder>,
    /// The tags of `tags.yml`.
    pub tags: Vec<SourceTag>,
    /// One for each content file that was not taken in.
    pub left_out: Vec<LeftOut>,
}

impl SourceDocument {
    /// Its path without the locale.
    pub fn rest(&self) -> Rest {
        Rest::of_post(&self.section, self.slug.as_ref())
    }

    /// Names the file as the place of a diagnostic, with line and column where `field` of its front matter stands.
    pub fn locate(&self, diagnostic: Diagnostic, field: &str) -> Diagnostic {
        let diagnostic = diagnostic.in_file(&self.file);
        match self.places.get(field) {
            Some(&(line, column)) => diagnostic.at(line, column),
            None => diagnostic,
        }
    }

    /// The same file, left out.
    pub fn left_out(&self) -> LeftOut {
        LeftOut {
            file: self.file.clone(),
            locale: Some(self.locale.clone()),
            key: Some(self.key.clone()),
        }
    }
}
