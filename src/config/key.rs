//! Every key there is: its names in file, environment and flags, what it accepts, and how it is set.
//! To add a setting: a field of [`Config`], a line here, a line in the table of tests.

use std::path::Path;
use std::time::Duration;

use super::database_url::redact;
use super::value::{
    address, log_format, log_level, number, site_url, some_text, strategy, truth, watching,
};
use super::{Config, DatabaseUrl};
use crate::domain::diagnostic::{Diagnostic, Place};
use crate::domain::locale::Locale;
use crate::domain::minimark::Mode;

/// What the keys of configured fallback chains begin with; a language tag follows.
pub(super) const FALLBACK: &str = "locales.fallback.";

/// One thing that may be set.
pub(super) struct Key {
    /// Its name in the file, sections joined by dots.
    pub(super) name: &'static str,
    /// Its name in the environment.
    pub(super) variable: &'static str,
    /// Its flag, for commands that have one.
    pub(super) flag: Option<&'static str>,
    /// What it accepts, as the end of a sentence.
    pub(super) accepts: &'static str,
    /// Sets it; `None` when the text is nothing it accepts. Relative paths are taken from the folder.
    pub(super) set: fn(&mut Config, &str, &Path) -> Option<()>,
}

/// A value as it was written.
pub(super) enum Given {
    /// Text, or a number or a truth value as text.
    Scalar(String),
    /// A list of texts.
    List(Vec<String>),
    /// Anything else, described.
    Other(&'static str),
}

/// Who said it.
pub(super) enum Origin {
    /// The configuration file, here.
    File(Place),
    /// A variable of the environment.
    Variable(&'static str),
    /// A flag.
    Flag(&'static str),
}

/// One value for one key.
pub(super) struct Setting {
    pub(super) key: String,
    pub(super) given: Given,
    pub(super) origin: Origin,
}

/// All keys but the fallback chains, in the order of the documentation.
pub(super) static KEYS: &[Key] = &[
    Key {
        name: "listen",
        variable: "ISOGLOSS_LISTEN",
        flag: Some("--listen"),
        accepts: "an address with a port, such as 127.0.0.1:8080 or [::]:80",
        set: |config, text, _| put(&mut config.listen, address(text)),
    },
    Key {
        name: "site_url",
        variable: "ISOGLOSS_SITE_URL",
        flag: Some("--site-url"),
        accepts: "a URL such as https://example.com",
        set: |config, text, _| put(&mut config.site_url, site_url(text)),
    },
    Key {
        name: "demo",
        variable: "ISOGLOSS_DEMO",
        flag: Some("--demo"),
        accepts: "true or false",
        set: |config, text, _| put(&mut config.demo, truth(text)),
    },
    Key {
        name: "content",
        variable: "ISOGLOSS_CONTENT",
        flag: None,
        accepts: "a folder",
        set: |config, text, folder| {
            put(
                &mut config.content,
                some_text(text).map(|path| Some(folder.join(path))),
            )
        },
    },
    Key {
        name: "database.url",
        variable: "ISOGLOSS_DATABASE_URL",
        flag: Some("--database-url"),
        accepts: "sqlite://PATH?mode=rwc or postgres://USER:PASSWORD@HOST/DATABASE",
        set: |config, text, folder| {
            put(
                &mut config.database_url,
                DatabaseUrl::parse(text).map(|url| url.in_folder(folder)),
            )
        },
    },
    Key {
        name: "database.replica_url",
        variable: "ISOGLOSS_DATABASE_REPLICA_URL",
        flag: None,
        accepts: "postgres://USER:PASSWORD@HOST/DATABASE",
        set: |config, text, _| {
            let url = DatabaseUrl::parse(text).filter(|url| url.sqlite_file().is_none());
            put(&mut config.postgres.replica_url, url.map(Some))
        },
    },
    Key {
        name: "database.connections",
        variable: "ISOGLOSS_DATABASE_CONNECTIONS",
        flag: None,
        accepts: "a whole number from 1 to 1000",
        set: |config, text, _| put(&mut config.postgres.connections, number(text, 1, 1000)),
    },
    Key {
        name: "database.pooler",
        variable: "ISOGLOSS_DATABASE_POOLER",
        flag: None,
        accepts: "true or false",
        set: |config, text, _| put(&mut config.postgres.has_pooler, truth(text)),
    },
    Key {
        name: "database.notify",
        variable: "ISOGLOSS_DATABASE_NOTIFY",
        flag: None,
        accepts: "true or false",
        set: |config, text, _| put(&mut config.postgres.notifies, truth(text)),
    },
    Key {
        name: "database.wait_s",
        variable: "ISOGLOSS_DATABASE_WAIT_S",
        flag: None,
        accepts: "a whole number from 0 to 86400",
        set: |config, text, _| {
            let seconds = number(text, 0, 86_400);
            put(&mut config.postgres.wait, seconds.map(Duration::from_secs))
        },
    },
    Key {
        name: "locales.folder",
        variable: "ISOGLOSS_LOCALES",
        flag: None,
        accepts: "a folder",
        set: |config, text, folder| {
            put(
                &mut config.locales.folder,
                some_text(text).map(|path| folder.join(path)),
            )
        },
    },
    Key {
        name: "locales.default",
        variable: "ISOGLOSS_DEFAULT_LOCALE",
        flag: None,
        accepts: "a language tag, such as en or pt-BR",
        set: |config, text, _| put(&mut config.locales.default, Locale::parse(text).ok()),
    },
    Key {
        name: "locales.watch",
        variable: "ISOGLOSS_WATCH_LOCALES",
        flag: None,
        accepts: "events, poll or off",
        set: |config, text, _| put(&mut config.locales.watch, watching(text)),
    },
    Key {
        name: "paths.strategy",
        variable: "ISOGLOSS_PATH_STRATEGY",
        flag: None,
        accepts: "prefix or prefix_except_default",
        set: |config, text, _| put(&mut config.paths, strategy(text)),
    },
    Key {
        name: "reading.words_per_minute",
        variable: "ISOGLOSS_WORDS_PER_MINUTE",
        flag: None,
        accepts: "a whole number from 1 to 2000",
        set: |config, text, _| put(&mut config.words_per_minute, number(text, 1, 2000)),
    },
    Key {
        name: "rendering.minimark",
        variable: "ISOGLOSS_MINIMARK",
        flag: None,
        accepts: "wrapped or plain",
        set: |config, text, _| put(&mut config.minimark, Mode::parse(text)),
    },
    Key {
        name: "limits.body_bytes",
        variable: "ISOGLOSS_BODY_BYTES",
        flag: None,
        accepts: "a whole number from 1024 to 104857600",
        set: |config, text, _| {
            put(
                &mut config.limits.body_bytes,
                number(text, 1024, 104_857_600),
            )
        },
    },
    Key {
        name: "limits.document_bytes",
        variable: "ISOGLOSS_DOCUMENT_BYTES",
        flag: None,
        accepts: "a whole number from 256 to 1048576",
        set: |config, text, _| {
            put(
                &mut config.limits.document_bytes,
                number(text, 256, 1_048_576),
            )
        },
    },
    Key {
        name: "limits.depth",
        variable: "ISOGLOSS_DEPTH",
        flag: None,
        accepts: "a whole number from 1 to 60",
        set: |config, text, _| put(&mut config.limits.depth, number(text, 1, 60)),
    },
    Key {
        name: "limits.selections",
        variable: "ISOGLOSS_SELECTIONS",
        flag: None,
        accepts: "a whole number from 1 to 100000",
        set: |config, text, _| put(&mut config.limits.selections, number(text, 1, 100_000)),
    },
    Key {
        name: "limits.complexity",
        variable: "ISOGLOSS_COMPLEXITY",
        flag: None,
        accepts: "a whole number from 1 to 1000000",
        set: |config, text, _| put(&mut config.limits.complexity, number(text, 1, 1_000_000)),
    },
    Key {
        name: "limits.timeout_ms",
        variable: "ISOGLOSS_TIMEOUT_MS",
        flag: None,
        accepts: "a whole number of milliseconds from 1 to 600000",
        set: |config, text, _| {
            put(
                &mut config.limits.timeout,
                number(text, 1, 600_000).map(Duration::from_millis),
            )
        },
    },
    Key {
        name: "limits.sockets",
        variable: "ISOGLOSS_SOCKETS",
        flag: None,
        accepts: "a whole number from 1 to 1000000",
        set: |config, text, _| put(&mut config.limits.sockets, number(text, 1, 1_000_000)),
    },
    Key {
        name: "limits.cache_bytes",
        variable: "ISOGLOSS_CACHE_BYTES",
        flag: None,
        accepts: "a whole number from 0 to 68719476736",
        set: |config, text, _| {
            put(
                &mut config.limits.cache_bytes,
                number(text, 0, 68_719_476_736),
            )
        },
    },
    Key {
        name: "log.format",
        variable: "ISOGLOSS_LOG_FORMAT",
        flag: Some("--log-format"),
        accepts: "text or json",
        set: |config, text, _| put(&mut config.log.format, log_format(text)),
    },
    Key {
        name: "log.level",
        variable: "ISOGLOSS_LOG_LEVEL",
        flag: Some("--log-level"),
        accepts: "off, error, warn, info, debug or trace, or levels by target such as isogloss=debug,warn",
        set: |config, text, _| put(&mut config.log.level, log_level(text)),
    },
];

impl Key {
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.name == name)
    }

    /// Says that it does not accept `value`; of a database's address only what is no secret is repeated.
    pub(super) fn refuse(&self, value: &str, origin: &Origin) -> Diagnostic {
        let shown = match self.name {
            "database.url" | "database.replica_url" => redact(value),
            _ => value.to_owned(),
        };
        let said = format!("`{}` is `{shown}`, but accepts {}", self.name, self.accepts);
        let message = match origin {
            Origin::File(_) => said,
            Origin::Variable(name) => format!("variable {name}: {said}"),
            Origin::Flag(name) => format!("flag {name}: {said}"),
        };
        let mut problem = Diagnostic::error("CONFIG_BAD_VALUE", message);
        problem.place = origin.place();
        problem
    }
}

impl Given {
    /// The value for a message.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Scalar(text) => text.clone(),
            Self::List(texts) => format!("{texts:?}"),
            Self::Other(what) => (*what).to_owned(),
        }
    }
}

impl Origin {
    /// Where in the file; `None` for variables and flags.
    pub(super) fn place(&self) -> Option<Place> {
        match self {
            Self::File(place) => Some(place.clone()),
            Self::Variable(_) | Self::Flag(_) => None,
        }
    }
}

/// Whether other keys begin with it.
pub(super) fn is_section(name: &str) -> bool {
    let begins = |key: &str| {
        key.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('.'))
    };
    begins(FALLBACK) || KEYS.iter().any(|key| begins(key.name))
}

/// Whether it may be set.
pub(super) fn is_known(name: &str) -> bool {
    name.starts_with(FALLBACK) || Key::find(name).is_some()
}

/// Says that there is no such key, and which one may have been meant.
pub(super) fn unknown(name: &str, place: Option<Place>) -> Diagnostic {
    let help = match nearest_key(name) {
        Some(key) => format!("did you mean `{key}`?"),
        None => format!("known are {}", listed(KEYS.iter().map(|key| key.name))),
    };
    let mut problem =
        Diagnostic::error("CONFIG_UNKNOWN_KEY", format!("unknown key `{name}`")).help(help);
    problem.place = place;
    problem
}

/// A warning about a variable that is nearly one of ours.
pub(super) fn nearly_a_variable(name: &str) -> Option<Diagnostic> {
    let (distance, nearest) = nearest(name, KEYS.iter().map(|key| key.variable))?;
    let message = format!("variable {name} means nothing");
    let is_near = distance <= 2 && name != "ISOGLOSS_CONFIG";
    is_near.then(|| {
        Diagnostic::warning("CONFIG_UNKNOWN_KEY", message).help(format!("did you mean {nearest}?"))
    })
}

/// The key that is spelled most like it, else one of the same last name, else the first of the section it names.
fn nearest_key(name: &str) -> Option<&'static str> {
    let names = || KEYS.iter().map(|key| key.name);
    if let Some((distance, nearest)) = nearest(name, names())
        && distance <= 2.max(name.len() / 4)
    {
        return Some(nearest);
    }
    let last = |name: &'static str| name.rsplit('.').next();
    let asked = name.rsplit('.').next();
    names()
        .find(|known| last(known) == asked)
        .or_else(|| names().find(|known| known.split('.').next() == Some(name)))
}

fn nearest(name: &str, known: impl Iterator<Item = &'static str>) -> Option<(usize, &'static str)> {
    known
        .map(|each| (strsim::damerau_levenshtein(name, each), each))
        .min_by_key(|(distance, _)| *distance)
}

fn listed(names: impl Iterator<Item = &'static str>) -> String {
    let names: Vec<&str> = names.collect();
    names.join(", ")
}

fn put<T>(field: &mut T, value: Option<T>) -> Option<()> {
    *field = value?;
    Some(())
}
