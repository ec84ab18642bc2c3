//! Reading `locales/<tag>/*.ftl`: which locales there are and the bytes of their files.
//! Nothing outside the folder is read: links that lead out of it are not followed. What the files say is `file`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;

/// Bytes that one file may have.
pub(super) const FILE_BYTES_MAX: u64 = 1_000_000;

/// The locales of a folder, each with its files in the order of their names.
pub(super) type Locales = BTreeMap<Locale, Vec<SourceFile>>;

/// One file as it was read.
#[derive(Clone)]
pub(super) struct SourceFile {
    /// The path by which problems name it.
    pub(super) path: String,
    /// What it holds.
    pub(super) bytes: Vec<u8>,
}

/// Reads all locale files below `root`; every folder whose name is a tag makes a locale, even an empty one.
pub(super) fn read(root: &Path) -> (Locales, Vec<Diagnostic>) {
    let mut reading = Reading {
        root: root.to_owned(),
        locales: Locales::new(),
        diagnostics: Vec::new(),
    };
    match fs::canonicalize(root) {
        Ok(canonical) => {
            reading.root = canonical;
            reading.folders(root);
        }
        Err(error) => reading.unreadable(root, &error),
    }
    (reading.locales, reading.diagnostics)
}

/// The folder of a locale, in whatever spelling.
pub(super) fn of_locale(root: &Path, locale: &Locale) -> Option<PathBuf> {
    let names = fs::read_dir(root).ok()?.filter_map(|entry| {
        let path = entry.ok()?.path();
        let is_its = Locale::parse(&file_name(&path)).is_ok_and(|each| each == *locale);
        (is_its && path.is_dir()).then_some(path)
    });
    names.min()
}

struct Reading {
    /// The folder with all links resolved.
    root: PathBuf,
    locales: Locales,
    diagnostics: Vec<Diagnostic>,
}

impl Reading {
    fn folders(&mut self, root: &Path) {
        for path in self.sorted(root) {
            let name = file_name(&path);
            if path.is_file() && is_fluent(&path) {
                let problem = Diagnostic::warning(
                    "LOCALE_FILE_MISPLACED",
                    "the file lies beside the folders of the locales",
                );
                let problem = problem.help("move it into one of them, such as `en`");
                self.diagnostics.push(problem.in_file(display(&path)));
            }
            if !path.is_dir() || name.starts_with('.') {
                continue;
            }
            match Locale::parse(&name) {
                Ok(_) if self.leads_out(&path) => {}
                Ok(locale) => self.locale(locale, &path),
                Err(_) => {
                    let message = format!("the folder name `{name}` is no language tag");
                    let problem = Diagnostic::warning("LOCALE_FOLDER_NO_TAG", message);
                    let problem = problem.help("name it by a BCP 47 tag, such as `en` or `pt-BR`");
                    self.diagnostics.push(problem.in_file(display(&path)));
                }
            }
        }
    }

    fn locale(&mut self, locale: Locale, folder: &Path) {
        if self.locales.contains_key(&locale) {
            let message = format!("another folder names the locale `{locale}` too");
            let problem = Diagnostic::warning("LOCALE_FOLDER_TWICE", message);
            let problem = problem.help(format!("move all its files into `{locale}`"));
            self.diagnostics.push(problem.in_file(display(folder)));
        }
        self.locales.entry(locale.clone()).or_default();
        for path in self.sorted(folder) {
            // Editors' backups and the links of Kubernetes begin with a dot.
            let is_hidden = file_name(&path).starts_with('.');
            if is_hidden || !is_fluent(&path) || path.is_dir() || self.leads_out(&path) {
                continue;
            }
            if let Some(bytes) = self.bytes(&path) {
                let file = SourceFile {
                    path: display(&path),
                    bytes,
                };
                self.locales.entry(locale.clone()).or_default().push(file);
            }
        }
    }

    fn bytes(&mut self, path: &Path) -> Option<Vec<u8>> {
        match read_limited(path) {
            Ok(bytes) if bytes.len() as u64 > FILE_BYTES_MAX => {
                let message = format!("the file is larger than {FILE_BYTES_MAX} bytes");
                let problem = Diagnostic::error("LOCALE_FILE_TOO_LARGE", message);
                let problem = problem.help("split it into several files in the same folder");
                self.diagnostics.push(problem.in_file(display(path)));
                None
            }
            Ok(bytes) => Some(bytes),
            Err(error) => {
                self.unreadable(path, &error);
                None
            }
        }
    }

    /// Whether a path lies outside the folder once links are resolved; says so.
    fn leads_out(&mut self, path: &Path) -> bool {
        match fs::canonicalize(path) {
            Ok(canonical) if canonical.starts_with(&self.root) => false,
            Ok(_) => {
                let message = "the link leads out of the folder and was not followed";
                let problem = Diagnostic::error("LOCALE_FILE_OUTSIDE", message);
                let problem = problem.help("copy the file into the folder");
                self.diagnostics.push(problem.in_file(display(path)));
                true
            }
            Err(error) => {
                self.unreadable(path, &error);
                true
            }
        }
    }

    fn sorted(&mut self, folder: &Path) -> Vec<PathBuf> {
        let paths: std::io::Result<Vec<PathBuf>> = fs::read_dir(folder)
            .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
        match paths {
            Ok(mut paths) => {
                paths.sort();
                paths
            }
            Err(error) => {
                self.unreadable(folder, &error);
                Vec::new()
            }
        }
    }

    fn unreadable(&mut self, path: &Path, error: &std::io::Error) {
        let message = format!("cannot be read: {error}");
        let problem = Diagnostic::error("LOCALE_FILE_UNREADABLE", message);
        self.diagnostics.push(problem.in_file(display(path)));
    }
}

/// At most one byte more than a file may have. Pipes and devices are no files: opening one could wait for ever.
fn read_limited(path: &Path) -> std::io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("it is no regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?
        .take(FILE_BYTES_MAX + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn is_fluent(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "ftl")
}

pub(super) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn display(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        root
    }

    fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
        diagnostics.iter().map(|each| each.code).collect()
    }

    #[test]
    fn a_folder_makes_a_locale_in_any_spelling() {
        let root = tree(&[
            ("pt_br/b.ftl", b"b = 1"),
            ("pt_br/a.ftl", b"a = 1"),
            ("pt_br/notes.txt", b"no"),
            ("PT-BR/c.ftl", b"c = 1"),
            ("zh-hant/.hidden.ftl", b""),
            ("not a tag/x.ftl", b""),
            (".git/x.ftl", b""),
            ("stray.ftl", b""),
        ]);
        let (locales, diagnostics) = read(root.path());
        let found: Vec<(&str, Vec<String>)> = locales
            .iter()
            .map(|(locale, files)| {
                let names = files.iter().map(|file| file_name(Path::new(&file.path)));
                (locale.as_str(), names.collect())
            })
            .collect();
        let names = ["c.ftl", "a.ftl", "b.ftl"].map(str::to_owned).to_vec();
        assert_eq!(found, [("pt-BR", names), ("zh-Hant", vec![])]);
        assert_eq!(
            codes(&diagnostics),
            [
                "LOCALE_FOLDER_NO_TAG",
                "LOCALE_FOLDER_TWICE",
                "LOCALE_FILE_MISPLACED"
            ]
        );
    }

    #[test]
    fn a_file_over_the_limit_is_refused_and_the_others_read() {
        let large = vec![b'#'; 2_000_000];
        let root = tree(&[("en/a.ftl", b"a = 1"), ("en/large.ftl", &large)]);
        let (locales, diagnostics) = read(root.path());
        assert_eq!(locales.values().next().unwrap().len(), 1);
        assert_eq!(codes(&diagnostics), ["LOCALE_FILE_TOO_LARGE"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_folder_are_not_followed() {
        use std::os::unix::fs::symlink;
        let outside = tree(&[("secret.ftl", b"secret = 1"), ("fr/a.ftl", b"a = 1")]);
        let root = tree(&[("en/a.ftl", b"a = 1")]);
        let en = root.path().join("en");
        symlink(outside.path().join("secret.ftl"), en.join("b.ftl")).unwrap();
        symlink(en.join("a.ftl"), en.join("inside.ftl")).unwrap();
        symlink(en.join("gone.ftl"), en.join("dangling.ftl")).unwrap();
        symlink(outside.path().join("fr"), root.path().join("fr")).unwrap();
        let (locales, diagnostics) = read(root.path());
        assert_eq!(locales.len(), 1);
        assert_eq!(locales.values().next().unwrap().len(), 2);
        assert_eq!(
            codes(&diagnostics),
            [
                "LOCALE_FILE_OUTSIDE",
                "LOCALE_FILE_UNREADABLE",
                "LOCALE_FILE_OUTSIDE"
            ]
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_problem_and_no_panic() {
        let (locales, diagnostics) = read(Path::new("/nowhere/locales"));
        assert!(locales.is_empty());
        assert_eq!(codes(&diagnostics), ["LOCALE_FILE_UNREADABLE"]);
    }
}
