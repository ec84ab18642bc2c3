//! `isogloss import`: reads folders, files and payloads, hands them to the service, and prints what became of them.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use serde_json::{Value, json};

use super::progress::Progress;
use super::site::{open_site, open_store};
use super::table::Table;
use super::{Format, Global, present, print};
use crate::config::Config;
use crate::document::body::Rendered;
use crate::document::front_matter::Rules;
use crate::domain::diagnostic::Diagnostic;
use crate::domain::grouping::{Grouping, group};
use crate::domain::locale::Locale;
use crate::files::layout::Layout;
use crate::files::read;
use crate::jobs::watch::{self, Means};
use crate::messages;
use crate::service::import::{self, Counts, Report};
use crate::service::rendering::{context, keep, render};
use crate::service::site::Site;
use crate::store::Store;

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

/// What a run brought.
#[derive(Debug, Default)]
pub struct Brought {
    /// In numbers.
    pub report: Report,
    /// All problems.
    pub problems: Vec<Diagnostic>,
    /// How long it took.
    pub took: Duration,
}

/// Imports once, or until Ctrl-C.
pub async fn run(arguments: &Import, global: &Global) -> Result<ExitCode> {
    let config = global.configuration(Vec::new())?;
    let mut brought = run_once(arguments, &config).await?;
    write(arguments, &brought)?;
    if arguments.watch {
        let paths = arguments.paths.iter().map(PathBuf::as_path);
        let mut changes = watch::watch(paths, watch::CONTENT, Means::Events)
            .context("the paths cannot be watched")?;
        print::line("watching; Ctrl-C ends it");
        while changes.changed().await {
            brought = run_once(arguments, &config).await?;
            write(arguments, &brought)?;
        }
    }
    Ok(print::status(&brought.problems))
}

async fn run_once(arguments: &Import, config: &Config) -> Result<Brought> {
    let started = Instant::now();
    if let Some(path) = arguments
        .paths
        .iter()
        .find(|path| arguments.prune && !path.is_dir())
    {
        // What a file does not say is no reason to remove anything.
        bail!(
            "--prune goes by whole folders, and {} is none",
            path.display()
        );
    }
    let reading = arguments.reading()?;
    let mut site = open_site(config, print::problems)?;
    let mut sources = read_all(&arguments.paths, &reading, &site);
    if arguments.add_locales && add_locales(&sources, config, &site)? {
        site = open_site(config, print::problems)?;
        sources = read_all(&arguments.paths, &reading, &site);
    }
    let store = open_store(config, &site, print::problems).await?;
    let mut brought = Brought::default();
    for source in sources {
        brought.add(take_in(source, &site, &store, arguments.options()).await?);
    }
    store.close().await?;
    brought.took = started.elapsed();
    Ok(brought)
}

/// Reads and imports one folder or file with the default layout: what a first start does.
pub async fn folder(path: &Path, site: &Arc<Site>, store: &Store) -> Result<Brought> {
    let started = Instant::now();
    let reading = read::Options::default();
    let source = read_one(path, &reading, site);
    let options = import::Options {
        author: AUTHOR.to_owned(),
        ..import::Options::default()
    };
    let mut brought = Brought::default();
    brought.add(take_in(source, site, store, options).await?);
    brought.took = started.elapsed();
    Ok(brought)
}

/// Who is named as the author of revisions that an import makes.
const AUTHOR: &str = "import";

impl Import {
    fn options(&self) -> import::Options {
        import::Options {
            dry_run: self.dry_run,
            prune: self.prune,
            force: self.force,
            author: AUTHOR.to_owned(),
        }
    }

    fn reading(&self) -> Result<read::Options> {
        let layout = match &self.pattern {
            Some(pattern) => Layout::parse(pattern)?,
            None => Layout::default(),
        };
        let locale = self.locale.as_deref().map(Locale::parse).transpose();
        Ok(read::Options {
            layout,
            rules: if self.nuxt { Rules::Nuxt } else { Rules::Own },
            locale: locale.context("--locale")?,
            known: Vec::new(),
        })
    }
}

/// A folder or file that was read and rendered.
pub struct Taken {
    path: PathBuf,
    /// Its documents put together to posts, with all problems.
    pub grouping: Grouping,
    renderings: BTreeMap<String, Rendered>,
}

fn read_all(paths: &[PathBuf], reading: &read::Options, site: &Site) -> Vec<Taken> {
    paths
        .iter()
        .map(|path| read_one(path, reading, site))
        .collect()
}

/// Reads a folder or file and puts its documents together.
pub fn read_one(path: &Path, reading: &read::Options, site: &Site) -> Taken {
    let options = read::Options {
        known: site.locales.all().to_vec(),
        ..reading.clone()
    };
    let progress: OnceLock<Progress> = OnceLock::new();
    let result = read::read(path, &options, &|locale| context(site, locale), &|step| {
        let total = u64::try_from(step.total).unwrap_or(u64::MAX);
        progress
            .get_or_init(|| Progress::new("reading", total))
            .tick();
    });
    if let Some(progress) = progress.into_inner() {
        progress.finish();
    }
    let mut grouping = group(
        result.source,
        site.locales.default_locale(),
        site.locales.all(),
    );
    grouping.diagnostics.extend(result.diagnostics);
    Taken {
        path: path.to_path_buf(),
        grouping,
        renderings: result.renderings,
    }
}

/// Makes the folders of locales that the content has and the site lacks; answers whether there were any.
fn add_locales(sources: &[Taken], config: &Config, site: &Site) -> Result<bool> {
    let mut missing: Vec<Locale> = sources
        .iter()
        .flat_map(|source| &source.grouping.left_out)
        .filter_map(|left_out| left_out.locale.clone())
        .filter(|locale| !site.locales.all().contains(locale))
        .collect();
    missing.sort();
    missing.dedup();
    let folder = &config.locales.folder;
    if !missing.is_empty() && !folder.exists() {
        // The shipped locales are the site's as long as it has no folder; they stay so once it has one.
        missing.extend(site.locales.all().iter().cloned());
    }
    for locale in &missing {
        messages::new_locale::add(folder, locale).with_context(|| {
            format!(
                "the folder of {locale} cannot be made in {}",
                folder.display()
            )
        })?;
    }
    Ok(!missing.is_empty())
}

async fn take_in(
    source: Taken,
    site: &Arc<Site>,
    store: &Store,
    options: import::Options,
) -> Result<import::Outcome> {
    let Taken {
        path,
        grouping,
        renderings,
    } = source;
    let root = root_of(&path, &grouping);
    let outcome = import::run(import::Import {
        store,
        locales: &site.locales,
        ids: &present::ids(),
        now: present::now(),
        root: &root,
        grouping,
        render: &|document| {
            let context = context(site, &document.locale);
            match renderings.get(&document.file) {
                Some(rendered) => keep(rendered.clone(), &context),
                None => render(site, document),
            }
        },
        tag_name: &|key, locale| site.catalog.own(locale, &format!("tag-{key}")),
        options,
        progress: &|_| {},
    })
    .await;
    outcome.map_err(|error| anyhow!(error).context("the import changed nothing"))
}

/// The content folder that a path is, or that a single file belongs to: the same for a file alone and with its folder.
fn root_of(path: &Path, grouping: &Grouping) -> String {
    let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let whole = whole.to_string_lossy().into_owned();
    let documents = grouping.posts.iter().flat_map(|post| &post.documents);
    let folder = documents.filter(|_| path.is_file()).find_map(|document| {
        whole
            .strip_suffix(&document.file)?
            .strip_suffix('/')
            .map(str::to_owned)
    });
    folder.unwrap_or(whole)
}

impl Brought {
    fn add(&mut self, outcome: import::Outcome) {
        for (locale, counts) in outcome.report.locales {
            let sum = self.report.locales.entry(locale).or_default();
            *sum = sum.plus(counts);
        }
        self.report.failed_without_locale += outcome.report.failed_without_locale;
        self.problems.extend(outcome.diagnostics);
    }
}

fn write(arguments: &Import, brought: &Brought) -> Result<()> {
    match arguments.format {
        Format::Json => writeln!(std::io::stdout(), "{:#}", as_json(arguments, brought))?,
        Format::Text => {
            print::problems(&brought.problems);
            table(&brought.report).write(&mut anstream::stdout())?;
            writeln!(std::io::stdout(), "{}", last_line(arguments, brought))?;
        }
    }
    Ok(())
}

const COLUMNS: [&str; 7] = [
    "created",
    "updated",
    "unchanged",
    "removed",
    "conflicts",
    "failed",
    "drafts",
];

fn cells(counts: &Counts) -> [usize; 7] {
    let Counts {
        created,
        updated,
        unchanged,
        removed,
        conflicts,
        failed,
        drafts,
    } = *counts;
    [
        created, updated, unchanged, removed, conflicts, failed, drafts,
    ]
}

fn table(report: &Report) -> Table {
    let mut table = Table::new(["locale"].into_iter().chain(COLUMNS));
    let mut row = |name: &str, counts: &Counts| {
        let numbers = cells(counts).map(|count| count.to_string());
        table.row(std::iter::once(name.to_owned()).chain(numbers));
    };
    for (locale, counts) in &report.locales {
        row(locale.as_str(), counts);
    }
    if report.locales.len() > 1 {
        row("all", &report.total());
    }
    table
}

fn last_line(arguments: &Import, brought: &Brought) -> String {
    let seconds = brought.took.as_secs_f64();
    let dry = if arguments.dry_run {
        "; nothing was written (--dry-run)"
    } else {
        ""
    };
    let problems = match brought.problems.len() {
        0 => String::new(),
        _ => format!("; {}", print::summary(&brought.problems)),
    };
    format!("imported in {seconds:.1} s{problems}{dry}")
}

fn as_json(arguments: &Import, brought: &Brought) -> Value {
    let counts = |counts: &Counts| -> Value {
        COLUMNS
            .iter()
            .zip(cells(counts))
            .map(|(name, count)| ((*name).to_owned(), json!(count)))
            .collect()
    };
    let locales: Value = brought
        .report
        .locales
        .iter()
        .map(|(locale, each)| (locale.to_string(), counts(each)))
        .collect();
    json!({
        "dryRun": arguments.dry_run,
        "seconds": brought.took.as_secs_f64(),
        "locales": locales,
        "total": counts(&brought.report.total()),
        "diagnostics": print::problems_as_json(&brought.problems),
    })
}
