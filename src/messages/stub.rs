//! Beginning a translation: what a locale lacks is appended to its files as comments with the default locale's text.
//! What is there is never changed; a text that already stands there as a comment is not appended again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::catalog::Catalog;
use super::file::Entry;
use super::folder::{self, FILE_BYTES_MAX, SourceFile};
use super::gap::{self, Gap};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::fallback::Locales;
use crate::domain::locale::Locale;

/// Appends what each locale lacks to the file of the same name as the default locale's, and tells what was done.
pub fn append(root: &Path, catalog: &Catalog, locales: &Locales) -> Vec<Diagnostic> {
    let (files, _) = folder::read(root);
    let mut by_locale: BTreeMap<&Locale, Vec<Gap<'_>>> = BTreeMap::new();
    for gap in gap::gaps(catalog, locales) {
        by_locale.entry(gap.locale).or_default().push(gap);
    }
    let mut told = Vec::new();
    for (locale, gaps) in by_locale {
        let files = files.get(locale).map_or(&[][..], Vec::as_slice);
        let commented: BTreeSet<&str> = files.iter().flat_map(commented_keys).collect();
        let missing = gaps.iter().map(|gap| gap.expected);
        let missing = missing.filter(|entry| !commented.contains(entry.key.as_str()));
        let Some(folder) = folder::of_locale(root, locale) else {
            continue;
        };
        for (name, entries) in by_file(missing) {
            let path = folder.join(&name);
            let known = files
                .iter()
                .find(|file| folder::file_name(Path::new(&file.path)) == name);
            told.push(match append_to(&path, known, &entries) {
                Ok(line) => added(&path, line, entries.len()),
                Err(error) => refused(&path, &error),
            });
        }
    }
    told
}

/// The entries by the name of the default locale's file, in the order of their lines.
fn by_file<'a>(entries: impl Iterator<Item = &'a Entry>) -> BTreeMap<String, Vec<&'a Entry>> {
    let mut files: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        let name = folder::file_name(Path::new(&entry.place.file));
        files.entry(name).or_default().push(entry);
    }
    for entries in files.values_mut() {
        entries.sort_by_key(|entry| entry.place.line);
    }
    files
}

/// Keys that a comment of the file begins a text for.
fn commented_keys(file: &SourceFile) -> impl Iterator<Item = &str> {
    let text = std::str::from_utf8(&file.bytes).unwrap_or_default();
    let comments = text.lines().filter_map(|line| line.strip_prefix('#'));
    comments.filter_map(|line| {
        let (key, _) = line.trim_start_matches('#').split_once('=')?;
        Some(key.trim())
    })
}

/// Writes the file anew with the stubs at its end; answers with the line of the first one.
fn append_to(path: &Path, known: Option<&SourceFile>, entries: &[&Entry]) -> io::Result<usize> {
    let is_there = path.symlink_metadata().is_ok();
    let before = match known {
        Some(file) => std::str::from_utf8(&file.bytes).map_err(io::Error::other)?,
        None if is_there => return Err(io::Error::other("it is not read as a locale file")),
        None => "",
    };
    let after = with_stubs(before, entries);
    if after.len() as u64 > FILE_BYTES_MAX {
        let message = format!("it would be larger than {FILE_BYTES_MAX} bytes");
        return Err(io::Error::other(message));
    }
    // A link stays a link: what it leads to is written.
    let target = if is_there {
        fs::canonicalize(path)?
    } else {
        path.to_owned()
    };
    replace(&target, &after)?;
    let (_, stubs) = after.split_at_checked(before.len()).unwrap_or_default();
    let blank = stubs.lines().take_while(|line| line.is_empty()).count();
    let lines_before = before.lines().count();
    let is_ended = before.is_empty() || before.ends_with('\n');
    Ok(lines_before + blank + usize::from(is_ended))
}

/// The text with stubs behind it, in the line ends that it has.
fn with_stubs(before: &str, entries: &[&Entry]) -> String {
    let mut stubs = String::new();
    if !before.is_empty() && !before.ends_with('\n') {
        stubs.push('\n');
    }
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 || !before.is_empty() {
            stubs.push('\n');
        }
        stubs.push_str(&stub(entry));
    }
    let ends = if before.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    format!("{before}{}", stubs.replace('\n', ends))
}

/// What the default locale says of a message and in it, all as comments.
fn stub(entry: &Entry) -> String {
    let mut above: Vec<&str> = entry.comment().collect();
    above.reverse();
    let about = above.iter().map(|line| line.to_string());
    let how = "Missing. To translate it, take `# ` away from the lines below.".to_owned();
    let text = entry
        .text()
        .lines()
        .map(|line| line.trim_end_matches(' ').to_owned());
    let lines = about.chain([how]).chain(text);
    let lines = lines.map(|line| format!("# {line}").trim_end_matches(' ').to_owned() + "\n");
    lines.collect()
}

/// Replaces a file at once: whoever reads it meanwhile sees the old one or the new one.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let name = format!(".{}.{}.new", folder::file_name(path), std::process::id());
    let temporary: PathBuf = path.with_file_name(name);
    let written = (|| {
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create_new(true).open(&temporary)?;
        file.write_all(text.as_bytes())?;
        if let Ok(metadata) = fs::metadata(path) {
            file.set_permissions(metadata.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&temporary, path)
    })();
    if written.is_err() {
        // What could not be finished is of no use; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn added(path: &Path, line: usize, count: usize) -> Diagnostic {
    let messages = if count == 1 {
        "message was"
    } else {
        "messages were"
    };
    let message = format!("{count} missing {messages} appended as comments");
    Diagnostic::info("MESSAGE_STUBS_ADDED", message)
        .help("translate them and take the marks `# ` away")
        .in_file(path.display().to_string())
        .at_line(u32::try_from(line).unwrap_or(u32::MAX))
}

fn refused(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("missing messages cannot be appended: {error}");
    Diagnostic::error("MESSAGE_STUBS_REFUSED", message).in_file(path.display().to_string())
}

#[cfg(test)]
mod tests;
