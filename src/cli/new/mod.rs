//! `isogloss new`: a site to start from, in two languages, that says in its own files what can be changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;

use super::print;

/// Every file of a new site: where it goes, and what it says.
const FILES: &[(&str, &str)] = &[
    ("isogloss.toml", include_str!("site/isogloss.toml")),
    (".gitignore", "/data\n"),
    (
        "locales/en/site.ftl",
        include_str!("site/locales/en/site.ftl"),
    ),
    (
        "locales/de/site.ftl",
        include_str!("site/locales/de/site.ftl"),
    ),
    (
        "content/en/blog/hello.md",
        include_str!("site/content/en/blog/hello.md"),
    ),
    (
        "content/de/blog/hello.md",
        include_str!("site/content/de/blog/hello.md"),
    ),
    (
        "content/en/blog/two-languages.md",
        include_str!("site/content/en/blog/two-languages.md"),
    ),
    (
        "content/de/blog/two-languages.md",
        include_str!("site/content/de/blog/two-languages.md"),
    ),
];

/// Makes a site to start from: configuration, interface texts and two posts, in English and German.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss new my-site
  isogloss new .")]
pub struct New {
    /// The folder to make; it may exist if it is empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Writes the site and says what to do next.
///
/// # Errors
/// When the folder is not empty or cannot be written.
pub fn run(arguments: &New) -> anyhow::Result<ExitCode> {
    let folder = &arguments.folder;
    write_site(folder)?;
    print::line(format!(
        "{} is a site in English and German; next:",
        folder.display()
    ));
    if folder != Path::new(".") {
        print::line(format!("  cd {}", folder.display()));
    }
    print::line("  isogloss serve");
    Ok(ExitCode::SUCCESS)
}

fn write_site(folder: &Path) -> anyhow::Result<()> {
    refuse_unless_empty(folder)?;
    for (name, text) in FILES {
        let file = folder.join(name);
        let parent = file.parent().unwrap_or(folder);
        fs::create_dir_all(parent)
            .with_context(|| format!("{} cannot be made", parent.display()))?;
        fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    Ok(())
}

fn refuse_unless_empty(folder: &Path) -> anyhow::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    if !folder.is_dir() {
        bail!("{} is a file; name a new folder", folder.display());
    }
    let mut entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    if entries.next().is_some() {
        bail!(
            "{} is not empty; name a new folder or an empty one",
            folder.display()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, FILE_NAME, Sources};

    fn load(folder: &Path) -> Config {
        let sources = Sources {
            working_folder: folder.to_owned(),
            ..Sources::default()
        };
        let (config, warnings) = Config::load(&sources).unwrap();
        assert_eq!(warnings, []);
        config
    }

    #[test]
    fn a_new_site_has_its_files_and_a_valid_configuration() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("my/site");
        write_site(&folder).unwrap();
        for (name, _) in FILES {
            assert!(folder.join(name).is_file(), "{name}");
        }
        assert_eq!(load(&folder).content, Some(folder.join("content")));
    }

    #[test]
    fn every_setting_that_is_commented_out_shows_its_default() {
        let folder = tempfile::tempdir().unwrap();
        write_site(folder.path()).unwrap();
        let before = load(folder.path());
        let file = folder.path().join(FILE_NAME);
        let text = fs::read_to_string(&file).unwrap();
        // Explanations are full sentences after `# `; settings follow their sign at once.
        let uncommented: Vec<&str> = text
            .lines()
            .map(|line| {
                line.strip_prefix('#')
                    .filter(|line| !line.starts_with(' '))
                    .unwrap_or(line)
            })
            .collect();
        fs::write(&file, uncommented.join("\n")).unwrap();
        let mut after = load(folder.path());
        assert_eq!(format!("{:?}", after.locales.fallback), "{de-AT: [de, en]}");
        after.locales = before.locales.clone();
        assert_eq!(after, before);
    }

    #[test]
    fn a_folder_that_is_not_empty_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine.txt"), "mine").unwrap();
        let error = write_site(folder.path()).unwrap_err().to_string();
        assert!(
            error.ends_with("is not empty; name a new folder or an empty one"),
            "{error}"
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let file = write_site(&folder.path().join("mine.txt"))
            .unwrap_err()
            .to_string();
        assert!(file.ends_with("is a file; name a new folder"), "{file}");
    }

    #[test]
    fn posts_of_a_new_site_exist_in_both_languages() {
        let names = |locale: &str| -> Vec<String> {
            let prefix = format!("content/{locale}/");
            FILES
                .iter()
                .filter_map(|(name, _)| name.strip_prefix(&prefix))
                .map(str::to_owned)
                .collect()
        };
        assert_eq!(names("en"), names("de"));
        assert_eq!(names("en").len(), 2);
    }
}
