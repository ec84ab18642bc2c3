//! Making a locale: its folder with one text, from which a translator goes on.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::domain::locale::Locale;

/// Makes the folder of a locale with a `site.ftl` of one line; what is there already stays.
pub fn add(folder: &Path, locale: &Locale) -> io::Result<()> {
    let folder = folder.join(locale.as_str());
    fs::create_dir_all(&folder)?;
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(folder.join("site.ftl"));
    match file {
        Ok(mut file) => writeln!(
            file,
            "# Texts of the site in {locale}. Keys that are missing here are taken along its fallback chain."
        ),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_made_once_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let locale = Locale::parse("zh-Hant").unwrap();
        add(folder.path(), &locale).unwrap();
        let file = folder.path().join("zh-Hant/site.ftl");
        assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 1);
        fs::write(&file, "home = 首頁\n").unwrap();
        add(folder.path(), &locale).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "home = 首頁\n");
    }
}
