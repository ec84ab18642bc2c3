//! Reading a content folder, one file of it, or a payload: everything a run of an import needs before it writes.
//! Files are read and rendered in parallel, and one that cannot be read never stops the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::document::front_matter::{self, Rules};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;
use crate::domain::source::{LeftOut, Source, SourceDocument};
use crate::domain::tagging::TAGS_FILE;

use super::layout::{Layout, Located};
use super::name::Naming;
use super::post::{self, RawPost, Summary};
use super::walk::{FILE_BYTES_MAX, Found, Walked, read_text, unreadable, walk};
use super::{section, tag};

/// How content is read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where locale, section and slug stand in a file's path.
    pub layout: Layout,
    /// Whose rules decide path, title and description.
    pub rules: Rules,
    /// The locale of files whose path names none, and of a payload that names none.
    pub locale: Option<Locale>,
    /// The locales of the site: they tell a locale's folder from others above a single file.
    pub known: Vec<Locale>,
}

/// How far the reading of a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files read.
    pub done: usize,
    /// Files there are.
    pub total: usize,
}

/// Everything that was read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Documents, folders and tags by their files.
    pub source: Source,
    /// All problems, by file.
    pub diagnostics: Vec<Diagnostic>,
    /// How many files of the folder are no content.
    pub ignored_count: usize,
}

/// Reads a folder or a single Markdown file. `progress` is called from many threads.
pub fn read(path: &Path, options: &Options, progress: &(dyn Fn(Progress) + Sync)) -> Reading {
    let mut reading = match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => read_folder(path, options, progress),
        Ok(_) => read_single(path, options),
        Err(error) => failed(path, unreadable(&error)),
    };
    reading.source.documents.sort_by(|a, b| a.file.cmp(&b.file));
    reading.source.left_out.sort();
    reading.diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
    reading
}

fn failed(path: &Path, diagnostic: Diagnostic) -> Reading {
    Reading {
        diagnostics: vec![diagnostic.in_file(path.display().to_string())],
        ..Reading::default()
    }
}

fn read_folder(root: &Path, options: &Options, progress: &(dyn Fn(Progress) + Sync)) -> Reading {
    let Walked {
        posts,
        folders,
        ignored_count,
        diagnostics,
    } = walk(root);
    let mut reading = Reading {
        diagnostics,
        ignored_count,
        ..Reading::default()
    };
    let (located, strangers): (Vec<_>, Vec<_>) = posts
        .into_iter()
        .map(|found| (options.layout.locate(&found.file), found))
        .partition(|(located, _)| located.is_some());
    report_strangers(
        &mut reading,
        strangers.into_iter().map(|(_, found)| found),
        options,
    );
    let candidates: Vec<(Located, Found)> = located
        .into_iter()
        .filter_map(|(located, found)| Some((located?, found)))
        .collect();
    let done = AtomicUsize::new(0);
    let total = candidates.len();
    let outcomes: Vec<Outcome> = candidates
        .into_par_iter()
        .map(|(located, found)| {
            let outcome = read_post(found, located, options);
            progress(Progress {
                done: done.fetch_add(1, Ordering::Relaxed) + 1,
                total,
            });
            outcome
        })
        .collect();
    for outcome in outcomes {
        reading.take(outcome);
    }
    for found in folders {
        read_section(&mut reading, &found, options);
    }
    read_tags(&mut reading, root);
    reading
}

/// Files that do not fit the pattern: one diagnostic for each folder at the top.
fn report_strangers(
    reading: &mut Reading,
    strangers: impl Iterator<Item = Found>,
    options: &Options,
) {
    let mut tops: BTreeMap<String, (usize, bool)> = BTreeMap::new();
    for found in strangers {
        let (top, is_folder) = match found.file.split_once('/') {
            Some((top, _)) => (top.to_owned(), true),
            None => (found.file.clone(), false),
        };
        tops.entry(top).or_insert((0, is_folder)).0 += 1;
        let left_out = LeftOut {
            file: found.file,
            locale: None,
            key: None,
        };
        reading.source.left_out.push(left_out);
    }
    let help = "say where the locale stands with `--pattern`, such as `{section}/{locale}/{slug}.md` or `{slug}.{locale}.md`";
    for (top, (count, is_folder)) in tops {
        let fits = format!("does not fit the pattern `{}`", options.layout);
        let diagnostic = if is_folder {
            let files = if count == 1 {
                "1 file in it"
            } else {
                &format!("each of {count} files in it")
            };
            Diagnostic::error("PATTERN_MISMATCH", format!("{files} {fits}"))
        } else {
            Diagnostic::warning("PATTERN_MISMATCH", format!("it {fits}, and is left out"))
        };
        reading.diagnostics.push(diagnostic.help(help).in_file(top));
    }
}

/// What became of one file.
#[derive(Default)]
struct Outcome {
    document: Option<SourceDocument>,
    left_out: Option<LeftOut>,
    diagnostics: Vec<Diagnostic>,
}

impl Reading {
    fn take(&mut self, outcome: Outcome) {
        self.source.documents.extend(outcome.document);
        self.source.left_out.extend(outcome.left_out);
        self.diagnostics.extend(outcome.diagnostics);
    }
}

fn read_post(found: Found, located: Located, options: &Options) -> Outcome {
    let left_out = LeftOut {
        file: found.file.clone(),
        locale: located.locale.clone().or_else(|| options.locale.clone()),
        key: Some(Naming::of(&located, options.rules).key),
    };
    let (document, diagnostics) = match parse_post(&found, located, options) {
        Ok((raw, mut diagnostics)) => {
            let summary = Summary::default();
            let (document, more) = post::understand(raw, summary);
            diagnostics.extend(more);
            (document, diagnostics)
        }
        Err(diagnostics) => (None, diagnostics),
    };
    let in_file = |diagnostic: Diagnostic| diagnostic.in_file(&found.file);
    Outcome {
        left_out: document.is_none().then_some(left_out),
        document,
        diagnostics: diagnostics.into_iter().map(in_file).collect(),
    }
}

/// Takes a file apart; fails with all that keeps it from being understood.
fn parse_post(
    found: &Found,
    located: Located,
    options: &Options,
) -> Result<(RawPost, Vec<Diagnostic>), Vec<Diagnostic>> {
    let locale = located.locale.clone().or_else(|| options.locale.clone());
    let locale = locale.ok_or_else(|| vec![no_locale()])?;
    let text = read_text(&found.path, FILE_BYTES_MAX).map_err(|diagnostic| vec![diagnostic])?;
    if text.trim().is_empty() {
        let diagnostic = Diagnostic::warning("EMPTY_FILE", "it is empty and is left out");
        return Err(vec![diagnostic.help("write something, or remove it")]);
    }
    let read = front_matter::read(&text, options.rules);
    let mut diagnostics = read.diagnostics.clone();
    if has_nul(&read.values) {
        diagnostics.push(Diagnostic::error(
            "BAD_TEXT",
            "the front matter has the character U+0000",
        ));
    }
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(diagnostics);
    }
    let keys = read.values.keys();
    let places = keys
        .filter_map(|key| Some((key.clone(), read.place_of(key)?)))
        .map(|(key, position)| (key, (position.line, position.column)))
        .collect();
    let (stem, extension) = found.file.rsplit_once('.').unwrap_or((&found.file, ""));
    let raw = RawPost {
        stem: stem.to_owned(),
        extension: extension.to_owned(),
        hash: hash(&found.file, &text, options),
        file: found.file.clone(),
        locale,
        located,
        places,
        markdown: read.markdown.trim_start_matches('\n').to_owned(),
        front_matter: read.values,
        rules: options.rules,
    };
    Ok((raw, diagnostics))
}

fn no_locale() -> Diagnostic {
    Diagnostic::error(
        "NO_LOCALE",
        "neither its path nor the pattern says its locale",
    )
    .help("name it with `--locale`, or say where it stands with `--pattern`")
}

fn has_nul(values: &Map<String, Value>) -> bool {
    fn in_value(value: &Value) -> bool {
        match value {
            Value::String(text) => text.contains('\0'),
            Value::Array(values) => values.iter().any(in_value),
            Value::Object(values) => has_nul(values),
            _ => false,
        }
    }
    values
        .iter()
        .any(|(key, value)| key.contains('\0') || in_value(value))
}

/// The file's text and everything else that decides what is read from it.
fn hash(file: &str, text: &str, options: &Options) -> String {
    let locale = options.locale.as_ref().map_or("", Locale::as_str);
    let rules = format!("{:?}", options.rules);
    let mut hasher = Sha256::new();
    for part in [options.layout.as_str(), &rules, locale, file, text] {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn read_section(reading: &mut Reading, found: &Found, options: &Options) {
    let located = section::locate(&options.layout, &found.file);
    let locale = located.as_ref().and_then(|located| located.locale.clone());
    let (Some(located), Some(locale)) = (located, locale.or_else(|| options.locale.clone())) else {
        let message = format!("it does not fit the pattern `{}`", options.layout);
        let diagnostic = Diagnostic::warning("PATTERN_MISMATCH", message)
            .help("it stands where the folder's `index.md` would");
        reading.diagnostics.push(diagnostic.in_file(&found.file));
        return;
    };
    match read_text(&found.path, FILE_BYTES_MAX) {
        Ok(text) => {
            let (folder, diagnostics) =
                section::understand(&found.file, locale, &located, &text, options.rules);
            reading.source.folders.extend(folder);
            reading.diagnostics.extend(diagnostics);
        }
        Err(diagnostic) => reading.diagnostics.push(diagnostic.in_file(&found.file)),
    }
}

/// `tags.yml` beside the content, if there is one.
fn read_tags(reading: &mut Reading, root: &Path) {
    let path = root.join(TAGS_FILE);
    let Ok(metadata) = fs::symlink_metadata(&path) else {
        return;
    };
    let text = if metadata.is_symlink() {
        Err(Diagnostic::error("LINK_OUTSIDE", "it is a link").help("copy it into the folder"))
    } else {
        read_text(&path, FILE_BYTES_MAX)
    };
    match text {
        Ok(text) => {
            let (tags, diagnostics) = tag::understand(TAGS_FILE, &text);
            reading.source.tags = tags;
            reading.diagnostics.extend(diagnostics);
        }
        Err(diagnostic) => reading.diagnostics.push(diagnostic.in_file(TAGS_FILE)),
    }
}

/// One Markdown file: its content folder is the ancestor from which on its path fits the pattern.
fn read_single(path: &Path, options: &Options) -> Reading {
    if path.extension().is_none_or(|extension| extension != "md") {
        let diagnostic =
            Diagnostic::error("UNKNOWN_FORMAT", "it is neither a folder nor a `.md` file");
        return failed(path, diagnostic);
    }
    let path = match fs::canonicalize(path) {
        Ok(path) => path,
        Err(error) => return failed(path, unreadable(&error)),
    };
    let Some((root, file, located)) = locate_single(&path, options) else {
        return failed(&path, no_locale());
    };
    let mut reading = Reading::default();
    let found = Found {
        file,
        path: path.clone(),
    };
    reading.take(read_post(found, located, options));
    read_tags(&mut reading, root);
    reading
}

fn locate_single<'a>(path: &'a Path, options: &Options) -> Option<(&'a Path, String, Located)> {
    let fitting: Vec<(&Path, String, Located)> = path
        .ancestors()
        .skip(1)
        .filter_map(|root| {
            let relative = path.strip_prefix(root).ok()?;
            let file = relative
                .iter()
                .map(|name| name.to_str())
                .collect::<Option<Vec<_>>>()?
                .join("/");
            let located = options.layout.locate(&file)?;
            Some((root, file, located))
        })
        .collect();
    let wanted = |located: &Located| match (&located.locale, &options.locale) {
        (None, _) => true,
        (Some(found), Some(wanted)) => found == wanted,
        (Some(found), None) => options.known.is_empty() || options.known.contains(found),
    };
    let best = fitting.iter().position(|(_, _, located)| wanted(located));
    let by_pattern = match (best, &options.locale) {
        (Some(best), _) => fitting.into_iter().nth(best),
        (None, None) => fitting.into_iter().next(),
        (None, Some(_)) => None,
    };
    by_pattern.or_else(|| {
        let locale = options.locale.clone()?;
        let name = path.file_stem()?.to_str()?.to_owned();
        let file = path.file_name()?.to_str()?.to_owned();
        let located = Located {
            locale: Some(locale),
            folders: Vec::new(),
            name,
        };
        Some((path.parent()?, file, located))
    })
}
