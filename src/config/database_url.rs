//! The address of the database: what may carry a password, and therefore is never shown as it is.

use std::fmt;
use std::path::{Path, PathBuf};

/// The address of a SQLite file or a PostgreSQL database. `Debug` and `Display` hide the password.
///
/// ```
/// use isogloss::config::DatabaseUrl;
/// let url = DatabaseUrl::parse("postgres://editor:hunter2@db.example/site").unwrap();
/// assert_eq!(url.to_string(), "postgres://***@db.example/site");
/// assert_eq!(url.reveal(), "postgres://editor:hunter2@db.example/site");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// Accepts `sqlite://PATH` (also `sqlite:PATH`) and `postgres://…` (also `postgresql://…`).
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once(':')?;
        let is_database = match scheme {
            // A database in memory has one connection, and the server reads and writes through several.
            "sqlite" => !rest.trim_start_matches('/').is_empty() && !rest.contains(":memory:"),
            "postgres" | "postgresql" => {
                rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty())
            }
            _ => false,
        };
        is_database.then(|| Self(text.to_owned()))
    }

    /// The whole address, password included: for connecting, and for nothing else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The file of a SQLite database; `None` for PostgreSQL.
    pub fn sqlite_file(&self) -> Option<PathBuf> {
        self.sqlite_path().map(PathBuf::from)
    }

    /// The same with a relative SQLite path taken from `folder`.
    #[must_use]
    pub fn in_folder(&self, folder: &Path) -> Self {
        let is_relative = self.sqlite_file().is_some_and(|file| file.is_relative());
        let (true, Some(path)) = (is_relative && folder != Path::new(""), self.sqlite_path())
        else {
            return self.clone();
        };
        let options = self
            .0
            .find('?')
            .and_then(|at| self.0.get(at..))
            .unwrap_or("");
        Self(format!("sqlite://{}{options}", folder.join(path).display()))
    }

    fn sqlite_path(&self) -> Option<&str> {
        let rest = self.0.strip_prefix("sqlite:")?;
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        rest.split('?').next()
    }
}

impl Default for DatabaseUrl {
    fn default() -> Self {
        Self("sqlite://data/isogloss.db?mode=rwc".to_owned())
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&redact(&self.0))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// Hides whatever could be a user, a password or a secret parameter in a text that may not even be a URL.
pub(super) fn redact(text: &str) -> String {
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), text),
    };
    // The last `@`, since an unencoded password may hold one itself.
    let rest = match rest.rsplit_once('@') {
        Some((_, host)) => format!("***@{host}"),
        None => rest.to_owned(),
    };
    let Some((address, options)) = rest.split_once('?') else {
        return scheme + &rest;
    };
    let options: Vec<String> = options.split('&').map(redact_option).collect();
    format!("{scheme}{address}?{}", options.join("&"))
}

fn redact_option(option: &str) -> String {
    match option.split_once('=') {
        Some((name, _)) if name.to_ascii_lowercase().contains("pass") => format!("{name}=***"),
        _ => option.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        for (url, shown) in [
            (
                "sqlite://data/isogloss.db?mode=rwc",
                "sqlite://data/isogloss.db?mode=rwc",
            ),
            ("postgres://u:p@h:5432/d", "postgres://***@h:5432/d"),
            ("postgres://u:p@ss/w@h/d", "postgres://***@h/d"),
            (
                "postgres://h/d?user=u&password=p&sslmode=require",
                "postgres://h/d?user=u&password=***&sslmode=require",
            ),
            ("mysql://u:p@h/d", "mysql://***@h/d"),
            ("u:p@h/d", "***@h/d"),
        ] {
            assert_eq!(redact(url), shown, "{url}");
        }
        let url = DatabaseUrl::parse("postgres://u:hunter2@h/d").unwrap();
        assert!(!format!("{url:?} {url}").contains("hunter2"));
    }

    #[test]
    fn a_relative_file_is_taken_from_the_folder_of_the_site() {
        for (url, folder, expected) in [
            (
                "sqlite://data/a.db?mode=rwc",
                "/srv/site",
                "sqlite:///srv/site/data/a.db?mode=rwc",
            ),
            ("sqlite:a.db", "site", "sqlite://site/a.db"),
            ("sqlite://data/a.db", "", "sqlite://data/a.db"),
            ("sqlite:///var/a.db", "/srv/site", "sqlite:///var/a.db"),
            ("postgres://h/d", "/srv/site", "postgres://h/d"),
        ] {
            let url = DatabaseUrl::parse(url).unwrap();
            assert_eq!(url.in_folder(Path::new(folder)).reveal(), expected);
        }
    }

    #[test]
    fn other_databases_are_refused() {
        for text in [
            "",
            "data/isogloss.db",
            "mysql://h/d",
            "sqlite://",
            "sqlite:",
            "sqlite::memory:",
            "postgres://",
            "postgres:h",
        ] {
            assert_eq!(DatabaseUrl::parse(text), None, "{text}");
        }
    }
}
