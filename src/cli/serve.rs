//! `isogloss serve`: opens the site, fills an empty database, says where it is, and serves.

use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use clap::Args;
use tokio::task::JoinHandle;

use super::site::{connect_patiently, open_site, prepare_store, read_site_again};
use super::token::{make, writer};
use super::{Global, import, present, print};
use crate::config::{Config, LogFormat, Watching};
use crate::domain::access::Role;
use crate::domain::diagnostic::Diagnostic;
use crate::graphql::live::LiveSchema;
use crate::graphql::schema::{self, Limits};
use crate::http::{Backing, Connections, Readiness, STOP_WITHIN, hold, router, serve, stop_signal};
use crate::jobs::locales::LocaleJob;
use crate::jobs::watch::Means;
use crate::jobs::{follow, publish, render, tokens};
use crate::service::act::Writer;
use crate::service::feed::{Feed, Pursuit};
use crate::service::read::Reader;
use crate::service::site::{LiveSite, Site};
use crate::service::token::{NewToken, TokenWatch, is_valid, list as token_list};
use crate::store::Store;
use crate::store::token::TokenRow;
use crate::telemetry;

/// Serves the site until Ctrl-C.
#[derive(Clone, Debug, Default, Args)]
#[command(after_help = "Examples:
  isogloss serve
  isogloss serve --listen 0.0.0.0:80 --site-url https://example.com
  isogloss serve --demo false --log-format json
  isogloss serve --no-bootstrap-token
  isogloss serve --database-url postgres://isogloss@localhost/site

A first start makes the database and, unless --demo false, fills it with the folder `content`, if there is one.
It prints the secret of one admin token, once.")]
pub struct Serve {
    /// Where to listen [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// What public URLs begin with [default: http:// and the address]
    #[arg(long, value_name = "URL")]
    pub site_url: Option<String>,
    /// Whether an empty database is filled: true or false [default: true]
    #[arg(long, value_name = "BOOL")]
    pub demo: Option<String>,
    /// Make no admin token at the first start
    #[arg(long)]
    pub no_bootstrap_token: bool,
    /// Log lines for people or for programs: text or json [default: text]
    #[arg(long, value_name = "FORMAT")]
    pub log_format: Option<String>,
    /// What is logged: off, error, warn, info, debug, trace [default: info]
    #[arg(long, value_name = "LEVEL")]
    pub log_level: Option<String>,
}

impl Serve {
    /// The flags that were given, as keys of the configuration, which checks them.
    pub fn flags(&self) -> Vec<(&'static str, String)> {
        let flags = [
            ("listen", &self.listen),
            ("site_url", &self.site_url),
            ("demo", &self.demo),
            ("log.format", &self.log_format),
            ("log.level", &self.log_level),
        ];
        flags
            .into_iter()
            .filter_map(|(key, value)| Some((key, value.clone()?)))
            .collect()
    }
}

/// Serves until the process is told to stop.
pub async fn run(arguments: &Serve, global: &Global) -> Result<ExitCode> {
    let config = global.configuration(arguments.flags())?;
    telemetry::init(&config.log, print::is_stderr_colored());
    let tell = teller(&config);
    let site = open_site(&config, tell)?;
    // The address first: a server that cannot be reached should not begin to work.
    let held = hold(config.listen)?;
    let store = connect_patiently(&config).await?;
    let starting = store.starting().await?;
    prepare_store(&store, &config, &site, tell).await?;
    let tokens = token_list(&store).await?;
    let is_new = tokens.is_empty() && store.is_empty().await?;
    let origin = fill(&config, &site, &store, tell).await?;
    let entrance = match is_new && !arguments.no_bootstrap_token {
        true => bootstrap(&site, &store).await?,
        false => hint(&tokens),
    };
    starting.end().await?;
    let listener = held.listen()?;
    let address = listener.local_addr()?;
    welcome(&config, address, &site, &store, &origin, entrance).await?;
    let limits = Limits {
        depth: config.limits.depth,
        complexity: config.limits.complexity,
    };
    let writer = writer(&site, &store);
    let live = LiveSite::new(site);
    let publishing = tokio::spawn(publish::run(writer.clone(), live.clone(), present::now));
    let rendering = tokio::spawn(render::run(writer.clone(), live.clone()));
    let feed = Feed::default();
    let pursuit = Pursuit::new(store.clone(), feed.clone());
    let pursuing = tokio::spawn(follow::run(pursuit));
    let build = move |writer| schema::build(writer, feed.clone(), Arc::new(present::now), limits);
    let schema = LiveSchema::new(build(writer.clone()));
    let put = {
        let (live, schema, writer) = (live.clone(), schema.clone(), writer.clone());
        move |site: Arc<Site>| {
            let writer = Writer {
                site: Arc::clone(&site),
                ..writer.clone()
            };
            schema.replace(build(writer));
            // Last: an answer that is kept for the new site was made by the new schema.
            live.replace(site);
        }
    };
    let following = follow_locales(&config, live.clone(), writer, tell, put);
    let checked = store.clone();
    let readiness = Readiness::new(move || {
        let store = checked.clone();
        async move { store.ping().await.map_err(|error| error.to_string()) }
    });
    let token_watch = TokenWatch::new(store.clone(), present::now);
    let watching = tokio::spawn(tokens::run(token_watch.clone()));
    let connections = Connections::new(config.limits.sockets);
    let backing = Backing {
        site: live,
        news: store.news(),
        readiness,
        tokens: token_watch,
        connections: connections.clone(),
    };
    let router = router(schema, &schema::sdl(), backing, &config.limits);
    serve(
        listener,
        router,
        connections,
        stop_signal(),
        stop_signal(),
        STOP_WITHIN,
    )
    .await?;
    publishing.abort();
    pursuing.abort();
    watching.abort();
    rendering.abort();
    if let Some(following) = following {
        following.abort();
    }
    store.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// Follows the locale files, if that is wanted.
fn follow_locales(
    config: &Config,
    live: LiveSite,
    writer: Writer,
    tell: fn(&[Diagnostic]),
    put: impl Fn(Arc<Site>) + Send + Sync + 'static,
) -> Option<JoinHandle<()>> {
    let means = match config.locales.watch {
        Watching::Events => Means::Events,
        Watching::Poll => Means::Polling,
        Watching::Off => return None,
    };
    let job = LocaleJob {
        folder: config.locales.folder.clone(),
        means,
        live,
        read: rereader(config.clone(), tell),
        put,
        writer,
        now: present::now,
    };
    Some(tokio::spawn(job.run()))
}

/// Reads the locale files again, and tells what is wrong with them when that is something else than before.
fn rereader(
    config: Config,
    tell: fn(&[Diagnostic]),
) -> impl Fn(&Site) -> Option<Site> + Clone + Send + 'static {
    let told: Arc<Mutex<Option<Vec<Diagnostic>>>> = Arc::default();
    move |before| {
        let (site, problems) = read_site_again(&config, before);
        let is_refused = problems
            .iter()
            .any(|problem| problem.code == "CONFIG_UNKNOWN_LOCALE" && problem.is_error());
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        // What the start told is not told again.
        let is_news = told.as_ref().is_some_and(|told| *told != problems);
        if is_news {
            tell(&problems);
        }
        *told = Some(problems);
        let is_same = site.catalog.fingerprint() == before.catalog.fingerprint();
        (!is_refused && !is_same).then_some(site)
    }
}

/// The first token of a site: without it nobody could make another one through the API.
async fn bootstrap(site: &Arc<Site>, store: &Store) -> Result<Option<String>> {
    let admin = NewToken {
        name: "admin".to_owned(),
        role: Role::Admin,
        locales: None,
        expires_at: None,
    };
    let secret = make(site, store, &admin).await?;
    Ok(Some(format!("{secret} (role admin, shown this once)")))
}

/// What to do where nobody could write.
fn hint(tokens: &[TokenRow]) -> Option<String> {
    let now = present::now();
    let is_open = tokens.iter().any(|token| is_valid(token, now));
    let hint = "none; `isogloss token create --name NAME --role editor` makes one";
    (!is_open).then(|| hint.to_owned())
}

/// How problems of files are told: for people, or as lines of the log where programs read that.
fn teller(config: &Config) -> fn(&[Diagnostic]) {
    match config.log.format {
        LogFormat::Text => print::problems,
        LogFormat::Json => log,
    }
}

fn log(problems: &[Diagnostic]) {
    for Diagnostic {
        place,
        code,
        message,
        help,
        ..
    } in problems
    {
        let place = place.as_ref().map(ToString::to_string).unwrap_or_default();
        tracing::warn!(code, place, help, "{message}");
    }
}

/// Fills an empty database with the content folder; answers with where the content comes from.
async fn fill(
    config: &Config,
    site: &Arc<Site>,
    store: &Store,
    tell: fn(&[Diagnostic]),
) -> Result<String> {
    let stored = || format!("from {}, as it was left", config.database_url);
    if !store.is_empty().await? {
        return Ok(stored());
    }
    match config.content_folder().filter(|_| config.demo) {
        Some(folder) => load(&folder, site, store, tell).await,
        None if config.demo => Ok(
            "none yet: there is no folder `content` here; `isogloss new DIR` makes a site"
                .to_owned(),
        ),
        None => Ok("none yet: `isogloss import DIR` takes a folder in".to_owned()),
    }
}

async fn load(
    folder: &Path,
    site: &Arc<Site>,
    store: &Store,
    tell: fn(&[Diagnostic]),
) -> Result<String> {
    let brought = import::folder(folder, site, store).await?;
    tell(&brought.problems);
    let total = brought.report.total();
    let failed = brought
        .problems
        .iter()
        .filter(|problem| Diagnostic::is_error(problem))
        .count();
    let failed = if failed > 0 {
        format!(", {} above", print::counted(failed, "error"))
    } else {
        String::new()
    };
    Ok(format!(
        "{} in {}, imported from {} in {:.1} s{failed}",
        print::counted(total.created, "translation"),
        print::counted(brought.report.locales.len(), "locale"),
        folder.display(),
        brought.took.as_secs_f64()
    ))
}

/// Says where the server is, which path to try, and where the content comes from.
async fn welcome(
    config: &Config,
    address: SocketAddr,
    site: &Arc<Site>,
    store: &Store,
    origin: &str,
    entrance: Option<String>,
) -> Result<()> {
    let reader = Reader::new(Arc::clone(site), store.clone());
    let path = reader.example_path(present::now()).await?;
    print::line(format_args!(
        "Isogloss serves {} at http://{}",
        config.database_url, address
    ));
    print::line(format_args!("  content  {origin}"));
    if let Some(path) = path {
        print::line(format_args!(
            "  try      {{ route(path: \"{path}\") {{ ... on Post {{ title }} }} }}"
        ));
    }
    if let Some(entrance) = entrance {
        print::line(format_args!("  token    {entrance}"));
    }
    print::line(format_args!(
        "  open     http://{} in a browser, or POST to /graphql",
        address
    ));
    Ok(())
}
