//! Which files a content folder has, in an order that is the same everywhere; and reading one of them.
//! Links are followed as far as they stay inside of the folder. What the files say is not looked at here.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::domain::diagnostic::Diagnostic;

/// The largest file that is read, in bytes.
pub const FILE_BYTES_MAX: u64 = 2 << 20;

/// The deepest nesting of folders that is walked.
const FOLDER_DEPTH_MAX: usize = 64;

/// What is done about a link that leads out of the folder.
const LINK_HELP: &str =
    "files outside of the content folder are never read; copy it into the folder";

/// One file of a content folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Path relative to the content folder, with `/` between segments.
    pub file: String,
    /// Where it is, links resolved.
    pub path: PathBuf,
}

/// The files of a content folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Markdown files, by path.
    pub posts: Vec<Found>,
    /// `.navigation.yml` files, by path.
    pub folders: Vec<Found>,
    /// How many other files there are.
    pub ignored_count: usize,
    /// Links that lead out, folders that cannot be read and names that are no text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lists the files of a content folder. Hidden files and folders are passed over, `.navigation.yml` excepted.
pub fn walk(root: &Path) -> Walked {
    let mut walked = Walked::default();
    match fs::canonicalize(root) {
        Ok(root) => {
            let mut walker = Walker {
                trail: vec![root.clone()],
                root,
                walked: &mut walked,
            };
            walker.folder("");
        }
        Err(error) => {
            let file = root.display().to_string();
            walked.diagnostics.push(unreadable(&error).in_file(file));
        }
    }
    walked.posts.sort();
    walked.folders.sort();
    walked
}

/// Reads a file as text, with LF line ends and without a byte order mark. The diagnostic names no file.
pub fn read_text(path: &Path, bytes_max: u64) -> Result<String, Diagnostic> {
    let bytes = read_bytes(path, bytes_max)?;
    let text = String::from_utf8(bytes)
        .map_err(|error| broken(error.as_bytes(), error.utf8_error().valid_up_to()))?;
    if let Some(at) = text.find('\0') {
        let (line, column) = place_of(&text, at);
        return Err(
            Diagnostic::error("BAD_TEXT", "the character U+0000 is no text")
                .help("remove it")
                .at(line, column),
        );
    }
    let text = match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    };
    Ok(if text.contains("\r\n") {
        text.replace("\r\n", "\n")
    } else {
        text
    })
}

/// What the operating system says of a file that cannot be read.
pub(super) fn unreadable(error: &io::Error) -> Diagnostic {
    let (code, help) = match error.kind() {
        io::ErrorKind::NotFound => ("FILE_NOT_FOUND", "check the spelling of its path"),
        _ => ("FILE_UNREADABLE", "check who may read it"),
    };
    Diagnostic::error(code, format!("it cannot be read: {error}")).help(help)
}

struct Walker<'a> {
    root: PathBuf,
    /// The folders that are being walked, links resolved: a link to one of them would never end.
    trail: Vec<PathBuf>,
    walked: &'a mut Walked,
}

impl Walker<'_> {
    fn folder(&mut self, relative: &str) {
        let Some(path) = self.trail.last() else {
            return;
        };
        let entries = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        match entries {
            Ok(entries) => {
                for entry in entries {
                    self.entry(relative, &entry);
                }
            }
            Err(error) => self.report(relative, unreadable(&error)),
        }
    }

    fn entry(&mut self, parent: &str, entry: &fs::DirEntry) {
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            let shown = join(parent, &name.to_string_lossy());
            let diagnostic = Diagnostic::error("BAD_FILE_NAME", "its name is no UTF-8");
            self.report(&shown, diagnostic.help("rename it"));
            return;
        };
        if name.starts_with('.') && !is_folder_settings(name) {
            return;
        }
        let file = join(parent, name);
        let resolved = fs::canonicalize(entry.path());
        let path = match resolved {
            Ok(path) if path.starts_with(&self.root) => path,
            Ok(_) => {
                let diagnostic =
                    Diagnostic::error("LINK_OUTSIDE", "it is a link out of the content folder");
                self.report(&file, diagnostic.help(LINK_HELP));
                return;
            }
            Err(error) => {
                self.report(&file, unreadable(&error));
                return;
            }
        };
        if path.is_dir() {
            self.subfolder(&file, path);
        } else {
            self.file(file, name, path);
        }
    }

    fn subfolder(&mut self, relative: &str, path: PathBuf) {
        if self.trail.contains(&path) {
            let diagnostic =
                Diagnostic::error("LINK_LOOP", "it is a link to a folder that it lies in");
            self.report(relative, diagnostic.help("remove the link"));
            return;
        }
        if self.trail.len() > FOLDER_DEPTH_MAX {
            let message = format!("it lies more than {FOLDER_DEPTH_MAX} folders deep");
            self.report(relative, Diagnostic::error("FOLDER_TOO_DEEP", message));
            return;
        }
        self.trail.push(path);
        self.folder(relative);
        self.trail.pop();
    }

    fn file(&mut self, file: String, name: &str, path: PathBuf) {
        let found = Found { file, path };
        if is_folder_settings(name) {
            self.walked.folders.push(found);
        } else if Path::new(name).extension() == Some(OsStr::new("md")) {
            self.walked.posts.push(found);
        } else {
            self.walked.ignored_count += 1;
        }
    }

    fn report(&mut self, file: &str, diagnostic: Diagnostic) {
        self.walked.diagnostics.push(diagnostic.in_file(file));
    }
}

/// Reads no more than `bytes_max`, whatever the size was said to be, and nothing that is no regular file:
/// a pipe would wait for ever.
fn read_bytes(path: &Path, bytes_max: u64) -> Result<Vec<u8>, Diagnostic> {
    let metadata = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        let diagnostic = Diagnostic::error("FILE_UNREADABLE", "it is no regular file");
        return Err(diagnostic.help("put a file in its place, or remove it"));
    }
    let mut bytes = Vec::new();
    let mut size = metadata.len();
    if size <= bytes_max {
        File::open(path)
            .and_then(|file| file.take(bytes_max + 1).read_to_end(&mut bytes))
            .map_err(|error| unreadable(&error))?;
        size = bytes.len() as u64;
    }
    if size > bytes_max {
        let message = format!("it has {size} bytes; the most is {bytes_max}");
        let diagnostic = Diagnostic::error("FILE_TOO_LARGE", message);
        return Err(diagnostic.help("split it into several pages"));
    }
    Ok(bytes)
}

fn broken(bytes: &[u8], valid_bytes: usize) -> Diagnostic {
    let valid = bytes.get(..valid_bytes).unwrap_or_default();
    let (line, column) = place_of(&String::from_utf8_lossy(valid), valid_bytes);
    let byte = bytes.get(valid_bytes).copied().unwrap_or_default();
    Diagnostic::error("BAD_UTF8", format!("the byte 0x{byte:02X} is no UTF-8"))
        .help("save the file as UTF-8")
        .at(line, column)
}

/// Line and column, both from 1, of a byte of a text.
fn place_of(text: &str, at: usize) -> (u32, u32) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (
        u32::try_from(line).unwrap_or(u32::MAX),
        u32::try_from(column).unwrap_or(u32::MAX),
    )
}

/// `.navigation.yml`; in layouts whose file names say the locale, `.navigation.de.yml`.
fn is_folder_settings(name: &str) -> bool {
    name.starts_with(".navigation.") && (name.ends_with(".yml") || name.ends_with(".yaml"))
}

fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() {
        name.to_owned()
    } else {
        format!("{parent}/{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (file, bytes) in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn names(found: &[Found]) -> Vec<&str> {
        found.iter().map(|found| found.file.as_str()).collect()
    }

    #[test]
    fn files_come_in_the_order_of_their_paths() {
        let folder = folder(&[
            ("en/b.md", b"b"),
            ("en/a/z.md", b"z"),
            ("de/x.md", b"x"),
            ("en/.hidden.md", b""),
            ("en/.git/x.md", b""),
            ("en/picture.png", b""),
            ("en/a/.navigation.yml", b""),
        ]);
        let walked = walk(folder.path());
        assert_eq!(names(&walked.posts), ["de/x.md", "en/a/z.md", "en/b.md"]);
        assert_eq!(names(&walked.folders), ["en/a/.navigation.yml"]);
        assert_eq!(walked.ignored_count, 1);
        assert_eq!(walked.diagnostics, []);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_only_inside_of_the_folder() {
        use std::os::unix::fs::symlink;
        let outside = folder(&[("secret.md", b"secret"), ("more/secret.md", b"secret")]);
        let folder = folder(&[("en/a.md", b"a"), ("en/sub/b.md", b"b")]);
        let at = |file: &str| folder.path().join(file);
        symlink(outside.path().join("secret.md"), at("en/leak.md")).unwrap();
        symlink(outside.path().join("more"), at("en/leaks")).unwrap();
        symlink("../../../../../../../../etc/passwd", at("en/passwd.md")).unwrap();
        symlink(at("en/nothing.md"), at("en/broken.md")).unwrap();
        symlink(at("en"), at("en/sub/loop")).unwrap();
        symlink(at("en/a.md"), at("en/same.md")).unwrap();
        symlink(at("en/sub"), at("de")).unwrap();
        let walked = walk(folder.path());
        assert_eq!(
            names(&walked.posts),
            [
                "de/b.md",
                "de/loop/a.md",
                "de/loop/same.md",
                "en/a.md",
                "en/same.md",
                "en/sub/b.md"
            ]
        );
        let mut codes: Vec<(&str, &str)> = walked
            .diagnostics
            .iter()
            .map(|each| (each.place.as_ref().unwrap().file.as_str(), each.code))
            .collect();
        codes.sort_unstable();
        assert_eq!(
            codes,
            [
                ("de/loop/broken.md", "FILE_NOT_FOUND"),
                ("de/loop/leak.md", "LINK_OUTSIDE"),
                ("de/loop/leaks", "LINK_OUTSIDE"),
                ("de/loop/passwd.md", "LINK_OUTSIDE"),
                ("de/loop/sub", "LINK_LOOP"),
                ("en/broken.md", "FILE_NOT_FOUND"),
                ("en/leak.md", "LINK_OUTSIDE"),
                ("en/leaks", "LINK_OUTSIDE"),
                ("en/passwd.md", "LINK_OUTSIDE"),
                ("en/sub/loop", "LINK_LOOP"),
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_text_says_where() {
        let folder = folder(&[
            ("latin.md", b"# T\n\nna\xefve"),
            ("nul.md", b"a\n\0"),
            ("bom.md", b"\xef\xbb\xbfa\r\nb"),
        ]);
        let read = |file: &str| read_text(&folder.path().join(file), FILE_BYTES_MAX);
        let place = |file: &str| read(file).unwrap_err().place.unwrap();
        assert_eq!(read("latin.md").unwrap_err().code, "BAD_UTF8");
        assert_eq!(
            (place("latin.md").line, place("latin.md").column),
            (Some(3), Some(3))
        );
        assert_eq!(
            (place("nul.md").line, place("nul.md").column),
            (Some(2), Some(1))
        );
        assert_eq!(read("bom.md").unwrap(), "a\nb");
        assert_eq!(read("nothing.md").unwrap_err().code, "FILE_NOT_FOUND");
        assert_eq!(
            read_text(folder.path(), 1).unwrap_err().code,
            "FILE_UNREADABLE"
        );
    }

    #[test]
    fn a_large_file_is_refused_unread() {
        let folder = folder(&[("a.md", b"")]);
        let path = folder.path().join("a.md");
        File::create(&path).unwrap().set_len(100 << 30).unwrap();
        assert_eq!(
            read_text(&path, FILE_BYTES_MAX).unwrap_err().code,
            "FILE_TOO_LARGE"
        );
    }
}
