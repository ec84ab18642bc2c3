//! Writing a content folder: what [`super::read`] reads, back into files.
//! Nothing is written outside of the folder, no file is removed, and one that already says the same is not touched.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use crate::document::front_matter::{Rules, join};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;
use crate::domain::source::{Source, SourceDocument};
use crate::domain::tagging::TAGS_FILE;

use super::layout::Layout;
use super::post::{Summary, front_matter_of};
use super::read::Options;
use super::{render, section, tag};

/// What became of the files of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or say something else now.
    pub written_count: usize,
    /// Files that already said the same.
    pub unchanged_count: usize,
    /// Files that could not be written.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes documents, folders and tags into the folder `root`, which is made where it is missing.
///
/// The path of a document is [`file_of`] its stem; its front matter is completed so that reading the folder with the
/// same options gives the same documents.
pub fn write(root: &Path, source: &Source, options: &Options) -> Written {
    let root = match fs::create_dir_all(root).and_then(|()| fs::canonicalize(root)) {
        Ok(root) => root,
        Err(error) => {
            let diagnostic = unwritable(&error).in_file(root.display().to_string());
            return Written {
                diagnostics: vec![diagnostic],
                ..Written::default()
            };
        }
    };
    let mut files: Vec<(String, String)> = source
        .documents
        .par_iter()
        .map(|document| post(document, options))
        .collect();
    let folders = source.folders.iter();
    files.extend(folders.map(|folder| (folder.file.clone(), section::text_of(folder))));
    if !source.tags.is_empty() {
        files.push((TAGS_FILE.to_owned(), tag::text_of(&source.tags)));
    }
    let mut written = Written::default();
    for (file, text) in files {
        match write_file(&root, &file, &text) {
            Ok(true) => written.written_count += 1,
            Ok(false) => written.unchanged_count += 1,
            Err(diagnostic) => written.diagnostics.push(diagnostic.in_file(file)),
        }
    }
    written
}

/// The path under which a document with this stem is written: the stem itself where the pattern finds the document's
/// locale in it, else a path with its folders and name that the pattern makes.
///
/// ```
/// use isogloss::domain::locale::Locale;
/// use isogloss::files::{layout::Layout, write::file_of};
/// let de = Locale::parse("de").unwrap();
/// assert_eq!(file_of(&Layout::default(), &de, "de/1.blog/x"), "de/1.blog/x.md");
/// assert_eq!(file_of(&Layout::default(), &de, "blog/x"), "de/blog/x.md");
/// ```
pub fn file_of(layout: &Layout, locale: &Locale, stem: &str) -> String {
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

fn post(document: &SourceDocument, options: &Options) -> (String, String) {
    let layout = &options.layout;
    let file = file_of(layout, &document.locale, &document.stem);
    let located = layout.locate(&file).unwrap_or_default();
    let is_said = |key: &str| {
        document
            .front_matter
            .get(key)
            .is_some_and(|value| !value.is_null())
    };
    let summary = if is_said("title") && is_said("description") {
        Summary::default()
    } else {
        render::summary(&document.markdown, &document.locale, options.rules)
    };
    let values = front_matter_of(document, located, summary, options.rules);
    let markdown = document.markdown.trim_start_matches('\n');
    let text = match options.rules {
        // There an empty block is two rules of the Markdown, and stands where it stood.
        Rules::Nuxt if values.is_empty() => markdown.to_owned(),
        Rules::Own | Rules::Nuxt => join(&values, markdown),
    };
    (file, text)
}

/// Whether the file had to be written.
fn write_file(root: &Path, file: &str, text: &str) -> Result<bool, Diagnostic> {
    let path = safe_path(root, file)?;
    if fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(false);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A reader never sees half a file, and a walker passes hidden files over.
    let draft = path.with_file_name(format!(".{name}.new"));
    let written = fs::write(&draft, text).and_then(|()| fs::rename(&draft, &path));
    written.map(|()| true).map_err(|error| unwritable(&error))
}

/// Makes the folders above a file; refuses a path or a link that leads out of `root`.
fn safe_path(root: &Path, file: &str) -> Result<PathBuf, Diagnostic> {
    let refuse = || {
        Diagnostic::error(
            "PATH_OUTSIDE",
            "its path leads out of the folder, and is not written to",
        )
        .help("change the stem of this post, or remove the link")
    };
    let components = Path::new(file).components();
    let names: Option<Vec<_>> = components
        .map(|component| match component {
            Component::Normal(name) => Some(name),
            _ => None,
        })
        .collect();
    let names = names
        .filter(|_| !file.contains(['\\', '\0']))
        .ok_or_else(refuse)?;
    let (name, folders) = names.split_last().ok_or_else(refuse)?;
    let mut path = root.to_owned();
    for folder in folders {
        path.push(folder);
        if fs::symlink_metadata(&path).is_err() {
            fs::create_dir(&path).map_err(|error| unwritable(&error))?;
        }
        path = fs::canonicalize(&path).map_err(|error| unwritable(&error))?;
        if !path.starts_with(root) {
            return Err(refuse());
        }
    }
    path.push(name);
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_symlink() => Err(refuse()),
        _ => Ok(path),
    }
}

fn unwritable(error: &io::Error) -> Diagnostic {
    Diagnostic::error("FILE_UNWRITABLE", format!("it cannot be written: {error}"))
}
