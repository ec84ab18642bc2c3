//! `isogloss check`: looks for problems in content and locale files, without a database.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::import::read_one;
use super::site::{connect_existing, read_site};
use super::{github, print};
use crate::config::Config;
use crate::domain::diagnostic::{Diagnostic, Severity};
use crate::files::read;
use crate::messages::lint::lint;
use crate::messages::stub;
use crate::service::site::Site;
use crate::store::view;

/// Looks for problems in content and locale files. Nothing is changed without --fix, and no database is needed without
/// --database.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss check
  isogloss check content
  isogloss check content docs --format json
  isogloss check --strict --format github
  isogloss check --fix
  isogloss check --database

Each problem has a code, the file with line and column, and what to do about it.
The exit status is 1 if there are errors; with --strict, also if there are warnings.

For translators:
  --fix appends the messages that a language lacks to its files, as comments with the text of the default language.
  Take the marks `# ` away from a line of it and translate what follows. Lines that are there are never changed.
  A text that is meant to be the same as in the default language gets the comment `# same` above it, in its own file or,
  for all languages, in that of the default language; a reason may follow: `# same: a line of a song`.")]
pub struct Check {
    /// Folders and files of content [default: the configured folder, else `content` if there is one]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Append what a language lacks to its files, as comments to begin a translation with
    #[arg(long)]
    pub fix: bool,
    /// Exit with status 1 on warnings, too
    #[arg(long)]
    pub strict: bool,
    /// Also compare what the database derived from content with what deriving it anew gives
    #[arg(long)]
    pub database: bool,
    /// For people, for programs, or for GitHub to show beside the lines of a change
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CheckFormat,
}

/// The form in which problems are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON document.
    Json,
    /// Commands of GitHub's workflows.
    Github,
}

/// Checks and prints.
pub async fn run(arguments: &Check, config: &Config) -> Result<ExitCode> {
    let paths = paths(arguments, config)?;
    let (site, mut problems) = read_site(config);
    if arguments.fix && config.locales.folder.exists() {
        let folder = &config.locales.folder;
        problems.extend(stub::append(folder, &site.catalog, &site.locales));
    }
    problems.extend(lint(&site.catalog, &site.locales));
    let mut posts = 0;
    for path in paths {
        let grouping = read_one(&path, &read::Options::default(), &site).grouping;
        posts += grouping.posts.len();
        problems.extend(grouping.diagnostics);
    }
    if arguments.database {
        problems.extend(check_database(config, &site).await?);
    }
    let checked = format!(
        "checked {} in {}",
        print::counted(posts, "post"),
        print::counted(site.locales.all().len(), "locale"),
    );
    tell(arguments.format, &problems, &checked)?;
    let stops = |problem: &Diagnostic| match arguments.strict {
        true => problem.severity >= Severity::Warning,
        false => problem.is_error(),
    };
    Ok(match problems.iter().any(stops) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

fn tell(format: CheckFormat, problems: &[Diagnostic], checked: &str) -> Result<()> {
    match format {
        CheckFormat::Json => {
            let problems = print::problems_as_json(problems);
            writeln!(std::io::stdout(), "{problems:#}")?;
            return Ok(());
        }
        CheckFormat::Text => print::problems(problems),
        CheckFormat::Github => github::write_commands(&mut std::io::stdout().lock(), problems)?,
    }
    let found = match problems {
        [] => "no problems".to_owned(),
        problems => print::summary(problems),
    };
    print::line(format_args!("{checked}: {found}"));
    Ok(())
}

/// What lists read, held against what is written.
async fn check_database(config: &Config, site: &Site) -> Result<Vec<Diagnostic>> {
    let store = connect_existing(config).await?;
    let differences = view::check(&store.read_newest().await?, &site.locales).await?;
    store.close().await?;
    let problem = |difference: view::Difference| {
        let shown = |row: Option<String>| row.unwrap_or_else(|| "nothing".to_owned());
        let message = format!(
            "`{}` has {} at {}, where {} should be",
            difference.table,
            shown(difference.stored),
            difference.row,
            shown(difference.expected)
        );
        Diagnostic::error("VIEW_DIFFERS", message)
            .help("start the server once with these locales; if it stays, please report it")
    };
    Ok(differences.into_iter().map(problem).collect())
}

fn paths(arguments: &Check, config: &Config) -> Result<Vec<PathBuf>> {
    if !arguments.paths.is_empty() {
        return Ok(arguments.paths.clone());
    }
    match config.content_folder() {
        Some(folder) => Ok(vec![folder]),
        None if config.locales.folder.exists() => Ok(Vec::new()),
        None => bail!(
            "there is no folder `content` here; name the folders to check: isogloss check DIR"
        ),
    }
}
