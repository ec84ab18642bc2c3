//! `isogloss export`: the arguments.

use std::path::PathBuf;

use clap::Args;

/// Writes all content as the folder that `import` would take in again.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss export backup
  isogloss export backup --database-url sqlite://data/isogloss.db")]
pub struct Export {
    /// The folder to write
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}
