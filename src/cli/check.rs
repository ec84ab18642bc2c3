//! `isogloss check`: the arguments.

use std::path::PathBuf;

use clap::Args;

use super::Format;

/// Looks for problems in content and locale files. No database is needed and nothing is changed.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss check
  isogloss check content
  isogloss check content docs --format json

The exit status is 1 if there are errors.")]
pub struct Check {
    /// Folders and files of content [default: the configured folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// For people or for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}
