//! Writing a content folder: what [`super::read`] reads, back into files.
//! Nothing is written outside of the folder, no file is removed, and one that already says the same is not touched.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use crate::document::body::Summary;
use crate::document::front_matter::{Rules, join};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::source::{Source, SourceDocument};
use crate::domain::tagging::TAGS_FILE;

use super::post::front_matter_of;
use super::read::Options;
use super::target::Targets;
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
/// A document is written to the file that its stem names, a folder's settings to their `file`. Where these are empty, as
/// for what was never read from a file, a name is made of section and slug, beside what is there. Front matter is
/// completed so that reading the folder with the same options gives the same documents.
pub fn write(root: &Path, source: &Source, options: &Options) -> Written {
    let mut written = Written::default();
    let root = match fs::create_dir_all(root).and_then(|()| fs::canonicalize(root)) {
        Ok(root) => root,
        Err(error) => {
            let diagnostic = unwritable(&error).in_file(root.display().to_string());
            written.diagnostics.push(diagnostic);
            return written;
        }
    };
    let mut taken = HashSet::new();
    for (file, text) in files(source, options) {
        let is_first = taken.insert(file.clone());
        let result = match is_first {
            true => write_file(&root, &file, &text),
            false => Err(claimed_twice()),
        };
        match result {
            Ok(true) => written.written_count += 1,
            Ok(false) => written.unchanged_count += 1,
            Err(diagnostic) => written.diagnostics.push(diagnostic.in_file(file)),
        }
    }
    written
}

/// The path and the text of every file.
fn files(source: &Source, options: &Options) -> Vec<(String, String)> {
    let targets = Targets::of(source, options);
    let documents = source.documents.par_iter();
    let mut files: Vec<(String, String)> = documents
        .map(|document| {
            let file = targets.of_document(document);
            let text = text_of(document, &file, options);
            (file, text)
        })
        .collect();
    let folders = source.folders.iter();
    files.extend(folders.map(|folder| (targets.of_folder(folder), section::text_of(folder))));
    if !source.tags.is_empty() {
        files.push((TAGS_FILE.to_owned(), tag::text_of(&source.tags)));
    }
    files
}

fn text_of(document: &SourceDocument, file: &str, options: &Options) -> String {
    let located = options.layout.locate(file).unwrap_or_default();
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
    let mut values = front_matter_of(document, located, summary, options.rules);
    let markdown = document.markdown.trim_start_matches('\n');
    if values.is_empty() && markdown.trim().is_empty() {
        // An empty file would not be read again.
        values.insert("title".to_owned(), document.title.as_str().into());
    }
    match options.rules {
        // There an empty block is two rules of the Markdown, and stands where it stood.
        Rules::Nuxt if values.is_empty() => markdown.to_owned(),
        Rules::Own | Rules::Nuxt => join(&values, markdown),
    }
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

fn claimed_twice() -> Diagnostic {
    Diagnostic::error(
        "FILE_CLAIMED_TWICE",
        "two posts would be written into this file; the second one is not",
    )
    .help("change the slug of one of them")
}

fn unwritable(error: &io::Error) -> Diagnostic {
    Diagnostic::error("FILE_UNWRITABLE", format!("it cannot be written: {error}"))
}
