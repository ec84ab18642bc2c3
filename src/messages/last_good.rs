//! What a broken file said before it was broken. A translator's typing error must not take texts from readers.

use std::path::Path;

use super::file;
use super::folder::{Locales, SourceFile};
use crate::domain::diagnostic::Diagnostic;

/// Puts what files said before in the place of those that are broken now: that do not parse, or cannot be read. Answers with
/// what is wrong with those that were put aside.
pub(super) fn keep(
    before: &Locales,
    now: &mut Locales,
    unreadable: &[Diagnostic],
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (locale, files) in before {
        for old in files {
            let is_unreadable = unreadable.iter().any(|each| is_of(each, old));
            let Some(files) = now.get_mut(locale) else {
                // The folder is gone, and with it the locale; unless nobody can say what is in it.
                if is_unreadable {
                    now.entry(locale.clone()).or_default().push(old.clone());
                }
                continue;
            };
            match files.iter_mut().find(|new| new.path == old.path) {
                Some(new) if new.bytes == old.bytes => {}
                Some(new) => {
                    let errors = errors_of(new);
                    if !errors.is_empty() && errors_of(old).is_empty() {
                        problems.extend(errors);
                        new.bytes.clone_from(&old.bytes);
                    }
                }
                None if is_unreadable => files.push(old.clone()),
                None => {}
            }
        }
    }
    for files in now.values_mut() {
        files.sort_by(|one, other| one.path.cmp(&other.path));
    }
    problems
}

fn errors_of(source: &SourceFile) -> Vec<Diagnostic> {
    let (_, mut problems) = file::parse(&source.path, &source.bytes);
    problems.retain(Diagnostic::is_error);
    problems
}

/// Whether a problem is one of reading this file, or a folder around it.
fn is_of(problem: &Diagnostic, source: &SourceFile) -> bool {
    let named = problem.place.as_ref().map(|place| Path::new(&place.file));
    problem.is_error() && named.is_some_and(|named| Path::new(&source.path).starts_with(named))
}
