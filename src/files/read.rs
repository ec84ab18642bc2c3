//! Reading a content folder, one file of it, or a payload: everything a run of an import needs before it writes.
//! Files are read and rendered in parallel, and one that cannot be read never stops the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::document::body::Summary;
use crate::document::body::{Rendered, render};
use crate::document::front_matter::Rules;
use crate::domain::diagnostic::{Diagnostic, Place};
use crate::domain::locale::Locale;
use crate::domain::source::{LeftOut, Source, SourceDocument};
use crate::domain::tagging::TAGS_FILE;

use super::layout::{Layout, Located};
use super::name::Naming;
use super::post;
use super::raw::{RawPost, no_locale, parse};
use super::render::{ContextOf, diagnostics_of, summary_of};
use super::walk::{FILE_BYTES_MAX, Found, read_text, unreadable, walk};
use super::{payload, section, single, tag};

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
    /// The rendering of each document, by its file.
    pub renderings: BTreeMap<String, Rendered>,
    /// How many files of the folder are no content.
    pub ignored_count: usize,
}

/// Reads and renders a folder, a single Markdown file or a Nuxt payload.
/// `context` and `progress` are called from many threads.
pub fn read(
    path: &Path,
    options: &Options,
    context: ContextOf<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Reading {
    let reader = Reader { options, context };
    let mut reading = match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => reader.folder(path, progress),
        Ok(_) => reader.single(path),
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

/// Who reads: the same for all files of a run.
#[derive(Clone, Copy)]
struct Reader<'a> {
    options: &'a Options,
    context: ContextOf<'a>,
}

impl Reader<'_> {
    fn folder(self, root: &Path, progress: &(dyn Fn(Progress) + Sync)) -> Reading {
        let walked = walk(root);
        let mut reading = Reading {
            diagnostics: walked.diagnostics,
            ignored_count: walked.ignored_count,
            ..Reading::default()
        };
        let mut located = Vec::new();
        let mut strangers = Vec::new();
        for found in walked.posts {
            match self.options.layout.locate(&found.file) {
                Some(place) => located.push((place, found)),
                None => strangers.push(found),
            }
        }
        report_strangers(&mut reading, strangers, self.options);
        let total = located.len();
        let done = AtomicUsize::new(0);
        let read = located.into_par_iter().map(|(place, found)| {
            let outcome = self.file(found, place);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress(Progress { done, total });
            outcome
        });
        for outcome in read.collect::<Vec<Outcome>>() {
            reading.take(outcome);
        }
        for found in walked.folders {
            read_section(&mut reading, &found, self.options);
        }
        read_tags(&mut reading, root);
        reading
    }

    fn single(self, path: &Path) -> Reading {
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension {
            Some("md") => self.single_post(path),
            Some("json") => self.payload(path),
            _ => {
                let message = "it is neither a folder, nor a `.md` file, nor a Nuxt payload in a `.json` file";
                failed(path, Diagnostic::error("UNKNOWN_FORMAT", message))
            }
        }
    }

    fn single_post(self, path: &Path) -> Reading {
        let path = match fs::canonicalize(path) {
            Ok(path) => path,
            Err(error) => return failed(path, unreadable(&error)),
        };
        let Some(single) = single::locate(&path, self.options) else {
            return failed(&path, no_locale());
        };
        let mut reading = Reading::default();
        let found = Found {
            file: single.file,
            path: path.clone(),
        };
        reading.take(self.file(found, single.located));
        read_tags(&mut reading, single.root);
        reading
    }

    fn payload(self, path: &Path) -> Reading {
        let shown = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy();
        let (posts, diagnostics) = payload::read(path, &shown, self.options);
        let mut reading = Reading {
            diagnostics,
            ..Reading::default()
        };
        let read = posts.into_par_iter().map(|(raw, summary)| {
            let file = raw.file.clone();
            let mut outcome = self.post(raw, Some(summary));
            for diagnostic in &mut outcome.diagnostics {
                diagnostic.message = format!("{file}: {}", diagnostic.message);
                diagnostic.place = Some(Place {
                    file: shown.to_string(),
                    ..Place::default()
                });
            }
            outcome
        });
        for outcome in read.collect::<Vec<Outcome>>() {
            reading.take(outcome);
        }
        reading
    }

    fn file(self, found: Found, located: Located) -> Outcome {
        let left_out = LeftOut {
            file: found.file.clone(),
            locale: located
                .locale
                .clone()
                .or_else(|| self.options.locale.clone()),
            key: Some(Naming::of(&located, self.options.rules).key),
        };
        let mut outcome = match parse(&found, located, self.options) {
            Ok((raw, mut diagnostics)) => {
                let mut outcome = self.post(raw, None);
                diagnostics.append(&mut outcome.diagnostics);
                Outcome {
                    diagnostics,
                    ..outcome
                }
            }
            Err(diagnostics) => Outcome {
                read: None,
                left_out: Some(left_out),
                diagnostics,
            },
        };
        for diagnostic in &mut outcome.diagnostics {
            diagnostic
                .place
                .get_or_insert_default()
                .file
                .clone_from(&found.file);
        }
        outcome
    }

    /// Renders and understands a file; without a summary of its own, its text gives one.
    fn post(self, raw: RawPost, summary: Option<Summary>) -> Outcome {
        let rendered = render(&raw.markdown, &(self.context)(&raw.locale));
        let mut diagnostics = diagnostics_of(&rendered, raw.markdown_line);
        let left_out = LeftOut {
            file: raw.file.clone(),
            locale: Some(raw.locale.clone()),
            key: Some(Naming::of(&raw.located, raw.rules).key),
        };
        let summary = summary.unwrap_or_else(|| summary_of(&rendered, raw.rules));
        let (document, mut more) = post::understand(raw, summary);
        diagnostics.append(&mut more);
        let left_out = document.is_none().then_some(left_out);
        let read = document.map(|document| (document, rendered));
        Outcome {
            read,
            left_out,
            diagnostics,
        }
    }
}

/// Files that do not fit the pattern: one diagnostic for each folder at the top.
fn report_strangers(reading: &mut Reading, strangers: Vec<Found>, options: &Options) {
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
struct Outcome {
    read: Option<(SourceDocument, Rendered)>,
    left_out: Option<LeftOut>,
    diagnostics: Vec<Diagnostic>,
}

impl Reading {
    fn take(&mut self, outcome: Outcome) {
        if let Some((document, rendered)) = outcome.read {
            self.renderings.insert(document.file.clone(), rendered);
            self.source.documents.push(document);
        }
        self.source.left_out.extend(outcome.left_out);
        self.diagnostics.extend(outcome.diagnostics);
    }
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
