//! `isogloss import`: the arguments.

use std::path::PathBuf;

use clap::Args;

use super::Format;

/// Takes in folders of Markdown files, single files and Nuxt payloads.
///
/// Files are compared with what was last imported from them: what did not change touches nothing, and what was edited
/// since is left alone. All problems are listed at the end; none stops the other files.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss import content
  isogloss import content --dry-run
  isogloss import content --prune --watch
  isogloss import docs --pattern '{section}/{locale}/{slug}.md'
  isogloss import _payload.json --locale en
  isogloss import content --nuxt --add-locales --format json")]
pub struct Import {
    /// Folders laid out {locale}/**/*.md, single files, or Nuxt _payload.json files
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Make paths, titles and descriptions exactly as Nuxt Content does
    #[arg(long)]
    pub nuxt: bool,
    /// Where locale, section and slug stand in a file's path, such as {slug}.{locale}.md
    #[arg(long, value_name = "PATTERN")]
    pub pattern: Option<String>,
    /// The locale of files that name none
    #[arg(long, value_name = "TAG")]
    pub locale: Option<String>,
    /// Say what would happen, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Remove what an earlier import of this folder brought and the folder no longer has
    #[arg(long)]
    pub prune: bool,
    /// Take the file's side where it and an editor both changed a post
    #[arg(long)]
    pub force: bool,
    /// Stay, and import again whenever a file changes
    #[arg(long, conflicts_with = "dry_run")]
    pub watch: bool,
    /// Make the folders in `locales` that the content's locales lack
    #[arg(long)]
    pub add_locales: bool,
    /// For people or for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}
