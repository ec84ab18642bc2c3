//! A file that gets its name once it is whole: whoever looks sees what was there before, or all of what is new.
//! What is written into it is the caller's.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A file under another name, beside the one that it will have; removed unless it is [finished](Draft::finish).
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    target: PathBuf,
}

/// What databases put beside a file while they write to it.
const COMPANIONS: [&str; 3] = ["-journal", "-shm", "-wal"];

impl Draft {
    /// Begins with an empty file that its owner alone may read and write.
    ///
    /// # Errors
    /// The folder is not there, or nothing may be written in it.
    pub fn new(target: &Path) -> io::Result<Self> {
        let no_name = || io::Error::new(io::ErrorKind::InvalidInput, "this is no name of a file");
        let name = target.file_name().ok_or_else(no_name)?.to_string_lossy();
        let folder = match target.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        // A whole path, so that nobody takes the name for something else than a path.
        let folder = fs::canonicalize(folder)?;
        let draft = Self {
            path: folder.join(format!(".{name}.{}.new", std::process::id())),
            target: folder.join(&*name),
        };
        // An earlier process with the same number may have been killed while it wrote.
        draft.remove();
        private().open(&draft.path)?;
        Ok(draft)
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name, in place of what had that name, once all of it is on the disk.
    ///
    /// # Errors
    /// The disk is full, or the name belongs to what cannot be replaced, such as a folder.
    pub fn finish(self) -> io::Result<()> {
        File::open(&self.path)?.sync_all()?;
        fs::rename(&self.path, &self.target)?;
        match self.target.parent() {
            Some(folder) => sync_folder(folder),
            None => Ok(()),
        }
    }

    fn remove(&self) {
        let companions = COMPANIONS.map(|end| with_end(&self.path, end));
        for path in companions.iter().chain([&self.path]) {
            // Most of them are not there, and what cannot be removed is only of no use.
            let _ = fs::remove_file(path);
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        self.remove();
    }
}

/// What a database left beside a file, which would be taken for a part of whatever gets the file's name.
pub fn leftover(target: &Path) -> Option<PathBuf> {
    let companions = COMPANIONS.map(|end| with_end(target, end));
    companions.into_iter().find(|path| path.exists())
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A name is on the disk once its folder is; other systems than Unix have no call for it.
fn sync_folder(folder: &Path) -> io::Result<()> {
    match cfg!(unix) {
        true => File::open(folder)?.sync_all(),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        names.collect()
    }

    #[test]
    fn a_file_is_there_once_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.db");
        fs::write(&target, "before").unwrap();
        let draft = Draft::new(&target).unwrap();
        fs::write(draft.path(), "after").unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "before");
        draft.finish().unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "after");
        assert_eq!(names(folder.path()), ["a.db"]);
    }

    #[test]
    fn what_was_not_finished_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let draft = Draft::new(&folder.path().join("a.db")).unwrap();
        fs::write(with_end(draft.path(), "-wal"), "").unwrap();
        drop(draft);
        assert!(names(folder.path()).is_empty());
        assert!(Draft::new(&folder.path().join("missing/a.db")).is_err());
        assert!(Draft::new(Path::new("..")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let draft = Draft::new(&folder.path().join("a.db")).unwrap();
        let mode = fs::metadata(draft.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
