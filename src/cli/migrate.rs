//! `isogloss migrate`: brings the tables up to date, or back, or says how they stand.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::print;
use super::site::{connect, connect_existing};
use super::table::Table;
use crate::config::Config;

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

/// Migrates, undoes, or lists.
pub async fn run(arguments: &Migrate, config: &Config) -> Result<ExitCode> {
    let store = match arguments.status {
        true => connect_existing(config).await?,
        false => connect(config).await?,
    };
    match (arguments.down, arguments.status) {
        (Some(steps), _) => {
            let undone = store.migrate_down(steps).await?;
            print::line(format_args!(
                "undone: {undone} migrations of {}",
                config.database_url
            ));
        }
        (None, true) => {
            let mut table = Table::new(["migration", "state"]);
            for (name, is_applied) in store.migrations().await? {
                table.row([
                    name.as_str(),
                    if is_applied { "applied" } else { "pending" },
                ]);
            }
            table.write(&mut anstream::stdout())?;
        }
        (None, false) => {
            store.migrate().await?;
            print::line(format_args!("{} is up to date", config.database_url));
        }
    }
    store.close().await?;
    Ok(ExitCode::SUCCESS)
}
