//! `isogloss translations`: files for the tools of translators, gettext PO and XLIFF 2.0.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, Subcommand, ValueEnum};

use super::site::{open_site, open_store};
use super::token::writer;
use super::{Format, present, print};
use crate::config::Config;
use crate::document::exchange::{File, Need, Unit, po, xliff};
use crate::domain::access::Caller;
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;
use crate::service::act::Act;
use crate::service::exchange::{self, Imported, Options};
use crate::service::site::Site;

/// Files for the tools of translators.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss translations export --locale de --format po de.po
  isogloss translations import de.po --dry-run")]
pub struct Translations {
    /// What to do.
    #[command(subcommand)]
    pub command: TranslationsCommand,
}

/// What there is to do with files for translators.
#[derive(Clone, Debug, Subcommand)]
pub enum TranslationsCommand {
    /// Write the texts of one locale, for translators
    Export(Export),
    /// Take translated texts in, as drafts
    Import(Import),
}

/// Writes the texts of one locale, one unit a block, with their translations.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss translations export --locale de --format po de.po
  isogloss translations export --locale fr --format xliff --only stale,missing fr.xlf
  isogloss translations export --locale fr --format po

Code, links and other marks stand in the texts as <x id=\"1\"/> or <g id=\"1\">…</g>; they are to be kept.
A translation that somebody has to look at is fuzzy: its source changed, it may belong to another text, or
another post says it.")]
pub struct Export {
    /// The locale to translate into
    #[arg(long, value_name = "TAG")]
    pub locale: String,
    /// The format of the file
    #[arg(long, value_name = "FORMAT")]
    pub format: ExchangeFormat,
    /// Texts that wait for something: stale, missing, uncertain
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub only: Option<Vec<Only>>,
    /// The file to write [default: standard output]
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Saves what a file says as drafts; what cannot be taken is told, and the rest is saved.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss translations import de.po --dry-run
  isogloss translations import de.po
  isogloss translations import fr.xlf --publish

A post that was not translated before is saved once all of its texts are.
The exit status is 1 if there are errors.")]
pub struct Import {
    /// A PO or XLIFF file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Save nothing, and tell what would be
    #[arg(long)]
    pub dry_run: bool,
    /// Publish what is translated to its end
    #[arg(long)]
    pub publish: bool,
    /// For people or for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// A format that tools for translators read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExchangeFormat {
    /// gettext PO.
    Po,
    /// XLIFF 2.0.
    Xliff,
}

/// What a text waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// Its source changed.
    Stale,
    /// It is not translated.
    Missing,
    /// It may belong to another text.
    Uncertain,
}

/// Exports or imports.
pub async fn run(arguments: &Translations, config: &Config) -> Result<ExitCode> {
    match &arguments.command {
        TranslationsCommand::Export(arguments) => export(arguments, config).await,
        TranslationsCommand::Import(arguments) => import(arguments, config).await,
    }
}

async fn export(arguments: &Export, config: &Config) -> Result<ExitCode> {
    let site = open_site(config, print::problems)?;
    let locale = known(&site, &arguments.locale)?;
    let store = open_store(config, &site, print::problems).await?;
    let needs: Option<Vec<Need>> = arguments
        .only
        .as_ref()
        .map(|only| only.iter().map(|each| (*each).into()).collect());
    let units = exchange::export(&store.read_newest().await?, &locale, needs.as_deref()).await?;
    store.close().await?;
    if units.is_empty() {
        // XLIFF knows no file without a unit (XLIFF 2.0, section 4.2.2.2).
        eprint_line(&format!(
            "nothing to export into `{locale}`; no file was written"
        ));
        return Ok(ExitCode::SUCCESS);
    }
    let text = written(arguments.format, &site, &locale, &units);
    match &arguments.file {
        Some(file) => fs::write(file, text)
            .with_context(|| format!("{} cannot be written", file.display()))?,
        None => std::io::stdout().write_all(text.as_bytes())?,
    }
    let open = units.iter().filter(|unit| unit.need.is_some()).count();
    eprint_line(&format!(
        "exported {} into `{locale}`, {open} of them to translate or to look at",
        print::counted(units.len(), "text"),
    ));
    Ok(ExitCode::SUCCESS)
}

/// What is said beside a file on standard output.
fn eprint_line(text: &str) {
    // Whoever closed standard error does not want to know.
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn written(format: ExchangeFormat, site: &Site, locale: &Locale, units: &[Unit]) -> String {
    let source = site.locales.default_locale().as_str();
    match format {
        ExchangeFormat::Po => po::write(
            &po::Header {
                project: &site.url,
                source_locale: source,
                target_locale: locale.as_str(),
                revised_at: &gettext_time(&present::now().to_string()),
            },
            units,
        ),
        ExchangeFormat::Xliff => xliff::write(source, locale.as_str(), units),
    }
}

/// `2026-01-31T12:00:00Z` as gettext writes it.
fn gettext_time(instant: &str) -> String {
    let minute = instant.get(..16).unwrap_or(instant);
    format!("{}+0000", minute.replace('T', " "))
}

async fn import(arguments: &Import, config: &Config) -> Result<ExitCode> {
    let path = &arguments.file;
    let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let File {
        target_locale,
        units,
        mut diagnostics,
        ..
    } = read(&bytes, path);
    let site = open_site(config, print::problems)?;
    let Some(tag) = target_locale else {
        print::problems(&in_file(diagnostics, path));
        bail!("{} does not say which locale it is for", path.display());
    };
    let locale = known(&site, &tag)?;
    let store = open_store(config, &site, print::problems).await?;
    let writer = writer(&site, &store);
    let caller = Caller::operator();
    let act = Act {
        writer: &writer,
        caller: &caller,
        now: present::now(),
    };
    let options = Options {
        dry_run: arguments.dry_run,
        publish: arguments.publish,
    };
    let mut imported = exchange::import(&act, &locale, units, options).await?;
    store.close().await?;
    diagnostics.append(&mut imported.diagnostics);
    let diagnostics = in_file(diagnostics, path);
    tell(arguments, &locale, &imported, &diagnostics)?;
    Ok(print::status(&diagnostics))
}

/// A file that begins with `<` is XML.
fn read(bytes: &[u8], path: &Path) -> File {
    let is_named = path
        .extension()
        .is_some_and(|extension| extension == "xlf" || extension == "xliff");
    let first = bytes
        .iter()
        .find(|byte| !byte.is_ascii_whitespace() && byte.is_ascii());
    match is_named || first == Some(&b'<') {
        true => xliff::read(bytes),
        false => po::read(bytes),
    }
}

fn known(site: &Site, tag: &str) -> Result<Locale> {
    site.locales
        .find(tag)
        .map_err(|unknown| anyhow!("{unknown}"))
}

fn in_file(diagnostics: Vec<Diagnostic>, path: &Path) -> Vec<Diagnostic> {
    let file = path.display().to_string();
    let diagnostics = diagnostics.into_iter();
    diagnostics.map(|each| each.in_file(file.clone())).collect()
}

fn tell(
    arguments: &Import,
    locale: &Locale,
    imported: &Imported,
    diagnostics: &[Diagnostic],
) -> Result<()> {
    let Imported {
        saved,
        published,
        confirmed,
        unchanged,
        incomplete,
        texts,
        ..
    } = imported;
    if arguments.format == Format::Json {
        let told = serde_json::json!({
            "locale": locale.as_str(),
            "dryRun": arguments.dry_run,
            "saved": saved,
            "published": published,
            "confirmed": confirmed,
            "unchanged": unchanged,
            "incomplete": incomplete,
            "texts": texts,
            "problems": print::problems_as_json(diagnostics),
        });
        writeln!(std::io::stdout(), "{told:#}")?;
        return Ok(());
    }
    print::problems(diagnostics);
    let verb = if arguments.dry_run {
        "would save"
    } else {
        "saved"
    };
    print::line(format_args!(
        "{verb} {} in {} of `{locale}`, {published} published, {confirmed} confirmed, {unchanged} as they were, {incomplete} incomplete",
        print::counted(*texts, "text"),
        print::counted(*saved, "post"),
    ));
    Ok(())
}

impl From<Only> for Need {
    fn from(only: Only) -> Self {
        match only {
            Only::Stale => Self::Stale,
            Only::Missing => Self::Missing,
            Only::Uncertain => Self::Uncertain,
        }
    }
}
