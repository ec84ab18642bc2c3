//! Where a single file stands: which of the folders above it is its content folder.
//! Only names are looked at here; the file is read as all others are.

use std::path::Path;

use super::layout::Located;
use super::read::Options;

/// A single file and its content folder.
pub(super) struct Single<'a> {
    pub(super) root: &'a Path,
    /// Path relative to the root.
    pub(super) file: String,
    pub(super) located: Located,
}

/// The content folder is the nearest one above from which on the path fits the pattern, with a locale that is wanted
/// or known; else the file's own folder, if a locale is given. `path` is absolute.
pub(super) fn locate<'a>(path: &'a Path, options: &Options) -> Option<Single<'a>> {
    let fitting = || {
        path.ancestors()
            .skip(1)
            .filter_map(|root| under(root, path, options))
    };
    let is_wanted = |single: &Single<'_>| match (&single.located.locale, &options.locale) {
        (None, _) => true,
        (Some(found), Some(wanted)) => found == wanted,
        (Some(found), None) => options.known.is_empty() || options.known.contains(found),
    };
    let wanted = fitting().find(is_wanted);
    match options.locale {
        Some(_) => wanted.or_else(|| alone(path, options)),
        None => wanted.or_else(|| fitting().next()),
    }
}

fn under<'a>(root: &'a Path, path: &Path, options: &Options) -> Option<Single<'a>> {
    let names = path
        .strip_prefix(root)
        .ok()?
        .iter()
        .map(|name| name.to_str());
    let file = names.collect::<Option<Vec<_>>>()?.join("/");
    let located = options.layout.locate(&file)?;
    Some(Single {
        root,
        file,
        located,
    })
}

fn alone<'a>(path: &'a Path, options: &Options) -> Option<Single<'a>> {
    let located = Located {
        locale: options.locale.clone(),
        folders: Vec::new(),
        name: path.file_stem()?.to_str()?.to_owned(),
    };
    let file = path.file_name()?.to_str()?.to_owned();
    Some(Single {
        root: path.parent()?,
        file,
        located,
    })
}
