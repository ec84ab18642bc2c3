//! `isogloss schema`: prints the contract as built.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use crate::graphql::schema::sdl;

/// Prints the GraphQL schema in SDL.
#[derive(Clone, Copy, Debug, Args)]
#[command(after_help = "Examples:
  isogloss schema
  isogloss schema > schema.graphql")]
pub struct Schema {}

/// Prints it.
pub fn run() -> anyhow::Result<ExitCode> {
    write!(std::io::stdout(), "{}", sdl())?;
    Ok(ExitCode::SUCCESS)
}
