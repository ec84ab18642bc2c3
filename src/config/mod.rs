//! What an operator may say: `isogloss.toml`, the environment and flags become one typed [`Config`], validated once.
//! The rest of the program is handed its part of it and never reads a file or a variable of its own.

mod database_url;
mod file;
mod key;
mod value;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::domain::diagnostic::{Diagnostic, Place};
use crate::domain::locale::Locale;
use crate::domain::minimark::Mode;
use crate::domain::path::PathStrategy;

pub use database_url::DatabaseUrl;
use key::{Given, KEYS, Key, Origin, Setting};

/// The file that is read when `--config` names no other.
pub const FILE_NAME: &str = "isogloss.toml";

/// Everything that an operator may set.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// Scheme and host, and a path if the site has one, that public URLs begin with; without a trailing slash.
    pub site_url: String,
    /// Whether an empty database is filled at a start.
    pub demo: bool,
    /// The folder that an empty database is filled with; `None` means `content` beside the configuration, if it is there.
    pub content: Option<PathBuf>,
    /// Which database holds everything.
    pub database_url: DatabaseUrl,
    /// How PostgreSQL is reached.
    pub postgres: PostgresConfig,
    /// Locales of the site.
    pub locales: LocalesConfig,
    /// Which locales are written into paths.
    pub paths: PathStrategy,
    /// How fast readers are taken to read, in words a minute.
    pub words_per_minute: u32,
    /// How the trees for Nuxt Content's frontends are made.
    pub minimark: Mode,
    /// What one request may cost.
    pub limits: Limits,
    /// What is logged, and how.
    pub log: LogConfig,
}

/// Locales of the site, as far as they are configured.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalesConfig {
    /// The folder that makes the locales: one folder a locale.
    pub folder: PathBuf,
    /// The locale of the paths without one, and the end of every chain.
    pub default: Locale,
    /// How a server notices that a file changed.
    pub watch: Watching,
    /// What is tried after a locale, where that is not CLDR's chain.
    pub fallback: BTreeMap<Locale, Vec<Locale>>,
    places: BTreeMap<Locale, Place>,
}

/// How PostgreSQL is reached; a SQLite file needs none of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PostgresConfig {
    /// A replica, for reads.
    pub replica_url: Option<DatabaseUrl>,
    /// How many connections one instance opens at most to read, and as many to write.
    pub connections: u32,
    /// Whether the address is that of a pooler in transaction mode, such as PgBouncer.
    pub has_pooler: bool,
    /// Whether instances tell each other of writes by `NOTIFY`, and `LISTEN` to it.
    pub notifies: bool,
    /// How long a server waits for the database when it starts.
    pub wait: Duration,
}

/// How a server notices that a locale file changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Watching {
    /// The system tells.
    #[default]
    Events,
    /// Every second it looks: for network file systems, of which the system does not tell.
    Poll,
    /// Not at all.
    Off,
}

/// What one request may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest request body, in bytes.
    pub body_bytes: usize,
    /// The longest GraphQL document, in bytes.
    pub document_bytes: usize,
    /// How deep fields may be nested.
    pub depth: usize,
    /// How many selections a document may have after its fragments were put in their places.
    pub selections: usize,
    /// What a document may cost by the schema's own count.
    pub complexity: usize,
    /// How long a request may take, its body included.
    pub timeout: Duration,
    /// How many connections may stay open to be told of changes, WebSockets and event streams together.
    pub sockets: usize,
    /// How many bytes of answers are kept; 0 keeps none.
    pub cache_bytes: usize,
}

/// What is logged, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogConfig {
    /// For people or for machines.
    pub format: LogFormat,
    /// A level, or levels by target: `info`, `isogloss=debug,warn`.
    pub level: String,
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Where settings come from, in rising order: the file, the variables, the flags.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The folder that the program was started in; empty means that relative paths stay as they are.
    pub working_folder: PathBuf,
    /// The file of `--config`; `None` means `isogloss.toml` in the working folder, if there is one.
    pub file: Option<PathBuf>,
    /// The environment; names that do not begin with `ISOGLOSS_` are ignored.
    pub variables: Vec<(String, String)>,
    /// Keys that flags name, such as `listen`, with their values.
    pub flags: Vec<(&'static str, String)>,
}

impl Config {
    /// Reads all sources. What is doubtful but stops nothing comes beside the configuration.
    ///
    /// # Errors
    /// Everything that is wrong, each with its file, variable or flag, the key, the value and what would be accepted.
    pub fn load(sources: &Sources) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut settings = Vec::new();
        let file = sources.file_to_read();
        if let Some(file) = &file {
            settings.extend(file::read(file, &mut problems));
        }
        settings.extend(sources.settings_of_variables(&mut problems));
        settings.extend(sources.settings_of_flags());

        let root = match &file {
            Some(file) => file.parent().unwrap_or(Path::new("")),
            None => &sources.working_folder,
        };
        let mut config = Self::defaults_in(root);
        for setting in settings {
            let base = match setting.origin {
                Origin::File(_) => root,
                Origin::Variable(_) | Origin::Flag(_) => &sources.working_folder,
            };
            if let Err(problem) = config.apply(setting, base) {
                problems.push(problem);
            }
        }
        if config.site_url.is_empty() {
            config.site_url = url_of_address(config.listen);
        }
        if problems.iter().any(Diagnostic::is_error) {
            return Err(problems);
        }
        Ok((config, problems))
    }

    /// The configuration of a site in `root` about which nothing was said.
    fn defaults_in(root: &Path) -> Self {
        let database_url = DatabaseUrl::default().in_folder(root);
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            site_url: String::new(),
            demo: true,
            content: None,
            database_url,
            postgres: PostgresConfig::default(),
            locales: LocalesConfig {
                folder: root.join("locales"),
                default: default_locale(),
                watch: Watching::default(),
                fallback: BTreeMap::new(),
                places: BTreeMap::new(),
            },
            paths: PathStrategy::default(),
            words_per_minute: 220,
            minimark: Mode::default(),
            limits: Limits::default(),
            log: LogConfig::default(),
        }
    }

    fn apply(&mut self, setting: Setting, base: &Path) -> Result<(), Diagnostic> {
        if let Some(tag) = setting.key.strip_prefix(key::FALLBACK) {
            return self.locales.set_fallback(tag, &setting);
        }
        let Some(key) = Key::find(&setting.key) else {
            return Err(key::unknown(&setting.key, setting.origin.place()));
        };
        match &setting.given {
            Given::Scalar(text) if (key.set)(self, text, base).is_some() => Ok(()),
            given => Err(key.refuse(&given.shown(), &setting.origin)),
        }
    }
}

impl Default for PostgresConfig {
    fn default() -> Self {
        Self {
            replica_url: None,
            connections: 8,
            has_pooler: false,
            notifies: true,
            wait: Duration::from_secs(60),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // The longest Markdown, 2 MiB, in JSON that writes every letter beyond ASCII as `\uXXXX`: three times as long.
            body_bytes: 8 * 1024 * 1024,
            document_bytes: 32 * 1024,
            depth: 20,
            selections: 2_000,
            complexity: 10_000,
            timeout: Duration::from_secs(10),
            sockets: 20_000,
            cache_bytes: 64 * 1024 * 1024,
        }
    }
}

impl Config {
    /// The content folder that is configured, else `content` if there is one.
    pub fn content_folder(&self) -> Option<PathBuf> {
        let usual = || Some(PathBuf::from("content")).filter(|folder| folder.is_dir());
        self.content.clone().or_else(usual)
    }
}

impl Default for LogConfig {
    fn default() -> Self {
        Self {
            format: LogFormat::Text,
            level: "info".to_owned(),
        }
    }
}

impl LocalesConfig {
    /// What the configuration says of locales that the site does not have: an error for the default, warnings for chains.
    pub fn check(&self, known: &[Locale]) -> Vec<Diagnostic> {
        let tags: Vec<&str> = known.iter().map(Locale::as_str).collect();
        let help = format!(
            "locales are the folders of {}: {}",
            self.folder.display(),
            tags.join(", ")
        );
        let mut problems = Vec::new();
        if !known.contains(&self.default) {
            let message = format!("the default locale `{}` has no folder", self.default);
            problems.push(Diagnostic::error("CONFIG_UNKNOWN_LOCALE", message).help(&help));
        }
        for (locale, chain) in &self.fallback {
            let named = std::iter::once(locale).chain(chain);
            for unknown in named.filter(|each| !known.contains(each)) {
                let message = format!(
                    "`locales.fallback.{locale}` names `{unknown}`, which the site does not have"
                );
                let mut problem = Diagnostic::warning("CONFIG_UNKNOWN_LOCALE", message).help(&help);
                problem.place = self.places.get(locale).cloned();
                problems.push(problem);
            }
        }
        problems
    }

    fn set_fallback(&mut self, tag: &str, setting: &Setting) -> Result<(), Diagnostic> {
        let refuse = |message: String| {
            let mut problem = Diagnostic::error("CONFIG_BAD_VALUE", message)
                .help("a chain looks like this: de-AT = [\"de\", \"en\"]");
            problem.place = setting.origin.place();
            problem
        };
        let locale = Locale::parse(tag).map_err(|_| {
            refuse(format!(
                "`locales.fallback` has the key `{tag}`, which is no language tag"
            ))
        })?;
        let Given::List(tags) = &setting.given else {
            let shown = setting.given.shown();
            return Err(refuse(format!(
                "`{}` is a list of language tags, not `{shown}`",
                setting.key
            )));
        };
        let mut chain = Vec::new();
        for tag in tags {
            let after = Locale::parse(tag).map_err(|_| {
                refuse(format!(
                    "`{}` names `{tag}`, which is no language tag",
                    setting.key
                ))
            })?;
            chain.push(after);
        }
        if self.fallback.insert(locale.clone(), chain).is_some() {
            return Err(refuse(format!("`locales.fallback` names `{locale}` twice")));
        }
        self.places
            .extend(setting.origin.place().map(|place| (locale, place)));
        Ok(())
    }
}

impl Sources {
    fn file_to_read(&self) -> Option<PathBuf> {
        if let Some(file) = &self.file {
            return Some(file.clone());
        }
        let file = self.working_folder.join(FILE_NAME);
        file.exists().then_some(file)
    }

    /// An empty variable is as good as none, as compose files write it. A variable that is nearly ours is a slip.
    fn settings_of_variables(&self, problems: &mut Vec<Diagnostic>) -> Vec<Setting> {
        let mut settings = Vec::new();
        for (name, value) in &self.variables {
            if value.is_empty() || !name.starts_with("ISOGLOSS_") {
                continue;
            }
            match KEYS.iter().find(|key| key.variable == name) {
                Some(key) => settings.push(Setting {
                    key: key.name.to_owned(),
                    given: Given::Scalar(value.clone()),
                    origin: Origin::Variable(key.variable),
                }),
                None => problems.extend(key::nearly_a_variable(name)),
            }
        }
        settings
    }

    fn settings_of_flags(&self) -> impl Iterator<Item = Setting> {
        self.flags.iter().map(|(key, value)| Setting {
            key: (*key).to_owned(),
            given: Given::Scalar(value.clone()),
            origin: Origin::Flag(Key::find(key).and_then(|key| key.flag).unwrap_or(key)),
        })
    }
}

/// Where a browser on the same machine finds the server.
fn url_of_address(listen: SocketAddr) -> String {
    if listen.ip().is_unspecified() {
        return format!("http://localhost:{}", listen.port());
    }
    format!("http://{listen}")
}

fn default_locale() -> Locale {
    Locale::from_canonical("en")
}

#[cfg(test)]
mod tests;
