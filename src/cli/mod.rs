//! The command line: arguments, dispatch and printing. What a command does is the service's business.
//! Standard output carries what was asked for; problems, progress and logs go to standard error.

pub mod backup;
pub mod check;
pub mod copy;
mod excerpt;
pub mod export;
mod github;
pub mod import;
pub mod migrate;
pub mod new;
pub mod present;
pub mod print;
pub mod progress;
pub mod schema;
pub mod serve;
pub mod site;
pub mod table;
pub mod token;
pub mod translations;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::{Config, Sources};
use print::Problems;

/// A GraphQL content backend in which no language is second class.
#[derive(Debug, Parser)]
#[command(
    name = "isogloss",
    version,
    after_help = "Examples:
  isogloss                         serve the site of this folder
  isogloss new my-site             make a site to start from
  isogloss import content          take in a folder of Markdown files, one folder a language
  isogloss check                   look for problems without a database
  isogloss help import             all about one command

Settings come from isogloss.toml, from the environment (ISOGLOSS_LISTEN, ISOGLOSS_DATABASE_URL, ...) and from flags."
)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; `serve` when nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Flags that every command takes.
#[derive(Clone, Debug, Default, Args)]
pub struct Global {
    /// Configuration file [default: isogloss.toml, if there is one]
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "ISOGLOSS_CONFIG",
        hide_env_values = true
    )]
    pub config: Option<PathBuf>,
    /// Database: sqlite://PATH?mode=rwc or postgres://USER:PASSWORD@HOST/DATABASE
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// Colors in what is printed; NO_COLOR is respected
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// When to print in color.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// The form of what a command prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON document.
    Json,
}

/// Everything that the program does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site (also without any command)
    Serve(serve::Serve),
    /// Take in folders, files and Nuxt payloads
    Import(import::Import),
    /// Write all content as a folder of files
    Export(export::Export),
    /// Look for problems in content and locale files, without a database
    Check(check::Check),
    /// Print the GraphQL schema
    Schema(schema::Schema),
    /// Bring the database's tables up to date, or back
    Migrate(migrate::Migrate),
    /// Copy everything from one database to another, of either kind
    Copy(copy::Copy),
    /// Write the database to a file, while it is served
    Backup(backup::Backup),
    /// Make, list and revoke tokens for editors
    Token(token::Token),
    /// Write and read files for the tools of translators
    Translations(translations::Translations),
    /// Make a site to start from
    New(new::New),
}

/// Runs one command.
///
/// # Errors
/// Whatever stopped it; [`print::failure`] shows it.
pub async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    cli.global.color.apply();
    match cli
        .command
        .unwrap_or(Command::Serve(serve::Serve::default()))
    {
        Command::New(arguments) => new::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments, &cli.global).await,
        Command::Import(arguments) => import::run(&arguments, &cli.global).await,
        Command::Export(arguments) => {
            export::run(&arguments, &cli.global.configuration(Vec::new())?).await
        }
        Command::Check(arguments) => {
            check::run(&arguments, &cli.global.configuration(Vec::new())?).await
        }
        Command::Schema(_) => schema::run(),
        Command::Copy(arguments) => copy::run(&arguments).await,
        Command::Backup(arguments) => {
            backup::run(&arguments, &cli.global.configuration(Vec::new())?).await
        }
        Command::Token(arguments) => {
            token::run(&arguments, &cli.global.configuration(Vec::new())?).await
        }
        Command::Translations(arguments) => {
            translations::run(&arguments, &cli.global.configuration(Vec::new())?).await
        }
        Command::Migrate(arguments) => {
            migrate::run(&arguments, &cli.global.configuration(Vec::new())?).await
        }
    }
}

impl Global {
    /// The configuration under these flags and those of a command, as pairs of key and value.
    /// Warnings are printed.
    ///
    /// # Errors
    /// [`Problems`] with everything that is wrong in file, environment and flags.
    pub fn configuration(&self, flags: Vec<(&'static str, String)>) -> Result<Config, Problems> {
        let (config, warnings) = Config::load(&self.sources(flags)).map_err(Problems)?;
        print::problems(&warnings);
        Ok(config)
    }

    fn sources(&self, mut flags: Vec<(&'static str, String)>) -> Sources {
        flags.extend(self.database_url.clone().map(|url| ("database.url", url)));
        let variables = std::env::vars_os().map(|(name, value)| {
            (
                name.to_string_lossy().into_owned(),
                value.to_string_lossy().into_owned(),
            )
        });
        Sources {
            working_folder: PathBuf::new(),
            file: self.config.clone(),
            variables: variables.collect(),
            flags,
        }
    }
}

impl Color {
    /// Makes it the choice of everything that is printed from now on.
    fn apply(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    /// Every line of a help text that begins with the program's name.
    fn examples(command: &clap::Command) -> Vec<String> {
        let help = command
            .get_after_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        let lines = help
            .lines()
            .filter_map(|line| line.trim().strip_prefix("isogloss"));
        lines
            .map(|line| {
                line.split("   ")
                    .next()
                    .and_then(|line| line.split(" > ").next())
                    .unwrap_or("")
                    .trim()
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn the_arguments_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_help_text_has_examples_that_can_be_run() {
        let cli = Cli::command();
        for command in std::iter::once(&cli).chain(cli.get_subcommands()) {
            let examples = examples(command);
            assert!(
                !examples.is_empty(),
                "{} has no examples",
                command.get_name()
            );
            for example in examples
                .iter()
                .filter(|example| !example.starts_with("help"))
            {
                let words = std::iter::once("isogloss").chain(example.split_whitespace());
                let parsed = Cli::try_parse_from(words);
                assert!(
                    parsed.is_ok(),
                    "isogloss {example}: {}",
                    parsed.unwrap_err()
                );
            }
        }
    }

    #[test]
    fn arguments_that_contradict_each_other_are_refused() {
        for line in [
            "import",
            "import x --watch --dry-run",
            "import x --format xml",
            "copy --from sqlite://a.db",
            "backup",
            "migrate --down 1 --status",
            "migrate --down 0",
            "new",
            "export",
            "serve --nonsense",
            "--color pink",
        ] {
            let words = std::iter::once("isogloss").chain(line.split_whitespace());
            assert!(Cli::try_parse_from(words).is_err(), "{line}");
        }
    }

    #[test]
    fn global_flags_stand_before_or_after_the_command() {
        for line in [
            "--config a.toml --color never check",
            "check --config a.toml --color never",
        ] {
            let words = std::iter::once("isogloss").chain(line.split_whitespace());
            let cli = Cli::try_parse_from(words).unwrap();
            assert_eq!(cli.global.config, Some(PathBuf::from("a.toml")), "{line}");
            assert_eq!(cli.global.color, Color::Never, "{line}");
        }
    }
}
