//! `isogloss migrate`: the arguments.

use clap::Args;

/// Brings the database's tables up to date. `serve` and `import` do so by themselves.
#[derive(Clone, Copy, Debug, Default, Args)]
#[command(after_help = "Examples:
  isogloss migrate
  isogloss migrate --status
  isogloss migrate --down 1")]
pub struct Migrate {
    /// Undo the last N migrations instead; what only they could hold is lost
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "status")]
    pub down: Option<u32>,
    /// List the migrations and change nothing
    #[arg(long)]
    pub status: bool,
}
