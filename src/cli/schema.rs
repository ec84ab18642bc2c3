//! `isogloss schema`: the arguments, of which there are none.

use clap::Args;

/// Prints the GraphQL schema in SDL.
#[derive(Clone, Copy, Debug, Args)]
#[command(after_help = "Examples:
  isogloss schema
  isogloss schema > schema.graphql")]
pub struct Schema {}
