//! `isogloss check`: looks for problems in content and locale files, without a database.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::import::read_one;
use super::site::{connect_existing, read_site};
use super::{Format, print};
use crate::config::Config;
use crate::domain::diagnostic::Diagnostic;
use crate::files::read;
use crate::messages::lint::lint;
use crate::service::site::Site;
use crate::store::view;

/// Looks for problems in content and locale files. Nothing is changed, and without --database none is needed.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss check
  isogloss check content
  isogloss check content docs --format json
  isogloss check --database

The exit status is 1 if there are errors.")]
pub struct Check {
    /// Folders and files of content [default: the configured folder, else `content` if there is one]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Also compare what the database derived from content with what deriving it anew gives
    #[arg(long)]
    pub database: bool,
    /// For people or for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// Checks and prints.
pub async fn run(arguments: &Check, config: &Config) -> Result<ExitCode> {
    let (site, mut problems) = read_site(config);
    problems.extend(lint(&site.catalog, site.locales.default_locale()));
    let mut posts = 0;
    for path in paths(arguments, config)? {
        let grouping = read_one(&path, &read::Options::default(), &site).grouping;
        posts += grouping.posts.len();
        problems.extend(grouping.diagnostics);
    }
    if arguments.database {
        problems.extend(check_database(config, &site).await?);
    }
    match arguments.format {
        Format::Json => {
            writeln!(
                std::io::stdout(),
                "{:#}",
                print::problems_as_json(&problems)
            )?;
        }
        Format::Text => {
            print::problems(&problems);
            let locales = site.locales.all().len();
            let found = match problems.len() {
                0 => "no problems".to_owned(),
                _ => print::summary(&problems),
            };
            print::line(format_args!(
                "checked {} in {}: {found}",
                print::counted(posts, "post"),
                print::counted(locales, "locale"),
            ));
        }
    }
    let has_errors = problems.iter().any(Diagnostic::is_error);
    Ok(if has_errors {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// What lists read, held against what is written.
async fn check_database(config: &Config, site: &Site) -> Result<Vec<Diagnostic>> {
    let store = connect_existing(config).await?;
    let differences = view::check(&store.read().await?, &site.locales).await?;
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
        None => bail!(
            "there is no folder `content` here; name the folders to check: isogloss check DIR"
        ),
    }
}
