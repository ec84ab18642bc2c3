//! Which file each part of an export is written to.
//! What was imported goes back to where it came from; what was made since goes beside it.

use std::collections::BTreeMap;

use crate::domain::locale::Locale;
use crate::domain::slug::{Section, Slug};
use crate::domain::source::{Source, SourceDocument, SourceFolder};

use super::layout::Layout;
use super::name::{INDEX, section_of};
use super::read::Options;

/// The folders on disk of the sections of an export: `getting-started` may be `1.getting-started`.
pub(super) struct Targets<'a> {
    layout: &'a Layout,
    folders: BTreeMap<(Locale, Section), Vec<String>>,
}

impl<'a> Targets<'a> {
    /// Learns the folders from the stems of all documents.
    pub(super) fn of(source: &Source, options: &'a Options) -> Self {
        let layout = &options.layout;
        let mut folders = BTreeMap::new();
        for document in source
            .documents
            .iter()
            .filter(|document| !document.stem.is_empty())
        {
            let file = file_of(layout, &document.locale, &document.stem);
            let names = layout.locate(&file).unwrap_or_default().folders;
            for depth in 1..=names.len() {
                let names = names.get(..depth).unwrap_or_default();
                if let Ok(section) = section_of(names, options.rules) {
                    let place = (document.locale.clone(), section);
                    folders.entry(place).or_insert_with(|| names.to_vec());
                }
            }
        }
        Self { layout, folders }
    }

    /// The file of a document: [`file_of`] its stem; without one, its section's folder and its slug.
    pub(super) fn of_document(&self, document: &SourceDocument) -> String {
        if !document.stem.is_empty() {
            return file_of(self.layout, &document.locale, &document.stem);
        }
        let slug = document.slug.as_ref().map_or(INDEX, Slug::as_str);
        self.file(&document.locale, &document.section, slug)
    }

    /// The file of a folder's settings: the one they were read from, else one in the section's folder.
    pub(super) fn of_folder(&self, folder: &SourceFolder) -> String {
        if !folder.file.is_empty() {
            return folder.file.clone();
        }
        let file = self.file(&folder.locale, &folder.section, ".navigation");
        let stem = file.strip_suffix(".md").unwrap_or(&file);
        format!("{stem}.yml")
    }

    fn file(&self, locale: &Locale, section: &Section, name: &str) -> String {
        // The nearest folder that is there, and the rest of the section below it.
        let mut folders = Vec::new();
        let mut missing = Vec::new();
        for ancestor in section.with_ancestors() {
            if let Some(found) = self.folders.get(&(locale.clone(), ancestor.clone())) {
                folders.clone_from(found);
                break;
            }
            missing.extend(ancestor.last_segment().map(str::to_owned));
        }
        folders.extend(missing.into_iter().rev());
        let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
        self.layout.file_of(locale, &folders, name)
    }
}

/// The path under which a document with this stem is written: the stem itself where the pattern finds the document's
/// locale in it, else a path with its folders and name that the pattern makes.
pub(super) fn file_of(layout: &Layout, locale: &Locale, stem: &str) -> String {
    let file = format!("{stem}.md");
    let found = layout.locate(&file).and_then(|located| located.locale);
    if found.as_ref() == Some(locale) {
        return file;
    }
    let bare = stem
        .strip_prefix(locale.as_str())
        .and_then(|rest| rest.strip_prefix('/'));
    let mut folders: Vec<&str> = bare.unwrap_or(stem).split('/').collect();
    let name = folders.pop().unwrap_or_default();
    layout.file_of(locale, &folders, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_goes_back_to_where_it_came_from() {
        for (pattern, stem, file) in [
            (
                "{locale}/{section}/{slug}.md",
                "de/1.blog/x",
                "de/1.blog/x.md",
            ),
            ("{locale}/{section}/{slug}.md", "blog/x", "de/blog/x.md"),
            ("{section}/{slug}.{locale}.md", "blog/x.de", "blog/x.de.md"),
            ("{section}/{slug}.{locale}.md", "de/blog/x", "blog/x.de.md"),
            ("{section}/{locale}/{slug}.md", "de/blog/x", "blog/de/x.md"),
        ] {
            let layout = Layout::parse(pattern).unwrap();
            let de = Locale::parse("de").unwrap();
            assert_eq!(file_of(&layout, &de, stem), file, "{pattern} {stem}");
        }
    }
}
